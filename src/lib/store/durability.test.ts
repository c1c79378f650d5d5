import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, test, vi, type MockInstance } from 'vitest';
import { newGroupId, newId, patch, type Author, type Patch } from '../records/index.ts';
import { adapterTables } from './adapter/tables.ts';
import { GroupDatabase, layoutVersion } from './database.ts';
import { memoryStorage } from './memory-storage.ts';
import { openGroup } from './open.ts';
import { openReplica, takeIn, type Incoming } from './replica.ts';
import type { GroupStore } from './types.ts';

const ann: Author = { member: newId('member'), device: 'ann', at: '2026-07-01T18:00:00.000Z' };

function aPatch(): Patch {
	const made = patch.make({ name: 'Spotland', walk_order: 'sides' }, ann);
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record as Patch;
}

let store: GroupStore;
/** Whoever opens a database has this from then on. */
let begin: MockInstance<IDBDatabase['transaction']>;
beforeEach(async () => {
	globalThis.localStorage = memoryStorage();
	begin = vi.spyOn(IDBDatabase.prototype, 'transaction');
	store = await openGroup(newGroupId());
});
afterEach(() => {
	store.close();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

/** The durability that each transaction which writes asks for while this is done. */
async function durabilities(work: () => Promise<unknown>): Promise<unknown[]> {
	begin.mockClear();
	await work();
	return begin.mock.calls
		.filter(([stores, mode]) => mode === 'readwrite' && [...stores].includes('docs'))
		.map(([, , options]) => options?.durability);
}

test('what a person did waits for the disk; what can be fetched again does not', async () => {
	expect(await durabilities(() => store.put(aPatch()))).toEqual(['strict']);
	const replica = await openReplica(store.id);
	const fetched = { ...aPatch(), _rev: `1-${'a'.repeat(32)}` } as unknown as Incoming;
	expect(await durabilities(() => takeIn(replica, [fetched]))).toEqual(['relaxed']);
	replica.close();
});

test('the browser is asked to keep the storage at the first save of a page, and only then', async () => {
	const persist = vi.fn(async () => true);
	vi.stubGlobal('navigator', { storage: { persist } });
	vi.resetModules();
	const page = await import('./open.ts');
	const fresh = await page.openGroup(newGroupId());
	await fresh.list('patch');
	expect(persist).not.toHaveBeenCalled();
	await fresh.put(aPatch());
	await fresh.put(aPatch());
	expect(persist).toHaveBeenCalledOnce();
	fresh.close();
});

test('a save fails where the browser gives it up and tells only the transaction, as Chromium does with a full disk', async () => {
	const { commit } = IDBTransaction.prototype;
	vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (this: IDBTransaction) {
		if (!this.objectStoreNames.contains('docs')) return commit.call(this);
		vi.spyOn(IDBRequest.prototype, 'dispatchEvent').mockReturnValue(true);
		Object.assign(this, { error: new DOMException('full', 'QuotaExceededError') });
		this.abort();
	});
	await expect(store.put(aPatch())).rejects.toMatchObject({ code: 'phone_full' });
});

test('a store that an older app has left keeps every row when this one opens it', async () => {
	const records = [aPatch(), aPatch()];
	await store.put(...records);
	await store.edit<Patch>(String(records[0]?._id), { name: 'Toad Lane' }, ann);
	store.close();
	const now = new GroupDatabase(store.id, 'relaxed');
	const rowsOf = async (db: Dexie) =>
		Object.fromEntries(
			await Promise.all(
				['docs', 'local', 'meta', 'aside', 'unsent', 'state'].map(
					async (name) => [name, await db.table(name).toArray()] as const
				)
			)
		);
	await expect.poll(() => now.readState('phone')).toBeDefined();
	await now.local.put({ _id: '_local/place', _rev: '0-1' } as never);
	await now.aside.put({ id: 'visit:strange', rev: '1-a', reason: 'unreadable', at: ann.at });
	const before = await rowsOf(now);
	await now.delete();

	const older = new Dexie(now.name);
	older.version(layoutVersion - 1).stores({
		...adapterTables('data.door'),
		...{ doors: 'id', tallies: 'id', aside: 'id', unsent: '[id+rev]', state: 'id' }
	});
	for (const [name, rows] of Object.entries(before)) await older.table(name).bulkPut(rows);
	older.close();

	store = await openGroup(store.id);
	const again = new GroupDatabase(store.id, 'relaxed');
	expect(await rowsOf(again)).toEqual(before);
	again.close();
	expect((await store.list<Patch>('patch')).map((one) => one.name).sort()).toEqual(['Spotland', 'Toad Lane']);
	expect((await store.unsent()).total).toBe(2);
});
