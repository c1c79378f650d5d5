import { expect, test } from 'vitest';
import { round as kind, type Round } from '../records/index.ts';
import { outNow } from './rounds.ts';

const now = new Date('2026-07-12T19:00:00.000Z');
const round = (name: string, more: Partial<Round>): Round => ({
	...kind.sample(),
	start: '2026-07-12T17:00:00.000Z',
	buddy: name,
	...more
});

test('who is out stands in the order in which they are expected; late ones first, those without a time last', () => {
	const rounds = [
		round('no time', {}),
		round('in an hour', { back_by: '2026-07-12T20:00:00.000Z' }),
		round('late', { back_by: '2026-07-12T18:59:59.000Z' }),
		round('soon', { back_by: '2026-07-12T19:10:00.000Z' }),
		round('back', { back_by: '2026-07-12T18:00:00.000Z', end: '2026-07-12T17:50:00.000Z' })
	];
	expect(outNow(rounds, now).map(({ round: { buddy }, when }) => [buddy, when])).toEqual([
		['late', 'late'],
		['soon', 'soon'],
		['in an hour', 'out'],
		['no time', 'out']
	]);
});

test('a round that nobody ended is forgotten after twelve hours, and one by a clock that is ahead is shown', () => {
	const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
	expect(outNow([round('a', { start: before(12) })], now)).toEqual([]);
	expect(outNow([round('a', { start: before(20), back_by: before(11) })], now)).toHaveLength(1);
	expect(outNow([round('a', { start: before(-3) })], now)).toHaveLength(1);
});
