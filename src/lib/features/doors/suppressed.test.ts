import { expect, test } from 'vitest';
import { suppression, type Suppression } from '$lib/records';
import { blockedSince, openBlocks } from './suppressed.ts';

const author = { member: 'member:01k0toad0ane000000000000m1', device: 'd', at: '2026-07-14T18:00:00.000Z' };

function block(kind: Suppression['kind'], lifts?: string[]): Suppression {
	const made = suppression.make(
		{
			door: 'door:01k0toad0ane000000000000t1:9f86d081884c7d65',
			patch: 'patch:01k0toad0ane000000000000t1',
			kind,
			...(lifts && { lifts })
		},
		author
	);
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record;
}

test('they moved lifts exactly the blocks that it names', () => {
	const first = block('do_not_knock');
	const second = block('no_cold_callers');
	expect(openBlocks([first, block('moved', [first._id]), second])).toEqual([second]);
	expect(openBlocks([first, second, block('moved', [first._id, second._id])])).toEqual([]);
});

test('a door is blocked since it was last said, and that they moved says nothing of it', () => {
	const at = (created_at: string, kind: Suppression['kind']) => ({
		...block(kind, kind === 'moved' ? [block('do_not_knock')._id] : undefined),
		created_at
	});
	const said = [
		at('2026-07-02', 'no_cold_callers'),
		at('2026-07-03', 'do_not_knock'),
		at('2026-07-04', 'moved'),
		at('2026-07-01', 'do_not_knock')
	];
	expect([...blockedSince(said)]).toEqual([[block('do_not_knock').door, '2026-07-03']]);
});
