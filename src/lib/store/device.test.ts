import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { newGroupId, newId } from '../records/index.ts';
import { openDevice, type Device } from './device.ts';
import { memoryStorage } from './memory-storage.ts';
import type { DeviceGroup } from './types.ts';

const gid = newGroupId();
const group: DeviceGroup = {
	...{ id: gid, name: 'Spotland', member: newId('member'), member_name: 'Ann', role: 'organiser' },
	...{ secret: '1'.repeat(64), state: 'creating', added_at: '2026-07-01T18:00:00.000Z' }
};

/** A phone's device database; each one after the first finds an empty IndexedDB, as after an eviction. */
const openAnew = () => openDevice({ indexedDB: new IDBFactory(), IDBKeyRange });

const invite = (device: Device, secret: string, dropped?: string) =>
	device.outbox.exchange<string[]>(gid, dropped, { path: '/invites', body: { secret } }, (kept = []) => [
		...kept,
		secret
	]);

beforeEach(() => void (globalThis.localStorage = memoryStorage()));

test('an invite made without a network, and the request that makes it known, outlive the browser’s storage', async () => {
	const device = openAnew();
	await device.saveGroup(group);
	await invite(device, 'first');
	await invite(device, 'second');
	const again = openAnew();
	expect(await again.outbox.list(gid)).toEqual(await device.outbox.list(gid));
	expect(await again.outbox.list(gid)).toMatchObject([
		{ body: { secret: 'first' } },
		{ body: { secret: 'second' } }
	]);
	expect(await again.outbox.invites(gid)).toEqual(['first', 'second']);
	expect(await again.outbox.lost(gid)).toBe(0);
});

test('they come back where a worker, which has no copies, made the database anew', async () => {
	const device = openAnew();
	await device.saveGroup(group);
	await invite(device, 'first');
	const { localStorage } = globalThis;
	globalThis.localStorage = undefined as never;
	const again = openAnew();
	expect(await again.groups()).toEqual([]);
	globalThis.localStorage = localStorage;
	// Whatever the page saves first must not take their place.
	await again.saveGroup({ ...group, id: newGroupId() });
	expect(await again.outbox.invites(gid)).toEqual(['first']);
	expect(await again.outbox.list(gid)).toHaveLength(1);
	expect((await again.groups()).map(({ id }) => id)).toContain(gid);
});

test('those for which the copy had no room are counted', async () => {
	const device = openAnew();
	await device.saveGroup(group);
	await invite(device, 'first');
	await device.outbox.add({ group: gid, path: '/invites', body: 'x'.repeat(260_000) });
	const again = openAnew();
	expect(await again.outbox.list(gid)).toHaveLength(1);
	expect(await again.outbox.lost(gid)).toBe(2);
});

test('where the browser takes nothing more, all of them are counted', async () => {
	const device = openAnew();
	await device.saveGroup(group);
	const take = localStorage.setItem;
	localStorage.setItem = (key, value) => {
		if (value.length > 100 && key === 'toadlane.waiting')
			throw new DOMException('full', 'QuotaExceededError');
		take(key, value);
	};
	await invite(device, 'first');
	expect(await openAnew().outbox.lost(gid)).toBe(2);
});

test('a group that was left leaves no request and no secret behind, not even in the copy', async () => {
	const device = openAnew();
	await device.saveGroup(group);
	await invite(device, 'first');
	await device.forgetGroup(gid);
	expect(await device.outbox.invites(gid)).toBeUndefined();
	expect(JSON.stringify([localStorage.getItem('toadlane.waiting')])).not.toContain('first');
	expect(await openAnew().groups()).toEqual([]);
});
