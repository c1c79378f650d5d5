import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { bareId, event } from '../records/index.ts';
import { calendarOf, type CalendarEvent } from './calendar.ts';

const bytes = new TextEncoder();
const sample = event.sample();
const base: CalendarEvent = {
	...sample,
	id: bareId(sample._id),
	sequence: 3,
	changed_at: '2026-06-01T10:00:00.000Z'
};

/** What a second, independent library reads in it. */
function read(text: string) {
	const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
	const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
	return { calendar, events };
}
const one = (changes: Partial<CalendarEvent>) =>
	read(calendarOf([{ ...base, ...changes }], { name: 'Ours' }));
const at = (start: string, end: string, zone = 'Europe/London') => {
	const [found] = one({ when: { start, end, zone } }).events;
	return [found?.startDate, found?.endDate].map((time) => time?.toJSDate().toISOString().slice(0, 16));
};

test('an event is read as it was planned, by another library', () => {
	const { calendar, events } = read(
		calendarOf(
			[
				{
					...base,
					about: 'Bring a chair.\nAnd a cup, please; thanks \\ cheers',
					point: [-2.16, 53.62],
					url: 'https://toadlane.example/communities/a,b/events/1?x=1;2',
					category: 'Party, outside'
				}
			],
			{ name: 'Spotland; Neighbours, all', feed: true }
		)
	);
	expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
	expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
	expect(calendar.getFirstPropertyValue('prodid')).toMatch(/Toad Lane/);
	expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT4H');
	expect(calendar.getFirstPropertyValue('x-published-ttl')).toBe('PT4H');
	expect(String(calendar.getFirstPropertyValue('x-wr-calname')).replaceAll('\\', '')).toBe(
		'Spotland; Neighbours, all'
	);
	const [found] = events;
	expect(found?.uid).toBe(`${base.id}@toad-lane`);
	expect(found?.summary).toBe('Toad Lane street party');
	expect(found?.location).toBe('Toad Lane, between the chapel and the bridge');
	expect(found?.description).toBe('Bring a chair.\nAnd a cup, please; thanks \\ cheers');
	expect(found?.sequence).toBe(3);
	const property = (name: string) => found?.component.getFirstPropertyValue(name);
	expect(property('status')).toBe('CONFIRMED');
	expect(property('url')).toBe('https://toadlane.example/communities/a,b/events/1?x=1;2');
	expect(String(property('geo'))).toBe('53.62,-2.16');
	expect(property('categories')).toBe('Party, outside');
	expect(String(property('dtstamp'))).toBe('2026-06-01T10:00:00Z');
	expect(String(property('last-modified'))).toBe('2026-06-01T10:00:00Z');
});

test('times are right on both sides of a change of the clocks, and at midnight', () => {
	expect(at('2026-07-12T14:00', '2026-07-12T18:00')).toEqual(['2026-07-12T13:00', '2026-07-12T17:00']);
	expect(at('2026-12-12T14:00', '2026-12-12T18:00')).toEqual(['2026-12-12T14:00', '2026-12-12T18:00']);
	expect(at('2026-03-28T22:00', '2026-03-29T10:00')).toEqual(['2026-03-28T22:00', '2026-03-29T09:00']);
	expect(at('2026-10-24T22:00', '2026-10-25T10:00')).toEqual(['2026-10-24T21:00', '2026-10-25T10:00']);
	expect(at('2026-07-12T00:00', '2026-07-13T00:00')).toEqual(['2026-07-11T23:00', '2026-07-12T23:00']);
	expect(at('2026-07-12T14:00', '2026-07-12T18:00', 'America/New_York')).toEqual([
		'2026-07-12T18:00',
		'2026-07-12T22:00'
	]);
});

test('what begins in an hour that clocks skip still ends after it began', () => {
	expect(at('2026-03-29T01:50', '2026-03-29T02:10')).toEqual(['2026-03-29T01:50', '2026-03-29T02:10']);
});

test('a cancelled event says so', () => {
	const [found] = one({ status: 'cancelled', sequence: 4 }).events;
	expect(found?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
	expect(found?.sequence).toBe(4);
});

test('every line ends in CRLF and has at most 75 octets, whatever letters it has', () => {
	const about = '🎉'.repeat(60) + 'ü'.repeat(90) + ' Crêpes, '.repeat(30) + '\\;'.repeat(60);
	const text = calendarOf([{ ...base, title: '👩‍👩‍👧‍👦'.repeat(10), about }], { name: 'Fête '.repeat(40) });
	expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
	expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
	for (const line of text.split('\r\n')) expect(bytes.encode(line).length).toBeLessThanOrEqual(75);
	const [found] = read(text).events;
	expect(found?.description).toBe(about);
	expect(found?.summary).toBe('👩‍👩‍👧‍👦'.repeat(10));
});

test.each(['\r\n', '\n', '\r', '\u2028', '\u0085', '\\n', '\u000b'])(
	'nothing that is typed begins an event of its own (%j)',
	(ends) => {
		const bad = `Party${ends}END:VEVENT${ends}BEGIN:VEVENT${ends}UID:evil`;
		const { events } = read(
			calendarOf([{ ...base, title: bad, place: bad, about: bad, category: bad }], { name: bad })
		);
		expect(events.map(({ uid }) => uid)).toEqual([`${base.id}@toad-lane`]);
	}
);

test('any text at all comes back as it was', () => {
	const text = fc
		.string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
		// eslint-disable-next-line no-control-regex -- these are what is looked for
		.filter((one) => !/[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(one) && one.trim() === one);
	fc.assert(
		fc.property(text, text, (title, about) => {
			const [found] = one({ title, about }).events;
			expect([found?.summary, found?.description]).toEqual([title, about]);
		})
	);
});

test('a calendar without events is one all the same', () => {
	const text = calendarOf([], { name: 'Ours', feed: true });
	const { calendar, events } = read(text);
	expect(events).toEqual([]);
	const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!);
	const hoursAhead = (clock: string) =>
		zone.utcOffset(ICAL.Time.fromJSDate(new Date(`${clock}Z`), true)) / 3600;
	expect(['2027-03-28T00:30:00', '2027-03-28T02:30:00'].map(hoursAhead)).toEqual([0, 1]);
	expect(['2027-10-31T00:30:00', '2027-10-31T02:30:00'].map(hoursAhead)).toEqual([1, 0]);
});

test('a calendar says what it is and how it may be used, whatever stands in that', () => {
	const about =
		'For anybody, under CC BY 4.0; see\nEND:VCALENDAR (https://creativecommons.org/licenses/by/4.0/)';
	const { calendar, events } = read(calendarOf([base], { name: 'Ours', about }));
	expect(calendar.getFirstPropertyValue('description')).toBe(about);
	expect(events).toHaveLength(1);
});
