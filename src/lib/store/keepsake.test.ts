import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	door,
	newGroupId,
	newId,
	patch,
	visit,
	type Author,
	type Door,
	type Made,
	type Patch,
	type Visit
} from '../records/index.ts';
import { GroupDatabase } from './database.ts';
import { copyUnsent, mirrorOf, readKeepsake } from './keepsake.ts';
import { memoryStorage } from './memory-storage.ts';
import { openGroup } from './open.ts';
import { takeIn, unsentParcels, type Incoming } from './replica.ts';
import type { Revision } from './revise.ts';
import type { GroupStore } from './types.ts';

const ann: Author = { member: newId('member'), device: 'ann', at: '2026-07-01T18:00:00.000Z' };
const good = <R>(made: Made<unknown>): R => {
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record as R;
};

/** A revision whose copy takes about so many characters. */
const ofSize = (characters: number, n = 0): Revision => ({
	...{ _id: `visit:${n}`, _rev: `1-${n}`, _revisions: { start: 1, ids: [`${n}`] } },
	note: 'x'.repeat(characters)
});
const copies = (gid: string) => readKeepsake(gid)?.kept.length ?? 0;
const missingCopies = (gid: string) => readKeepsake(gid)?.canary?.over ?? 0;

beforeEach(() => void (globalThis.localStorage = memoryStorage()));

describe('a copy that is let go of', () => {
	test('is gone also where the browser fails once, and holds up no other', () => {
		copyUnsent('g', [ofSize(10, 1), ofSize(10, 2)]);
		const { removeItem } = localStorage;
		let failures = 1;
		localStorage.removeItem = (key) => {
			if (failures-- > 0) throw new DOMException('blocked', 'SecurityError');
			removeItem(key);
		};
		const names = [1, 2].map((n): [string, string] => [`visit:${n}`, `1-${n}`]);
		mirrorOf('g').letGo(names);
		expect(copies('g')).toBe(0);
		copyUnsent('g', [ofSize(10, 1), ofSize(10, 2)]);
		failures = 2;
		mirrorOf('g').letGo(names);
		expect(copies('g')).toBe(1);
	});
});

describe('the room for copies', () => {
	test('is not made larger by letting go of one before the first is made', () => {
		copyUnsent('g', [ofSize(900_000, 1), ofSize(90_000, 2)]);
		const [all, next] = [localStorage, memoryStorage()];
		for (let i = 0; i < all.length; i++) next.setItem(all.key(i) ?? '', all.getItem(all.key(i) ?? '') ?? '');
		// As a page that has just started finds it.
		globalThis.localStorage = next;
		mirrorOf('g').letGo([['visit:2', '1-2']]);
		expect(copyUnsent('g', [ofSize(150_000, 3)])).toHaveLength(1);
		expect(copyUnsent('g', [ofSize(50_000, 4)])).toHaveLength(0);
	});

	test('is a megabyte at most, and what has none is counted and named', () => {
		localStorage.setItem('toadlane.canary.g', JSON.stringify({ uuid: 'u', over: 0 }));
		mirrorOf('g').keep([ofSize(600_000, 1), ofSize(600_000, 2), ofSize(100_000, 3)]);
		expect(readKeepsake('g')?.kept.map(({ _id }) => _id)).toEqual(['visit:1', 'visit:3']);
		expect(readKeepsake('g')?.canary).toMatchObject({ over: 1, names: ['visit:2 1-2'] });
	});

	test('is not taken by the parts of a picture, which are only named', () => {
		localStorage.setItem('toadlane.canary.g', JSON.stringify({ uuid: 'u', over: 0 }));
		const part = { ...ofSize(100), _id: 'part:01k0toad0ane000000000000h1:0' };
		mirrorOf('g').keep([part, ofSize(100, 2)]);
		expect(readKeepsake('g')?.kept.map(({ _id }) => _id)).toEqual(['visit:2']);
		expect(readKeepsake('g')?.canary).toMatchObject({ over: 1, names: [`${part._id} ${part._rev}`] });
	});

	test('where the browser allows even less, every copy that is missing is counted all the same', () => {
		const take = localStorage.setItem;
		let left = 20_000;
		localStorage.setItem = (key, value) => {
			const more = value.length - (localStorage.getItem(key)?.length ?? 0);
			if (more > left) throw new DOMException('full', 'QuotaExceededError');
			left -= more;
			take(key, value);
		};
		const remove = localStorage.removeItem;
		localStorage.removeItem = (key) => {
			left += localStorage.getItem(key)?.length ?? 0;
			remove(key);
		};
		localStorage.setItem('toadlane.canary.g', JSON.stringify({ uuid: 'u', over: 0 }));
		const mirror = mirrorOf('g');
		for (let n = 0; n < 60; n++) mirror.keep([ofSize(400, n)]);
		localStorage.setItem('else', 'x'.repeat(left));
		for (let n = 60; n < 90; n++) mirror.keep([ofSize(400, n)]);
		expect(copies('g')).toBeGreaterThan(20);
		expect(copies('g') + missingCopies('g')).toBe(90);
	});
});

describe('a store that the browser threw away', () => {
	let store: GroupStore;
	let db: GroupDatabase;

	beforeEach(async () => {
		const gid = newGroupId();
		store = await openGroup(gid);
		db = new GroupDatabase(gid, 'relaxed');
	});
	afterEach(() => {
		db.close();
		store.close();
	});

	async function saveVisits(count: number): Promise<{ to: Door; visits: Visit[] }> {
		const area = good<Patch>(patch.make({ name: 'Spotland', walk_order: 'sides' }, ann));
		const to = good<Door>(door.make({ patch: area._id, number: 1, street: 'Toad Lane' }, ann));
		await store.put(area, to);
		const input = { door: to._id, patch: area._id, at: ann.at, slot: 'weekday_evening', result: 'talked' };
		const visits = Array.from({ length: count }, () =>
			good<Visit>(visit.make({ ...input, note: 'x'.repeat(270) } as never, ann))
		);
		await store.put(...visits);
		return { to, visits };
	}

	async function throwAway(): Promise<void> {
		store.close();
		await db.delete();
		store = await openGroup(store.id);
		db = new GroupDatabase(store.id, 'relaxed');
	}

	test('comes back as far as there was room for copies, and what can’t be recovered is listed exactly', async () => {
		const { to, visits } = await saveVisits(2_000);
		for (const size of [400, 200, 100, 50, 20, 10]) copyUnsent('another', [ofSize(size, size)]);
		await store.edit<Door>(to._id, { street: 'Toad Lane East' }, ann);
		const { parcels } = await unsentParcels(db, undefined, 5_000);
		const kept = copies(store.id);
		expect(kept).toBeGreaterThan(500);
		expect(kept).toBeLessThan(2_001);
		await throwAway();
		const back = new Set((await store.list('visit')).map((one) => one._id));
		const gone = visits.filter((one) => !back.has(one._id));
		expect(await store.recovery()).toMatchObject({
			wiped: true,
			restored: kept,
			lost: 2_002 - kept,
			by_kind: { visit: gone.length, door: 1 }
		});
		// One had reached the server after all; the door’s edit had not, though the door itself had.
		const arrived = parcels.find((parcel) => parcel.row.id === gone[0]?._id)?.document as Incoming;
		await takeIn(db, [arrived, { ...to, _rev: `1-${'a'.repeat(32)}` } as unknown as Incoming]);
		expect(await store.recovery()).toMatchObject({
			lost: 2_001 - kept,
			by_kind: { visit: gone.length - 1, door: 1 }
		});
	}, 60_000);

	test('is opened however damaged a copy is; the others come back, and the damaged ones are told of once', async () => {
		const { visits } = await saveVisits(4);
		const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '');
		const keyOf = (n: number) => keys.find((key) => key.includes(String(visits[n]?._id))) ?? '';
		localStorage.setItem(keyOf(0), '{"_id":"visit:');
		const other = JSON.parse(localStorage.getItem(keyOf(1)) ?? '') as Revision;
		localStorage.setItem(keyOf(1), JSON.stringify({ ...other, _revisions: { start: 'x' } }));
		localStorage.setItem(keyOf(2), JSON.stringify({ _id: other._id }));
		await throwAway();
		const told = await store.recovery();
		expect(told).toMatchObject({ wiped: true, restored: 3, lost: 3, by_kind: { visit: 3 } });
		expect((await store.list('visit')).map((one) => one._id)).toEqual([visits[3]?._id]);
		store.close();
		store = await openGroup(store.id);
		expect(await store.recovery()).toEqual(told);
	});

	test('gives copies to those that had none as soon as another page has let go of others', async () => {
		await saveVisits(2_000);
		expect(missingCopies(store.id)).toBeGreaterThan(0);
		// This page has begun to follow what is sent.
		await new Promise((resolve) => setTimeout(resolve, 1_000));
		const rows = await db.unsent.toCollection().primaryKeys();
		const sent = rows.filter(([id, rev]) => localStorage.getItem(`toadlane.unsent.${store.id}.${id} ${rev}`));
		await db.unsent.bulkDelete(sent);
		for (const [id, rev] of sent) localStorage.removeItem(`toadlane.unsent.${store.id}.${id} ${rev}`);
		await db.writeState('sync', { phase: 'idle' });
		await expect.poll(() => missingCopies(store.id), { timeout: 10_000 }).toBeLessThan(1_000);
		for (let round = 0; round < 4; round++) {
			await db.writeState('sync', { phase: round % 2 ? 'idle' : 'sending' });
			await new Promise((resolve) => setTimeout(resolve, 300));
		}
		await expect.poll(() => missingCopies(store.id), { timeout: 10_000 }).toBe(0);
		expect(copies(store.id)).toBe(rows.length - sent.length);
	}, 60_000);
});
