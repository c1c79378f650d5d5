import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layColumns, layEvenly, type Tall } from './fit-leaflet.ts';

const entry = (id: string, group: string, height = 10): Tall => ({ id, group, height });

test('groups stand in their order, and go on in the next column without their heading', () => {
	const entries = [entry('a', 'food'), entry('b', 'work'), entry('c', 'food'), entry('d', 'food')];
	expect(layColumns(entries, ['food', 'work'], 5, [26, 40])).toEqual({
		columns: [
			[{ group: 'food', begins: true, ids: ['a', 'c'] }],
			[
				{ group: 'food', begins: false, ids: ['d'] },
				{ group: 'work', begins: true, ids: ['b'] }
			]
		],
		left: []
	});
});

test('a heading does not stand by itself at the foot of a column', () => {
	const entries = [entry('a', 'food'), entry('b', 'work')];
	const { columns } = layColumns(entries, ['food', 'work'], 5, [22, 22]);
	expect(columns.map((pieces) => pieces.map(({ group }) => group))).toEqual([['food'], ['work']]);
});

test('where not all fit, the last are left out and told', () => {
	const entries = ['a', 'b', 'c'].map((id, i) => entry(id, ['work', 'food', 'food'][i] as string));
	expect(layColumns(entries, ['food', 'work'], 5, [30]).left).toEqual(['c']);
	expect(layColumns([entry('a', 'food', 99)], ['food'], 5, [30]).left).toEqual(['a']);
});

test('few entries stand in all columns, and what does not fit is not laid', () => {
	const entries = ['a', 'b', 'c', 'd'].map((id) => entry(id, 'food'));
	const laid = (height: number) => layEvenly(entries, ['food'], 5, { columns: 2, height, step: 4 });
	expect(laid(100)?.map((pieces) => pieces.flatMap(({ ids }) => ids))).toEqual([
		['a', 'b'],
		['c', 'd']
	]);
	expect(laid(20)).toBeUndefined();
});

test('every entry is in one column or is told to be left out, and no column is too full', () => {
	const tall = fc.record({
		id: fc.uuid(),
		group: fc.constantFrom('food', 'work', 'care'),
		height: fc.integer({ min: 1, max: 40 })
	});
	const heights = fc.array(fc.integer({ min: 10, max: 120 }), { minLength: 1, maxLength: 6 });
	fc.assert(
		fc.property(fc.uniqueArray(tall, { selector: ({ id }) => id }), heights, (entries, columns) => {
			const laid = layColumns(entries, ['food', 'work', 'care'], 6, columns);
			const placed = laid.columns.flatMap((pieces) => pieces.flatMap(({ ids }) => ids));
			expect([...placed, ...laid.left].sort()).toEqual(entries.map(({ id }) => id).sort());
			const height = new Map(entries.map((one) => [one.id, one.height]));
			laid.columns.forEach((pieces, i) => {
				const used = pieces.map(
					({ begins, ids }) => (begins ? 6 : 0) + ids.reduce((sum, id) => sum + (height.get(id) ?? 0), 0)
				);
				expect(used.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(columns[i] as number);
			});
		})
	);
});
