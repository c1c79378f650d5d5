import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, isFed, sumOfFeed, type FedDay } from './feeds.ts';

const day = fc.integer({ min: 1, max: 9 }).map((date) => `2026-07-0${date}`);
const amount = fc.integer({ min: -20, max: 20 });
const fedDay: fc.Arbitrary<FedDay> = fc.record(
	{ day, doors: amount, talks: amount, saved: amount },
	{ requiredKeys: ['day'] }
);

test('days come to the same sums in whatever order and in however many lists they come, each in its place', () => {
	fc.assert(
		fc.property(fc.array(fedDay, { maxLength: 12 }), fc.nat(12), (days, cut) => {
			const sums = addDays(days);
			expect(addDays(days.toReversed())).toEqual(sums);
			expect(addDays(days.slice(cut), days.slice(0, cut))).toEqual(sums);
			expect(addDays(sums)).toEqual(sums);
			expect(sums.map(({ day }) => day)).toEqual([...new Set(sums.map(({ day }) => day))].sort());
			for (const feed of ['doors', 'talks', 'saved'] as const)
				expect(sumOfFeed(sums, feed, '2026-07-01', '2026-07-09')).toBe(
					days.reduce((sum, each) => sum + (each[feed] ?? 0), 0)
				);
		})
	);
});

test('what is taken back to nothing is no day at all', () => {
	expect(addDays([{ day: '2026-07-01', doors: 3 }], [{ day: '2026-07-01', doors: -3 }])).toEqual([]);
});

test('a measure is fed where some kind of record feeds it today, and not by what is only promised', () => {
	expect(isFed({ fed_by: 'doors' })).toBe(true);
	expect(isFed({ fed_by: 'audited' })).toBe(true);
	expect(isFed({ fed_by: 'saved' })).toBe(false);
	expect(isFed({})).toBe(false);
});
