/**
 * Events as a file for calendars: iCalendar, RFC 5545. Times are told in UTC, worked out from the clocks of the place:
 * every calendar knows UTC, while zones need rules of their own beside them, which some read and some replace. An event that
 * takes place once loses nothing by it, and is at the right time on both sides of a change of the clocks.
 *
 * Imported by its own path, not from the index: only who makes a file loads the library that writes it.
 */
import { generateIcsCalendar, type IcsEvent } from 'ts-ics';
import type { PlannedEvent } from '../records/index.ts';
import { momentsOf } from './event-time.ts';

/** An event as a calendar needs it, of a group's records or of what is published. */
export interface CalendarEvent extends Pick<
	PlannedEvent,
	'title' | 'when' | 'place' | 'point' | 'about' | 'status'
> {
	/** Bare ULID. */
	id: string;
	/** How many changes it has seen: calendars take over what has a higher number. */
	sequence: number;
	/** RFC 3339. */
	changed_at: string;
	/** Its page, where it has one. */
	url?: string;
	/** What kind of event it is, in words. */
	category?: string;
}

export interface CalendarOptions {
	/** What the calendar is called. */
	name: string;
	/** It is fetched again and again, not taken once. */
	feed?: boolean;
	/** Of the calendar as a whole, such as its licence (RFC 7986, 5.2). */
	about?: string;
}

const LONGEST_LINE = 75;
/** How often calendars may look again. */
const REFRESH = 'PT4H';
const bytes = new TextEncoder();

/** A calendar has something in it (3.6): one without events yet has Britain's clocks, as they have been set since 1996. */
const CLOCKS = [
	'BEGIN:VTIMEZONE',
	'TZID:Europe/London',
	...['BEGIN:DAYLIGHT', 'TZNAME:BST', 'TZOFFSETFROM:+0000', 'TZOFFSETTO:+0100', 'DTSTART:19960331T010000'],
	...['RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT'],
	...['BEGIN:STANDARD', 'TZNAME:GMT', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0000', 'DTSTART:19961027T020000'],
	...['RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD'],
	'END:VTIMEZONE'
];

/** The id of an event in calendars, the same from the phone and from the registry. */
export const calendarId = (id: string): string => `${id}@toad-lane`;

/** The text of a calendar with these events. */
export function calendarOf(
	events: readonly CalendarEvent[],
	{ name, feed = false, about }: CalendarOptions
): string {
	const written = generateIcsCalendar({
		version: '2.0',
		prodId: '-//Toad Lane//Events//EN',
		method: 'PUBLISH',
		// The library escapes neither names nor categories.
		name: escaped(name),
		events: events.map(toIcs)
	});
	const hints = feed ? `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}\r\nX-PUBLISHED-TTL:${REFRESH}\r\n` : '';
	const said = about ? `DESCRIPTION:${escaped(about)}\r\n` : '';
	const hinted = written.replace('METHOD:PUBLISH\r\n', (method) => method + hints + said);
	if (events.length > 0) return folded(hinted);
	return folded(hinted.replace('END:VCALENDAR', [...CLOCKS, 'END:VCALENDAR'].join('\r\n')));
}

function toIcs(event: CalendarEvent): IcsEvent {
	const { start, end } = momentsOf(event);
	const changed = { date: new Date(event.changed_at) };
	return {
		uid: calendarId(event.id),
		stamp: changed,
		lastModified: changed,
		sequence: event.sequence,
		status: event.status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
		start: { date: start },
		// What begins in an hour that clocks skip begins later, and lasts as long as it would have.
		end: { date: end > start ? end : new Date(start.getTime() + lengthOf(event)) },
		summary: plain(event.title),
		...(event.place && { location: plain(event.place) }),
		...(event.about && { description: plain(event.about) }),
		...(event.url && { url: event.url }),
		...(event.point && { geo: `${event.point[1]};${event.point[0]}` }),
		...(event.category && { categories: [escaped(event.category)] })
	};
}

const lengthOf = ({ when }: CalendarEvent) => Date.parse(`${when.end}Z`) - Date.parse(`${when.start}Z`);

/** Text without what would end a line of the file: line breaks stay, for the library to write as `\n`. */
function plain(text: string): string {
	return (
		text
			.replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
			// eslint-disable-next-line no-control-regex -- these are what is looked for
			.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
	);
}

const escaped = (text: string) =>
	plain(text)
		.replace(/[\\;,]/g, '\\$&')
		.replace(/\n/g, '\\n');

/** Lines of at most 75 octets (3.1); the library counts letters, of which one can be four octets. */
function folded(text: string): string {
	const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
	return lines.map(fold).join('\r\n');
}

function fold(line: string): string {
	let [out, length] = ['', 0];
	for (const letter of line) {
		const size = bytes.encode(letter).length;
		if (length + size > LONGEST_LINE) [out, length] = [`${out}\r\n `, 1];
		out += letter;
		length += size;
	}
	return out;
}
