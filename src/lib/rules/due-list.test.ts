import { expect, test } from 'vitest';
import type { DoorFold } from './door-state.ts';
import { dueList } from './due-list.ts';

const saturday = new Date(2026, 6, 4, 10);
const door = (id: string, fold: Partial<DoorFold>) => ({
	id,
	fold: { state: 'new', tries: 0, avoid_slots: [], visits: 1, by_day: [], ...fold } as DoorFold
});
const past = '2026-06-01T00:00:00.000Z';

test('promises for now come first, then new tries in another slot, and promises for later stand apart', () => {
	const rows = [
		door('new', {}),
		door('tried on a weekday', { state: 'no_answer', due_after: past, avoid_slots: ['weekday_day'] }),
		door('tried on a Saturday', { state: 'no_answer', due_after: past, avoid_slots: ['saturday'] }),
		door('asked for Saturday', { state: 'come_back', due_after: past, due_slot: 'saturday' }),
		door('asked for today', { state: 'come_back', due_date: '2026-05-30' }),
		door('asked for Sunday', { state: 'come_back', due_after: past, due_slot: 'sunday' }),
		door('asked for August', { state: 'come_back', due_date: '2026-08-01' }),
		door('blocked', { state: 'blocked' }),
		door('talked', { state: 'talked' })
	];
	const names = Object.entries(dueList(rows, saturday)).map(([list, all]) => [
		list,
		all.map((row: { id: string }) => row.id)
	]);
	expect(Object.fromEntries(names)).toEqual({
		asked: ['asked for today', 'asked for Saturday'],
		again: ['tried on a weekday'],
		fresh: ['new'],
		later: ['asked for Sunday', 'asked for August']
	});
});
