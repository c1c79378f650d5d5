import { expect, test } from 'vitest';
import { undo, visit, type Visit } from '$lib/records';
import { tallyRound } from './tally.ts';

const author = { member: 'member:01k0toad0ane000000000000m1', device: 'd', at: '2026-07-14T18:00:00.000Z' };
const round = '01k0toad0ane000000000000r1';
const patch = 'patch:01k0toad0ane000000000000t1';

function knock(door: number, minute: number, fields: Partial<Visit> = {}): Visit {
	const made = visit.make(
		{
			door: `door:01k0toad0ane000000000000t1:${String(door).padStart(16, '0')}`,
			patch,
			round,
			slot: 'weekday_evening',
			result: 'no_answer',
			...fields
		},
		{ ...author, at: `2026-07-14T18:${String(minute).padStart(2, '0')}:00.000Z` }
	);
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record;
}

test('a round counts its doors once, its talks, its cards and its minutes', () => {
	const visits = [
		knock(1, 0),
		knock(1, 4, { result: 'talked', left: ['card'] }),
		knock(2, 9, { left: ['leaflet'] }),
		knock(3, 30, { round: '01k0toad0ane000000000000r2' })
	];
	expect(tallyRound(visits, [], round)).toEqual({ doors: 2, talks: 1, cards: 1, minutes: 9 });
});

test('the pace is told once there is enough to tell it from', () => {
	const every = (minutes: number, doors: number) =>
		Array.from({ length: doors }, (_, i) => knock(i, i * minutes));
	expect(tallyRound(every(2, 11), [], round)).toMatchObject({ doors: 11, minutes: 20, pace: 33 });
	expect(tallyRound(every(2, 9), [], round)).not.toHaveProperty('pace');
	expect(tallyRound(every(0, 12), [], round)).not.toHaveProperty('pace');
});

test('what was taken back does not count', () => {
	const talked = knock(1, 0, { result: 'talked', left: ['card'] });
	const taken = undo.make({ of: talked._id, door: talked.door, patch }, author);
	if (!taken.ok) throw new Error('undo');
	expect(tallyRound([talked], [taken.record], round)).toEqual({ doors: 0, talks: 0, cards: 0, minutes: 0 });
});
