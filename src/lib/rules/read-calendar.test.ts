import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareId, event } from '../records/index.ts';
import { calendarOf } from './calendar.ts';
import { MOST_TAKEN, readCalendar, type ReadEvent } from './read-calendar.ts';

const NOW = new Date('2026-06-15T10:00:00.000Z');
const file = (...events: string[]) =>
	`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n${events.join('\r\n')}\r\nEND:VCALENDAR\r\n`;
const vevent = (...lines: string[]) =>
	['BEGIN:VEVENT', 'UID:1@x', 'DTSTAMP:20260101T000000Z', 'SUMMARY:A talk', ...lines, 'END:VEVENT'].join(
		'\r\n'
	);
function read(...events: string[]): ReadEvent[] {
	const found = readCalendar(file(...events), NOW);
	if (!found.ok) throw new Error(found.why);
	return found.events;
}
const when = (...lines: string[]) => read(vevent(...lines))[0]?.when;
const why = (text: string) => {
	const found = readCalendar(text, NOW);
	return found.ok ? undefined : found.why;
};

test('what calendars write is read by the clocks of its place', () => {
	const london = { start: '2026-07-12T14:00', end: '2026-07-12T16:00', zone: 'Europe/London' };
	expect(when('DTSTART:20260712T130000Z', 'DTEND:20260712T150000Z')).toEqual(london);
	expect(when('DTSTART:20260712T140000', 'DTEND:20260712T160000')).toEqual(london);
	expect(when('DTSTART;TZID=Europe/London:20260712T140000', 'DURATION:PT2H')).toEqual(london);
	expect(
		when('DTSTART;TZID="GMT Standard Time":20260712T140000', 'DTEND;TZID="GMT Standard Time":20260712T160000')
	).toEqual(london);
	expect(
		when('DTSTART;TZID=Europe/Paris:20260712T140000', 'DTEND;TZID=Europe/Paris:20260712T160000')
	).toEqual({
		...london,
		zone: 'Europe/Paris'
	});
	expect(when('DTSTART:20260712T130000Z')).toEqual({ ...london, end: '2026-07-12T15:00' });
});

test('text comes without its escapes, on one line where it is a title or a place', () => {
	const [found] = read(
		vevent(
			'DTSTART:20260712T130000Z',
			'LOCATION:The hall\\, upstairs\\nSpotland',
			'DESCRIPTION:Bring\\n\\na chair\\; or t',
			' wo.'
		)
	);
	expect(found).toMatchObject({
		uid: '1@x',
		title: 'A talk',
		place: 'The hall, upstairs, Spotland',
		about: 'Bring\n\na chair; or two.',
		all_day: false,
		repeats: false
	});
});

test('a long text is cut between letters', () => {
	const [found] = read(vevent('DTSTART:20260712T130000Z', `DESCRIPTION:x${'🎉'.repeat(600)}`));
	expect(found?.about).toBe(`x${'🎉'.repeat(499)}`);
});

test('a day without times gets times, and says so', () => {
	const [found] = read(vevent('DTSTART;VALUE=DATE:20260712', 'DTEND;VALUE=DATE:20260714'));
	expect(found?.all_day).toBe(true);
	expect(found?.when).toMatchObject({ start: '2026-07-12T10:00', end: '2026-07-13T16:00' });
	expect(when('DTSTART;VALUE=DATE:20260712')).toMatchObject({ end: '2026-07-12T16:00' });
});

test('what repeats is taken once, the next time', () => {
	const weekly = ['DTSTART;TZID=Europe/London:20240109T190000', 'DTEND;TZID=Europe/London:20240109T210000'];
	const [found] = read(vevent(...weekly, 'RRULE:FREQ=MONTHLY;BYDAY=2TU'));
	expect(found?.repeats).toBe(true);
	expect(found?.when).toEqual({
		...{ start: '2026-07-14T19:00', end: '2026-07-14T21:00', zone: 'Europe/London' }
	});
	expect(when(...weekly, 'RRULE:FREQ=WEEKLY')?.start).toBe('2026-06-16T19:00');
	expect(read(vevent(...weekly, 'RRULE:FREQ=WEEKLY;UNTIL=20250101T000000Z'))).toEqual([]);
	const both = [
		vevent(...weekly, 'RRULE:FREQ=WEEKLY'),
		vevent(...weekly.map((one) => one.replace('2024', '2027')))
	];
	expect(read(...both)).toHaveLength(1);
});

test.each([
	'FREQ=SECONDLY',
	'FREQ=DAILY;INTERVAL=0',
	'FREQ=DAILY;INTERVAL=-1',
	'FREQ=',
	'X',
	'FREQ=YEARLY;BYMONTH=99'
])('a hostile rule holds nothing up: %s', (rule) => {
	const began = performance.now();
	read(vevent('DTSTART:20100109T190000Z', `RRULE:${rule}`));
	expect(performance.now() - began).toBeLessThan(1000);
});

test('what is over or called off is counted and left out', () => {
	const found = readCalendar(
		file(
			vevent('DTSTART:20260101T130000Z'),
			vevent('DTSTART:20260712T130000Z', 'STATUS:CANCELLED'),
			vevent('DTSTART:20260712T130000Z').replace('UID:1@x', 'UID:2@x')
		),
		NOW
	);
	expect(found).toMatchObject({ ok: true, past: 2, unreadable: 0, more: 0, events: [{ uid: '2@x' }] });
});

test('one that can’t be read keeps no other out', () => {
	const found = readCalendar(
		file(
			vevent('DTSTART:nonsense'),
			vevent('DTSTART:20260712T150000Z', 'DTEND:20260712T140000Z'),
			vevent('DTSTART:20260712T150000Z', 'DTEND:20270712T140000Z'),
			vevent('DTSTART:20260712T150000Z').replace('SUMMARY:A talk', 'SUMMARY:'),
			'BEGIN:VEVENT\r\nEND:VEVENT',
			vevent('DTSTART:20260712T150000Z', 'this is no line').replace('UID:1@x', 'UID:3@x'),
			vevent('DTSTART:20260712T150000Z').replace('UID:1@x', 'UID:2@x')
		),
		NOW
	);
	expect(found).toMatchObject({ ok: true, past: 0 });
	expect(found.ok && found.events.map(({ uid }) => uid)).toContain('2@x');
	expect(found.ok && found.unreadable).toBeGreaterThanOrEqual(5);
});

test('a file that is no calendar, or not all of one, is told from one that is', () => {
	const good = file(vevent('DTSTART:20260712T150000Z'));
	expect(why('')).toBe('empty');
	expect(why('Dear all, the party is on Sunday.')).toBe('not_calendar');
	expect(why('<!doctype html><html>BEGIN:VCALENDAR</html>')).toBe('not_calendar');
	expect(why(file())).toBe('no_events');
	expect(why(good.slice(0, -20))).toBe('cut_short');
	expect(why(good.replace('END:VEVENT\r\n', ''))).toBe('cut_short');
	expect(why(`\uFEFF${good}`)).toBeUndefined();
	expect(why(good.replaceAll('\r\n', '\n'))).toBeUndefined();
});

test('of ten thousand events the next ones are taken, in a moment', () => {
	const many = Array.from({ length: 10_000 }, (_, i) =>
		vevent(`DTSTART:2026${i % 2 ? '0712' : '0101'}T130000Z`).replace('UID:1@x', `UID:${i}@x`)
	);
	const began = performance.now();
	const found = readCalendar(file(...many), NOW);
	expect(performance.now() - began).toBeLessThan(5000);
	expect(found).toMatchObject({ ok: true, past: 5000, more: 5000 - MOST_TAKEN });
	expect(found.ok && found.events.length).toBe(MOST_TAKEN);
});

test('whatever it is given, it never throws, and what it answers is fit for an event', () => {
	const part = fc.constantFrom(
		...[
			'BEGIN:VEVENT',
			'END:VEVENT',
			'DTSTART:20260712T130000Z',
			'DTSTART;VALUE=DATE:20260712',
			'DURATION:P1D'
		],
		...[
			'SUMMARY:\u202ehi',
			'SUMMARY:a\\nb\u0007',
			'UID:',
			'RRULE:FREQ=DAILY',
			'BEGIN:VALARM',
			'END:VALARM',
			' x'
		],
		...['DTEND;TZID=:20260712T130000', 'GEO:1;2', 'ATTENDEE:x', 'DTSTART;TZID=../x:20260712T130000', '\uD83C']
	);
	const lines = fc.array(fc.oneof(part, fc.string()), { maxLength: 12 });
	fc.assert(
		fc.property(lines, (body) => {
			const found = readCalendar(
				file('BEGIN:VEVENT', 'DTSTART:20260712T130000Z', 'SUMMARY:x', ...body, 'END:VEVENT'),
				NOW
			);
			for (const { uid, title, when, place, about } of found.ok ? found.events : []) {
				const made = event.make(
					{ kind: 'other', title, when, place, about, uid },
					{ member: 'member:01k0toad0ane000000000000m1', device: 'a', at: NOW.toISOString() }
				);
				expect(made).toMatchObject({ ok: true });
			}
		}),
		{ numRuns: 500 }
	);
});

test('what we write ourselves comes back the same', () => {
	const sample = event.sample();
	const text = calendarOf(
		[{ ...sample, id: bareId(sample._id), sequence: 1, changed_at: NOW.toISOString() }],
		{
			name: 'Ours'
		}
	);
	const found = readCalendar(text, NOW);
	expect(found.ok && found.events).toEqual([
		{
			...{ title: sample.title, when: sample.when, place: sample.place },
			...{ uid: `${bareId(sample._id)}@toad-lane`, all_day: false, repeats: false }
		}
	]);
});
