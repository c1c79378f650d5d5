import { expect, test } from 'vitest';
import { formatWhen } from './format-when.ts';

const now = new Date('2027-05-01T10:00:00.000Z');

test('a time of day is said once with its day, and the year where it is another one', () => {
	const party = { start: '2027-07-10T14:00', end: '2027-07-10T18:30' };
	expect(formatWhen(party, now)).toBe('Sat 10 July, 2 pm – 6.30 pm');
	expect(formatWhen(party, new Date('2026-12-01T10:00:00.000Z'))).toBe('Sat 10 July 2027, 2 pm – 6.30 pm');
	const weekend = { start: '2027-07-10T12:00', end: '2027-07-11T00:00' };
	expect(formatWhen(weekend, now)).toBe('Sat 10 July, noon – Sun 11 July, midnight');
});
