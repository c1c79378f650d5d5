import { expect, test } from 'vitest';
import { coop } from '../records/index.ts';
import { saidTwice } from './said-twice.ts';

test('what two phones changed is told by field, the value that stands first; what one changed is not', () => {
	const dot = ['b', 1, '2026-09-12T10:20:00.000Z'] as const;
	const also = { name: [{ value: 'Toad Lane Bakery', dot }], place: [{ dot }] };
	expect(saidTwice({ ...coop.sample(), also } as never)).toEqual([
		{ field: 'name', values: ['Toad Lane Bakers', 'Toad Lane Bakery'] },
		{ field: 'place', values: ['Rochdale', undefined] }
	]);
	expect(saidTwice(coop.sample())).toEqual([]);
});
