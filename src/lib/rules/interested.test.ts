import { describe, expect, it } from 'vitest';
import { daysAfter, isNear, saidCount, sharesTag } from './interested.ts';

describe('people who are interested', () => {
	it('are a few below three, and nobody is nobody', () => {
		expect([0, 1, 2, 3, 1200].map(saidCount)).toEqual([0, 'few', 'few', 3, 1200]);
	});

	it('are near within ten kilometres', () => {
		expect(isNear([-2.16, 53.6], [-2.16, 53.689])).toBe(true);
		expect(isNear([-2.16, 53.6], [-2.16, 53.691])).toBe(false);
	});

	it('share a tag when it means the same', () => {
		const key = (tag: string) => tag.toLowerCase();
		expect(sharesTag(['Bees', 'food'], ['bees'], key)).toBe(true);
		expect(sharesTag(['Bees'], ['food'], key)).toBe(false);
		expect(sharesTag([], [], key)).toBe(false);
	});

	it('have their days by the clock, over the change of the hour and the end of a year', () => {
		expect(daysAfter('2026-10-01T10:00:00.000Z', 90)).toBe('2026-12-30T10:00:00.000Z');
		expect(daysAfter('2026-12-01T10:00:00.000Z', 90)).toBe('2027-03-01T10:00:00.000Z');
	});
});
