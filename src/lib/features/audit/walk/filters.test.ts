import { NOT_YET } from '$lib/rules';
import { expect, test } from 'vitest';
import { filtered, nextToLook } from './filters.ts';
import type { WalkedRow } from './walked.ts';

const row = (id: string, east: number, more: Partial<WalkedRow['state']> = {}): WalkedRow => ({
	...{ coop: { id, name: id, needs: [] }, needs: [], point: [east, 53] },
	state: { ...NOT_YET, ...more }
});
const rows = [
	row('a', 1),
	row('b', 2, { looks: 1 }),
	row('c', 3, { looks: 2, differs: ['seen'] }),
	row('d', 4)
];
const ids = (some: readonly WalkedRow[]) => some.map(({ coop }) => coop.id);

test('a list shows those to look at, those looked at, those to go to again, or all', () => {
	expect(ids(filtered(rows, 'not_yet'))).toEqual(['a', 'd']);
	expect(ids(filtered(rows, 'looked'))).toEqual(['b', 'c']);
	expect(ids(filtered(rows, 'again'))).toEqual(['c']);
	expect(ids(filtered(rows, 'all'))).toEqual(['a', 'b', 'c', 'd']);
});

test('after a look the nearest to it that nobody has looked at is next; before any, the first of the list', () => {
	expect(nextToLook(rows, undefined)?.coop.id).toBe('a');
	expect(nextToLook(rows, [3, 53])?.coop.id).toBe('d');
	expect(nextToLook(rows, [2, 53])?.coop.id).toBe('a');
	expect(nextToLook(rows.slice(1, 3), [3, 53])).toBeUndefined();
	const unplaced = { ...row('e', 0) };
	delete unplaced.point;
	expect(nextToLook([unplaced, row('f', 9)], [3, 53])?.coop.id).toBe('f');
	expect(nextToLook([unplaced], [3, 53])?.coop.id).toBe('e');
});
