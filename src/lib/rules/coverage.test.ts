import { describe, expect, test } from 'vitest';
import type { Undo, Visit } from '../records/index.ts';
import { callsOf, coverage } from './coverage.ts';
import type { DoorFold } from './door-state.ts';

const door = (street: string, fold: Partial<DoorFold>, patch = 'patch:a') => ({
	patch,
	street,
	fold: { state: 'new', tries: 0, avoid_slots: [], visits: 1, by_day: [], ...fold } as DoorFold
});
const due_after = '2026-06-01T00:00:00.000Z';

test('every door counts once, and streets of one name in two patches stand apart', () => {
	const { total, streets } = coverage([
		door('Toad Lane', {}),
		door('Toad Lane', { state: 'no_answer', due_after }),
		door('Toad Lane', { state: 'talked' }),
		door('Toad Lane', { state: 'leaflet_only' }),
		door('Toad Lane', { state: 'sign' }),
		door('Hunters Lane', { state: 'blocked' }),
		door('Hunters Lane', { state: 'come_back', due_after }),
		door('Toad Lane', {}, 'patch:b')
	]);
	expect(total).toEqual({ never: 2, once: 2, done: 2, blocked: 2 });
	expect(streets).toEqual([
		{ patch: 'patch:a', street: 'Toad Lane', never: 1, once: 1, done: 2, blocked: 1 },
		{ patch: 'patch:a', street: 'Hunters Lane', never: 0, once: 1, done: 0, blocked: 1 },
		{ patch: 'patch:b', street: 'Toad Lane', never: 1, once: 0, done: 0, blocked: 0 }
	]);
});

const START = Date.parse('2026-07-12T17:00:00.000Z');
let made = 0;
const visit = (minute: number, result: Visit['result'], more: Partial<Visit> = {}) =>
	({
		_id: `visit:${++made}`,
		at: new Date(START + minute * 60_000).toISOString(),
		slot: 'sunday',
		round: 'r1',
		result,
		...more
	}) as Visit;
const every = (minutes: number, count: number, round: string) =>
	Array.from({ length: count }, (_, i) => visit(i * minutes, 'no_answer', { round }));

describe('calls', () => {
	test('tell for each slot how many knocked and were answered; what was taken back and what was no knock is not counted', () => {
		const wrong = visit(3, 'talked');
		const { slots, pace } = callsOf(
			[
				visit(0, 'talked'),
				visit(1, 'no_answer'),
				visit(2, 'no_cold_callers'),
				wrong,
				visit(4, 'not_now', { slot: 'saturday' })
			],
			[{ of: wrong._id } as Undo]
		);
		expect(slots).toEqual([
			{ slot: 'weekday_day', knocks: 0, answers: 0 },
			{ slot: 'weekday_evening', knocks: 0, answers: 0 },
			{ slot: 'saturday', knocks: 1, answers: 1 },
			{ slot: 'sunday', knocks: 2, answers: 1 }
		]);
		expect(pace).toBeUndefined();
	});

	test('the pace is that of walking: rests are left out, and rounds are not joined', () => {
		const rested = [visit(200, 'talked', { round: 'a' }), ...every(2, 16, 'a')];
		const other = every(4, 9, 'b');
		// 15 steps of two minutes and 8 of four, in whatever order they came.
		expect(callsOf([...other, ...rested], []).pace).toBeCloseTo(60 / ((15 * 2 + 8 * 4) / 23));
		expect(callsOf(every(2, 20, 'a'), []).pace).toBeUndefined();
		expect(callsOf(every(2, 21, 'a'), []).pace).toBe(30);
	});
});
