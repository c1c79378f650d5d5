import { describe, expect, it } from 'vitest';
import { provenance } from './layouts.ts';
import { bringUpToDate, mergeRows } from './update.ts';

const fact = (id: string, name: string, asOf: string) => ({
	id,
	name,
	...provenance('cuk-organisations', asOf)
});
const first = [fact('a', 'Bakery', '2023-01-01'), fact('b', 'Forge', '2023-01-01')];

describe('a newer file', () => {
	it('that says the same changes the date alone', () => {
		const now = [fact('b', 'Forge', '2024-01-01'), fact('a', 'Bakery', '2024-01-01')];
		const update = bringUpToDate(first, now, '2024-01-01');
		expect(update).toMatchObject({ added: 0, unchanged: 2, updated: 0, gone: 0 });
		expect(update.facts.map(({ id, as_of }) => [id, as_of])).toEqual([
			['a', '2024-01-01'],
			['b', '2024-01-01']
		]);
	});

	it('updates, adds, and marks as gone what it no longer says, with its own date', () => {
		const now = [fact('a', 'Bakers', '2024-01-01'), fact('c', 'Dairy', '2024-01-01')];
		const update = bringUpToDate(first, now, '2024-01-01');
		expect(update).toMatchObject({ added: 1, unchanged: 0, updated: 1, gone: 1 });
		expect(update.facts).toContainEqual({ ...first[1], gone_at: '2024-01-01' });
	});

	it('leaves what was gone as it was, and takes back what is there again', () => {
		const gone = [{ ...first[0]!, gone_at: '2023-06-01' }, first[1]!];
		const without = bringUpToDate(gone, [fact('b', 'Forge', '2024-01-01')], '2024-01-01');
		expect(without).toMatchObject({ unchanged: 1, gone: 0 });
		expect(without.facts[0]).toEqual(gone[0]);
		const back = bringUpToDate(gone, [fact('a', 'Bakery', '2024-01-01')], '2024-01-01');
		expect(back).toMatchObject({ updated: 1, gone: 1 });
		expect(back.facts[0]).not.toHaveProperty('gone_at');
	});
});

describe('two rows of one id', () => {
	it('are one where they say the same or one is silent', () => {
		expect(mergeRows<object>({ id: 'a', point: [1, 2] }, { id: 'a', point: [1, 2], place: 'Hyde' })).toEqual({
			...{ id: 'a', point: [1, 2], place: 'Hyde' }
		});
	});

	it('are not where they contradict each other', () => {
		expect(mergeRows<object>({ id: 'a', place: 'Hyde' }, { id: 'a', place: 'Ryde' })).toBeUndefined();
	});
});
