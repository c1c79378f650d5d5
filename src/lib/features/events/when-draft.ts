/** From when until when, as it is typed. Pure: no clock but the day that it is told. */
import type { When } from '$lib/records';
import { dayAfter, daysFrom } from '$lib/rules';

export interface WhenDraft {
	/** YYYY-MM-DD */
	day: string;
	/** The last day, where it is another one. */
	last: string;
	/** HH:MM */
	from: string;
	until: string;
	/** It has been already, and is written down afterwards. */
	been: boolean;
}

export type WhenField = 'day' | 'last' | 'from' | 'until';
export type WhenProblemCode =
	'day' | 'calendar' | 'past' | 'far' | 'time' | 'ends_before' | 'last_before' | 'long';

export interface WhenProblem {
	field: WhenField;
	code: WhenProblemCode;
}

/** How long an event lasts at most, and how far ahead one is planned. */
const LONGEST_DAYS = 14;
const FARTHEST_DAYS = 3 * 366;

/** Whether there is such a day: 31 February is none. */
export function isDay(day: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))) return false;
	return dayAfter(day, 0) === day;
}

const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time);

/** What is wrong with a time and where, or what it comes to. `pastToo`: what is over by `today` is no mistake. */
export function readWhen(
	{ day, last, from, until, been }: WhenDraft,
	zone: string,
	today: string,
	pastToo = been
): { ok: true; when: When } | { ok: false; problems: WhenProblem[] } {
	const problems: WhenProblem[] = [];
	const add = (field: WhenField, code: WhenProblemCode) => problems.push({ field, code });
	const end = last || day;
	if (!day) add('day', 'day');
	else if (!isDay(day)) add('day', 'calendar');
	else if (end < today && !pastToo) add('day', 'past');
	else if (daysFrom(today, day) > FARTHEST_DAYS) add('day', 'far');
	if (last && !isDay(last)) add('last', 'calendar');
	else if (last && isDay(day) && last < day) add('last', 'last_before');
	else if (last && isDay(day) && daysFrom(day, last) > LONGEST_DAYS) add('last', 'long');
	if (!isTime(from)) add('from', 'time');
	if (!isTime(until)) add('until', 'time');
	else if (isTime(from) && end === day && until <= from) add('until', 'ends_before');
	if (problems.length > 0) return { ok: false, problems };
	return { ok: true, when: { start: `${day}T${from}`, end: `${end}T${until}`, zone } };
}

/** A time as the form shows it, to be changed. */
export function whenDraftOf({ start, end }: When): WhenDraft {
	const [day = '', from = ''] = start.split('T');
	const [last = '', until = ''] = end.split('T');
	return { day, last: last === day ? '' : last, from, until, been: false };
}
