import { expect, test } from 'vitest';
import type { DoorRow } from '$lib/store';
import { FEWEST, tellOdds } from './odds.ts';

const visits = (by: string, ...results: string[]): DoorRow[] =>
	results.map(
		(result, at) =>
			({
				fold: { last: { by, result, at: new Date(Date.UTC(2026, 6, 1, 18, at)).toISOString() } }
			}) as DoorRow
	);
const times = (count: number, result: string) => Array.from({ length: count }, () => result);

test('odds are told from the member’s own latest forty visits', () => {
	const rows = visits('ann', ...times(10, 'do_not_knock'), ...times(22, 'no_answer'), ...times(4, 'not_now'));
	const more = visits('ann', ...times(3, 'do_not_knock'), ...times(5, 'talked'));
	const others = visits('bob', ...times(30, 'do_not_knock'));
	expect(tellOdds([...rows, ...others], 'ann')).toEqual({ of: 36, no: 14, talked: 0 });
	expect(tellOdds([...rows, ...more], 'ann')?.of).toBe(40);
});

test('too few visits tell nothing', () => {
	expect(tellOdds(visits('ann', ...times(FEWEST - 1, 'talked')), 'ann')).toBeUndefined();
	expect(tellOdds(visits('ann', ...times(FEWEST, 'talked')), 'ann')).toEqual({
		of: FEWEST,
		no: 0,
		talked: FEWEST
	});
});
