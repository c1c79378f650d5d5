import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { newGroupId, newId, patch, type Author, type Patch } from '../records/index.ts';
import { device } from '../store/device.ts';
import { memoryStorage } from '../store/memory-storage.ts';
import { openGroup, openKnown } from '../store/open.ts';
import type { DeviceGroup, GroupStore } from '../store/types.ts';
import { newCode } from './sealed.ts';
import { comeBack, signOut } from './sign-out.ts';

const ann: Author = { member: newId('member'), device: 'ann', at: '2026-07-01T18:00:00.000Z' };

beforeEach(() => void (globalThis.localStorage = memoryStorage()));

function aPatch(name: string): Patch {
	const made = patch.make({ name, walk_order: 'sides' }, ann);
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record as Patch;
}

const entryOf = (id: string, member = ann.member): DeviceGroup => ({
	...{ id, name: 'Spotland', member, member_name: 'Ann', role: 'organiser', state: 'member' },
	...{ secret: '1'.repeat(64), added_at: ann.at }
});

async function aGroup(...names: string[]): Promise<GroupStore> {
	const entry = entryOf(newGroupId());
	await device.saveGroup(entry);
	const store = await openGroup(entry.id);
	if (names.length) await store.put(...names.map(aPatch));
	return store;
}

const patchesOf = async (gid: string) => {
	const known = await openKnown(gid);
	return (await known?.store.list<Patch>('patch'))?.map(({ name }) => name).sort();
};

test('with everything sent nothing is sealed, and without a code nobody leaves unsent work behind', async () => {
	const [sent, unsent] = [await aGroup(), await aGroup('Spotland')];
	expect(await signOut(sent, undefined)).toEqual({ ok: true, sealed: false, clean: true });
	expect(await device.sealed()).toEqual([]);
	expect(await signOut(unsent, undefined)).toEqual({ ok: false, code: 'unsent' });
	expect(await patchesOf(unsent.id)).toEqual(['Spotland']);
});

test('what another tab saves while it is sealed is sealed too, and what comes too late is not saved', async () => {
	const store = await aGroup('Spotland');
	const code = newCode();
	let late: unknown;
	let tries = 0;
	const meanwhile: GroupStore = {
		...store,
		async shut(sealed) {
			if (tries++ === 0) await store.put(aPatch('Toad Lane'));
			const done = await store.shut(sealed);
			if (done) late = await store.put(aPatch('Lost')).catch((error: unknown) => error);
			return done;
		}
	};
	expect(await signOut(meanwhile, code)).toMatchObject({ ok: true, sealed: true });
	expect(tries).toBe(2);
	expect(late).toMatchObject({ code: 'store_moved_on' });
	expect(await comeBack(code)).toMatchObject({ ok: true, records: 2 });
	expect(await patchesOf(store.id)).toEqual(['Spotland', 'Toad Lane']);
});

test('two people’s work is sealed side by side, and each code opens its own', async () => {
	const [one, other] = [await aGroup('Spotland'), await aGroup('Toad Lane')];
	const [first, second] = [newCode(), newCode()];
	await signOut(one, first);
	await signOut(other, second);
	expect(await device.sealed()).toHaveLength(2);
	expect(await comeBack(second)).toMatchObject({ ok: true, group: { id: other.id } });
	expect(await device.sealed()).toHaveLength(1);
	expect(await comeBack(first)).toMatchObject({ ok: true, group: { id: one.id } });
});

test('while somebody else of the group is signed in, the work waits', async () => {
	const store = await aGroup('Spotland');
	const code = newCode();
	await signOut(store, code);
	await device.saveGroup(entryOf(store.id, newId('member')));
	expect(await comeBack(code)).toEqual({ ok: false, problem: 'someone_else' });
	await signOut(await openGroup(store.id), undefined);
	expect(await comeBack(code)).toMatchObject({ ok: true, records: 1 });
});

test('copies that are older than the signing out bring nothing back', async () => {
	const store = await aGroup('Spotland');
	const items = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '').map(
		(key): [string, string] => [key, localStorage.getItem(key) ?? '']
	);
	await signOut(store, newCode());
	for (const [key, text] of items) localStorage.setItem(key, text);
	expect(await openKnown(store.id)).toBeUndefined();
	const kept = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '');
	expect(kept.filter((key) => key.includes(store.id))).toEqual([]);
	expect(localStorage.getItem('toadlane.groups')).not.toContain(store.id);
	await device.saveGroup(entryOf(newGroupId()));
	expect(await device.group(store.id)).toBeUndefined();
});

test('what is thrown away is gone with its copy, and what others sealed stays', async () => {
	const kept = await device.sealed();
	const [one, other] = [await aGroup('Spotland'), await aGroup('Toad Lane')];
	const [first, second] = [newCode(), newCode()];
	await signOut(one, first);
	await signOut(other, second);
	const [thrown] = (await device.sealed()).filter(({ id }) => !kept.some((before) => before.id === id));
	const copies = () =>
		Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i)).filter((key) =>
			key?.includes(thrown!.id)
		);
	expect(copies()).toHaveLength(1);
	await device.dropSealed(thrown!.id);
	expect(copies()).toEqual([]);
	const opened = [await comeBack(first), await comeBack(second)];
	expect(opened.map(({ ok }) => ok)).toEqual([false, true]);
});
