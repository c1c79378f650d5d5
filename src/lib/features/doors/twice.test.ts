import { expect, test } from 'vitest';
import { visit, type Visit } from '$lib/records';
import { calledTwice } from './twice.ts';

const at = (id: string, hour: number, created_by: string, day = 12): Visit => ({
	...visit.sample(),
	_id: id,
	created_by,
	at: new Date(2026, 6, day, hour).toISOString()
});

test('two members at one door on one day are told of each other, and nobody else is', () => {
	const visits = [
		at('early', 10, 'ann'),
		at('late', 19, 'bob'),
		at('again', 20, 'bob'),
		at('next day', 0, 'cem', 13),
		at('taken back', 11, 'cem')
	];
	expect(calledTwice(visits, new Set(['taken back']))).toEqual(
		new Map([
			['early', ['bob']],
			['late', ['ann']],
			['again', ['ann']]
		])
	);
});
