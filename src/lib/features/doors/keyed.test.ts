import { expect, test } from 'vitest';
import { visit } from '$lib/records';
import { foldDoor } from '$lib/rules';
import type { DoorRow } from '$lib/store';
import { isKeyed, keyedRecords, readWalked } from './keyed.ts';

const author = {
	member: 'member:01k0toad0ane000000000000m1',
	device: 'phone-a',
	at: '2026-07-20T20:00:00.000Z'
};
const { door, patch } = visit.sample();
const at = new Date('2026-07-18T14:30:00.000Z');

test('a keyed visit is of the time of the walk, and a wish not to be called on is kept with it', () => {
	const [talked, no, block, ...rest] = keyedRecords(
		patch,
		[
			[door, 'talked'],
			[door, 'do_not_knock']
		],
		at,
		author
	);
	expect(talked).toMatchObject({
		at: at.toISOString(),
		slot: 'saturday',
		result: 'talked',
		created_at: author.at
	});
	expect(no).toMatchObject({ type: 'visit', result: 'do_not_knock' });
	expect(block).toMatchObject({ type: 'suppression', kind: 'do_not_knock', door });
	expect(rest).toEqual([]);
});

test('a sheet keyed in twice changes nothing: a door with its visit of that walk is known', () => {
	const [made] = keyedRecords(patch, [[door, 'no_answer']], at, author);
	const fold = foldDoor(undefined, [made as ReturnType<typeof visit.sample>], [], []);
	const row: DoorRow = { id: door, patch, street: '', label: '', address: '', side: 'none', fold };
	expect(isKeyed(row, at, author.member)).toBe(true);
	expect(isKeyed(row, new Date(at.getTime() + 60_000), author.member)).toBe(false);
	expect(isKeyed(row, at, 'member:01k0toad0ane000000000000m2')).toBe(false);
});

test('no sheet was walked in the future, nor on no day at all', () => {
	const now = new Date('2026-07-20T20:00:00');
	expect(readWalked('2026-07-18', '14:30', now)).toMatchObject({ ok: true });
	expect(readWalked('2026-07-21', '14:30', now)).toEqual({ ok: false, code: 'not_yet' });
	expect(readWalked('', '14:30', now)).toEqual({ ok: false, code: 'needed' });
});
