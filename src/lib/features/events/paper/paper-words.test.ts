import { expect, test } from 'vitest';
import { event } from '$lib/records';
import { firstLine, pageOf, sayHours, whenWords } from './paper-words.ts';

const party = event.sample();

test('hours share their half of the day where they can', () => {
	expect(sayHours('14:00', '18:00')).toBe('2–6 pm');
	expect(sayHours('11:00', '15:30')).toBe('11 am – 3.30 pm');
	expect(sayHours('12:00', '14:00')).toBe('noon – 2 pm');
	expect(sayHours('09:30', '11:00')).toBe('9.30–11 am');
});

test('an event is told by the clock of its place, and a long one by its last day as well', () => {
	expect(whenWords(party)).toEqual({ day: 'Sunday 12 July', hours: '2–6 pm' });
	const abroad = { when: { start: '2026-10-25T01:30', end: '2026-10-25T03:00', zone: 'America/New_York' } };
	expect(whenWords(abroad).hours).toBe('1.30–3 am');
	const long = { when: { ...party.when, end: '2026-07-13T11:00' } };
	expect(whenWords(long)).toEqual({ day: 'Sunday 12 July', hours: '2 pm – Mon 13 July, 11 am' });
});

test('a code leads to the event’s page, or the community’s, or nowhere', () => {
	const bare = party._id.slice('event:'.length);
	const at = (shown: boolean, slug?: string) => pageOf({ ...party, shown }, slug, 'https://x.example');
	expect(at(true, 'toad-lane')).toBe(`https://x.example/communities/toad-lane/events/${bare}`);
	expect(at(false, 'toad-lane')).toBe('https://x.example/communities/toad-lane');
	expect(at(true)).toBeUndefined();
});

test('one line of what strangers are told', () => {
	expect(firstLine('Bring a dish. And a chair.')).toBe('Bring a dish.');
	expect(firstLine('Open at 2.30 for all\nMore')).toBe('Open at 2.30 for all');
	expect(firstLine(undefined)).toBe('');
	const long = firstLine('word '.repeat(40));
	expect(long.length).toBeLessThanOrEqual(90);
	expect(long).toMatch(/word…$/);
	expect(firstLine('x'.repeat(200))).toBe(`${'x'.repeat(90)}…`);
});
