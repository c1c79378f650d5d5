import { expect, test } from 'vitest';
import { community, review } from '../records/index.ts';
import { liveness, yearAhead } from './yearly.ts';

const group = { ...community.sample(), created_at: '2026-06-01T09:00:00.000Z' };
const held = (to: string, closed = true) => {
	const { closed_at: _, ...sample } = review.sample();
	return { ...sample, to, ...(closed && { closed_at: `${to}T20:00:00.000Z` }) };
};
const on = (day: string) => new Date(`${day}T12:00:00.000Z`);

test('a group’s first year begins when it was formed, and may be looked back at after eleven months', () => {
	expect(yearAhead(group, [], on('2027-04-30'))).toEqual({
		from: '2026-06-01',
		due: '2027-05-01',
		by: '2027-06-01',
		is: 'not_yet'
	});
	expect(yearAhead(group, [], on('2027-05-01')).is).toBe('due');
	expect(yearAhead(group, [], on('2027-06-01')).is).toBe('due');
	expect(yearAhead(group, [], on('2027-06-02')).is).toBe('late');
});

test('the next year begins on the day after the last review that was closed ended; one that goes on changes nothing', () => {
	const reviews = [held('2027-05-20'), held('2028-05-01', false)];
	expect(yearAhead(group, reviews, on('2028-05-02'))).toMatchObject({
		from: '2027-05-21',
		due: '2028-04-20',
		is: 'due'
	});
	expect(yearAhead(group, reviews.toReversed(), on('2028-05-02')).from).toBe('2027-05-21');
});

test('a community is fresh for twelve months after it looked back, fading for six more, then dormant', () => {
	expect(liveness('2026-06-01T09:00:00.000Z', on('2027-06-01'))).toBe('fresh');
	expect(liveness('2026-06-01', on('2027-06-02'))).toBe('fading');
	expect(liveness('2026-06-01', on('2027-12-01'))).toBe('fading');
	expect(liveness('2026-06-01', on('2027-12-02'))).toBe('dormant');
});
