import { expect, test } from 'vitest';
import type { DoorRow } from '$lib/store';
import { FEWEST, tellOdds } from './odds.ts';

const visits = (day: number, ...results: string[]): DoorRow[] =>
	results.map(
		(result, at) =>
			({
				fold: { last: { result, at: new Date(Date.UTC(2026, 6, day, 18, at)).toISOString() } }
			}) as DoorRow
	);
const never = { fold: { state: 'new' } } as DoorRow;
const times = (count: number, result: string) => Array.from({ length: count }, () => result);

test('odds are told from the group’s latest forty visits', () => {
	const before = visits(1, ...times(30, 'do_not_knock'));
	const latest = visits(2, ...times(10, 'do_not_knock'), ...times(22, 'no_answer'), ...times(2, 'come_back'));
	expect(tellOdds([...latest, never])).toEqual({ of: 34, no: 10, talked: 2 });
	expect(tellOdds([...latest, never, ...before])).toEqual({ of: 40, no: 16, talked: 2 });
});

test('too few visits tell nothing', () => {
	expect(tellOdds(visits(1, ...times(FEWEST - 1, 'talked')))).toBeUndefined();
	expect(tellOdds(visits(1, ...times(FEWEST, 'talked')))).toEqual({
		of: FEWEST,
		no: 0,
		talked: FEWEST
	});
});
