import { describe, expect, it } from 'vitest';
import { contact, eraseRecord, type Contact } from '../records/index.ts';
import { expiredAt, toErase, inMonths, isExpired, stillKept, seasonEnd } from './contacts.ts';

const until = (expires: string): Contact => ({ ...contact.sample(), expires });

describe('a contact', () => {
	it('is kept through the last day that was agreed to, and not the next', () => {
		expect(isExpired(until('2026-09-30'), new Date(2026, 8, 30, 23, 59))).toBe(false);
		expect(isExpired(until('2026-09-30'), new Date(2026, 9, 1, 0, 1))).toBe(true);
	});

	it('is read while it is neither erased nor over, and erased once when it is over', () => {
		const [over, alive] = [until('2026-09-30'), until('2026-12-24')];
		const erased = eraseRecord(over, expiredAt(over));
		const now = new Date(2026, 9, 1);
		expect(stillKept([over, alive, erased], now)).toEqual([alive]);
		expect(toErase([over, alive, erased], now)).toEqual([over]);
		expect(contact.check(erased)).toEqual([]);
	});
});

it.each([
	[new Date(2026, 0, 31), '2026-03-31'],
	[new Date(2026, 2, 1), '2026-09-30'],
	[new Date(2026, 7, 31), '2026-09-30'],
	[new Date(2026, 8, 1), '2027-03-31'],
	[new Date(2026, 11, 31), '2027-03-31']
])('the season of %s ends on %s, a month later at least', (now, day) => {
	expect(seasonEnd(now)).toBe(day);
});

it('counts months to the last day of a shorter one', () => {
	expect(inMonths(1, new Date(2027, 0, 31))).toBe('2027-02-28');
	expect(inMonths(12, new Date(2026, 1, 28))).toBe('2027-02-28');
	expect(inMonths(3, new Date(2026, 10, 27))).toBe('2027-02-27');
});

it('takes what was agreed for twelve months, whatever the hour, and no longer', () => {
	const said = (expires: string) =>
		contact.check({ ...until(expires), agreed_at: '2026-07-12T23:30:00.000Z' });
	expect(said('2027-07-13')).toEqual([]);
	expect(said('2027-07-16')).toEqual([{ field: 'expires', code: 'contradiction' }]);
	expect(said('2026-07-10')).toEqual([{ field: 'expires', code: 'contradiction' }]);
});
