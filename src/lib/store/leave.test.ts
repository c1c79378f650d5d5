import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { newGroupId, newId } from '../records/index.ts';
import { device } from './device.ts';
import { finishLeaving, leaveGroup } from './leave.ts';
import { memoryStorage } from './memory-storage.ts';
import { openGroup } from './open.ts';
import type { GroupStore } from './types.ts';

beforeEach(() => void (globalThis.localStorage = memoryStorage()));

const databases = async () => (await indexedDB.databases()).map(({ name }) => name);

async function aGroup(): Promise<GroupStore> {
	const id = newGroupId();
	await device.saveGroup({
		...{ id, name: 'Spotland', member: newId('member'), member_name: 'Ann', role: 'organiser' },
		...{ secret: '1'.repeat(64), state: 'creating', added_at: '2026-07-01T18:00:00.000Z' }
	});
	return await openGroup(id);
}

/** The group's records can't be deleted just now. */
const stuck = (store: GroupStore): GroupStore => ({
	...store,
	destroy: () => (store.close(), Promise.reject(new Error('blocked')))
});

test('a group that was left is gone, with its records', async () => {
	const store = await aGroup();
	await leaveGroup(store);
	expect(await device.group(store.id)).toBeUndefined();
	expect(await databases()).not.toContain(`toadlane-group-${store.id}`);
	expect(await device.leaving()).toEqual([]);
});

test('records that could not be deleted then are deleted at a later start', async () => {
	const store = await aGroup();
	await leaveGroup(stuck(store));
	expect(await databases()).toContain(`toadlane-group-${store.id}`);
	await finishLeaving();
	expect(await databases()).not.toContain(`toadlane-group-${store.id}`);
	expect(await device.leaving()).toEqual([]);
});

test('a group that was joined again meanwhile keeps its records', async () => {
	const store = await aGroup();
	const entry = await device.group(store.id);
	await leaveGroup(stuck(store));
	if (entry) await device.saveGroup(entry);
	await finishLeaving();
	expect(await databases()).toContain(`toadlane-group-${store.id}`);
	expect(await device.leaving()).toEqual([]);
});
