/**
 * A calendar's file (RFC 5545) as events to choose from. What calendars write differs, so each event is read by itself: one
 * that can't be read keeps no other out.
 *
 * Imported by its own path, not from the index: only who reads a file loads the library that does it.
 */
import { convertIcsEvent, extendByRecurrenceRule, type IcsDateObject, type IcsEvent } from 'ts-ics';
import { cleanText, tidyText, type When } from '../records/index.ts';
import { clockAt, isZone, momentOf } from './clock.ts';
import { dayAfter, daysFrom } from './calendar-days.ts';
import { HOME_ZONE } from './event-time.ts';

/** How many events are taken from one file. */
export const MOST_TAKEN = 200;
/** What a file may come to, in bytes. */
export const LARGEST_CALENDAR = 5_000_000;

/** Something that stands in a calendar's file. */
export interface ReadEvent {
	/** What calendars know it by. */
	uid?: string;
	title: string;
	when: When;
	place?: string;
	about?: string;
	/** It had no times: those of `when` are ours. */
	all_day: boolean;
	/** It takes place again and again; this is the next time. */
	repeats: boolean;
}

export type CalendarProblem = 'empty' | 'not_calendar' | 'cut_short' | 'no_events';

export type ReadCalendar =
	| {
			ok: true;
			/** The next one first. */
			events: ReadEvent[];
			/** Left out: what is over or was called off, what can't be read, and what is more than a file may bring. */
			past: number;
			unreadable: number;
			more: number;
	  }
	| { ok: false; why: CalendarProblem };

const LONGEST_DAYS = 14;
const OPEN_FROM = '10:00';
const OPEN_TO = '16:00';

/** What a calendar's file holds that is still to come. */
export function readCalendar(text: string, now: Date): ReadCalendar {
	const whole = text.replace(/^\uFEFF/, '').trim();
	if (whole === '') return { ok: false, why: 'empty' };
	if (!/^BEGIN:VCALENDAR\s*$/im.test(whole.slice(0, 200))) return { ok: false, why: 'not_calendar' };
	if (!/^END:VCALENDAR$/im.test(whole.slice(-200))) return { ok: false, why: 'cut_short' };
	const blocks = blocksOf(whole);
	if (!blocks) return { ok: false, why: 'cut_short' };
	if (blocks.length === 0) return { ok: false, why: 'no_events' };

	const seen = new Set<string>();
	const ahead: ReadEvent[] = [];
	let [past, unreadable] = [0, 0];
	for (const block of blocks) {
		const read = readEvent(block, now);
		if (read === 'past') past += 1;
		else if (read === 'unreadable') unreadable += 1;
		// A single time of what repeats stands in the file by itself, with the id of the others.
		else if (!read.uid || !seen.has(read.uid)) {
			if (read.uid) seen.add(read.uid);
			ahead.push(read);
		}
	}
	ahead.sort((a, b) => (`${a.when.start} ${a.title}` < `${b.when.start} ${b.title}` ? -1 : 1));
	const events = ahead.slice(0, MOST_TAKEN);
	return { ok: true, events, past, unreadable, more: ahead.length - events.length };
}

/** The text of every event, on unfolded lines; undefined where one does not end. */
function blocksOf(text: string): string[] | undefined {
	const blocks: string[] = [];
	let lines: string[] | undefined;
	for (const line of text
		.replace(/\r\n?/g, '\n')
		.replace(/\n[ \t]/g, '')
		.split('\n')) {
		const upper = line.trim().toUpperCase();
		if (upper === 'BEGIN:VEVENT') {
			if (lines) return undefined;
			lines = [];
		}
		lines?.push(line);
		if (upper === 'END:VEVENT' && lines) {
			blocks.push(lines.join('\r\n'));
			lines = undefined;
		}
	}
	return lines ? undefined : blocks;
}

function readEvent(block: string, now: Date): ReadEvent | 'past' | 'unreadable' {
	let found: IcsEvent;
	try {
		found = convertIcsEvent(undefined, floatingAsHome(block));
	} catch {
		// The library throws at what is no line of a calendar.
		return 'unreadable';
	}
	const title = cleanText(oneLine(found.summary ?? ''), 120);
	const times = timesOf(found);
	if (!title || !times) return 'unreadable';
	const { zone, all_day } = times;
	const today = clockAt(now, zone).slice(0, 10);
	const repeats = found.recurrenceRule !== undefined;
	const day = times.start.slice(0, 10);
	const moved = repeats && day < today ? daysFrom(day, nextDay(found, day, today) ?? day) : 0;
	const [start, end] = [onDay(times.start, moved), onDay(times.end, moved)];
	if (end.slice(0, 10) < today || found.status === 'CANCELLED') return 'past';
	const place = cleanText(oneLine(found.location ?? ''), 160);
	const about = cleanLines(found.description ?? '', 1000);
	const uid = cleanText(found.uid ?? '', 200);
	return {
		...(uid && { uid }),
		...{ title, when: { start, end, zone }, all_day, repeats },
		...(place && { place }),
		...(about && { about })
	};
}

/** Times without a zone are those of the clocks here; the library would take them for UTC. */
const floatingAsHome = (block: string) =>
	block.replace(/^(DTSTART|DTEND)(?:;VALUE=DATE-TIME)?:(\d{8}T\d{6})[ \t]*$/gim, `$1;TZID=${HOME_ZONE}:$2`);

/** From when until when by the clocks of a place; undefined where that can't be, or is longer than an event may be. */
function timesOf(
	found: IcsEvent
): { start: string; end: string; zone: string; all_day: boolean } | undefined {
	if (!isTime(found.start)) return undefined;
	const all_day = found.start.type === 'DATE';
	const named = found.start.local?.timezone;
	const zone = named && isZone(named) && !/^[+-]/.test(named) ? named : HOME_ZONE;
	const start = all_day ? `${dayOf(found.start.date)}T${OPEN_FROM}` : clockOf(found.start, zone);
	const end = all_day ? `${lastDay(found)}T${OPEN_TO}` : endClock(found, start, zone);
	if (end <= start || daysFrom(start.slice(0, 10), end.slice(0, 10)) > LONGEST_DAYS) return undefined;
	return { start, end, zone, all_day };
}

const isTime = (time?: IcsDateObject): time is IcsDateObject =>
	time !== undefined && Number.isFinite(time.date.getTime()) && /^[12]/.test(time.date.toISOString());

/** A date whose hours in UTC are those of the clock, as the library tells local ones. */
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

const clockOf = (time: IcsDateObject, zone: string) =>
	time.local?.timezone === zone || (time.local && !isZone(time.local.timezone))
		? time.local.date.toISOString().slice(0, 16)
		: clockAt(time.date, zone);

/** The last day of what has no times: the day before the one that the file names. */
function lastDay({ start, end, duration }: IcsEvent): string {
	const first = dayOf(start.date);
	const last = isTime(end) ? dayAfter(dayOf(end.date), -1) : dayAfter(first, (duration?.days ?? 1) - 1);
	return last > first ? last : first;
}

/** By its own end, by how long it takes, or else an hour later. */
function endClock({ end, duration }: IcsEvent, start: string, zone: string): string {
	if (isTime(end)) return clockOf(end, zone);
	const { weeks = 0, days = 0, hours = 0, minutes = 0 } = duration ?? { hours: 1 };
	const later = ((weeks * 7 + days) * 24 + hours) * 60 + minutes;
	return clockAt(new Date(momentOf(start, zone).getTime() + (later || 60) * 60_000), zone);
}

const EVERY = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const OLDEST_DAYS = 20 * 366;

/** The day, from today on, on which what repeats takes place again. */
function nextDay({ recurrenceRule: rule }: IcsEvent, day: string, today: string): string | undefined {
	if (!rule || !EVERY.includes(rule.frequency) || (rule.interval ?? 1) < 1) return undefined;
	if (daysFrom(day, today) > OLDEST_DAYS) return undefined;
	try {
		const [start, end] = [new Date(`${day}T12:00Z`), new Date(`${dayAfter(today, 400)}T12:00Z`)];
		return extendByRecurrenceRule(rule, { start, end })
			.map(dayOf)
			.find((one) => one >= today);
	} catch {
		// A rule that the library can't follow: then it is over.
		return undefined;
	}
}

const onDay = (clock: string, days: number) => `${dayAfter(clock.slice(0, 10), days)}${clock.slice(10)}`;

const oneLine = (text: string) => tidyText(text).replace(/\n+/g, ', ');

function cleanLines(text: string, max: number): string {
	const lines = tidyText(text)
		.split('\n')
		.map((line) => cleanText(line, max));
	let kept = '';
	for (const letter of lines.join('\n').replace(/\n{3,}/g, '\n\n')) {
		if (kept.length + letter.length > max) break;
		kept += letter;
	}
	return tidyText(kept);
}
