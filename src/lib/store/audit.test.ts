import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import {
	audit,
	newGroupId,
	undo,
	type AnyRecord,
	type AuditNote,
	type Author,
	type Made
} from '../records/index.ts';
import { memoryStorage } from './memory-storage.ts';
import { openGroup } from './open.ts';

const on = (day: number): Author => ({
	...{ member: 'member:01k0toad0ane000000000000m1', device: 'phone-a' },
	at: `2026-09-0${day}T10:00:00.000Z`
});
const good = <R>(made: Made<R>): R => {
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record;
};
const look = (day: number, of = 'cuk:R006884') =>
	good(audit.make({ of, seen: 'confirmed' }, on(day))) as AuditNote;

beforeEach(() => {
	globalThis.localStorage = memoryStorage();
});

test('co-ops that were found count by themselves, each once, and not by a look that was taken back', async () => {
	const store = await openGroup(newGroupId());
	const first = look(1);
	for (const note of [first, look(3), look(2, 'cuk:R007634')]) await store.put(note);
	expect(await store.fed()).toEqual([
		{ day: '2026-09-01', audited: 1 },
		{ day: '2026-09-02', audited: 1 }
	]);
	await store.put(good(undo.make({ of: first._id }, on(4))) as AnyRecord);
	expect(await store.fed()).toEqual([
		{ day: '2026-09-02', audited: 1 },
		{ day: '2026-09-03', audited: 1 }
	]);
});
