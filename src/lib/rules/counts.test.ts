import { expect, test } from 'vitest';
import { count } from '../records/index.ts';
import { countedDays, sumCounts } from './counts.ts';
import { addDays } from './feeds.ts';

const counted = (at: string, opened: number, not_opened: number) => ({
	...count.sample(),
	at,
	opened,
	not_opened
});

test('counted doors feed the day they were counted on; what was taken back is gone', () => {
	const days = [{ day: '2026-07-12', doors: 3, talks: 1, cards: 2 }];
	expect(
		addDays(
			days,
			countedDays([
				counted('2026-07-12T10:00:00.000Z', 1, 0),
				counted('2026-07-12T10:01:00.000Z', 0, 4),
				counted('2026-07-11T10:00:00.000Z', 2, 0),
				counted('2026-07-13T10:00:00.000Z', 1, 0),
				counted('2026-07-13T10:00:09.000Z', -1, 0)
			])
		)
	).toEqual([
		{ day: '2026-07-11', doors: 2 },
		{ day: '2026-07-12', doors: 8, talks: 1, cards: 2 }
	]);
});

test('the sums are those of one building, what was taken back is gone', () => {
	const at = '2026-07-12T10:00:00.000Z';
	const { building } = count.sample();
	const elsewhere = { ...counted(at, 9, 9), building: `${building.slice(0, -1)}b` };
	expect(sumCounts([counted(at, 2, 3), counted(at, -1, 0), elsewhere], building)).toEqual({
		opened: 1,
		not_opened: 3
	});
});
