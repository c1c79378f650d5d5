import type { IDBFactory } from 'fake-indexeddb';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { newGroupId } from '$lib/records';
import type { DeviceGroup, GroupStore } from '$lib/store';
import { openDevice, type Device } from '../../src/lib/store/device.ts';
import { finishLeaving } from '../../src/lib/store/leave.ts';
import { memoryStorage } from '../../src/lib/store/memory-storage.ts';
import { openGroup, openKnown } from '../../src/lib/store/open.ts';
import { newCode } from '../../src/lib/sync/sealed.ts';
import { comeBack, signOut } from '../../src/lib/sync/sign-out.ts';
import {
	dumpPhone,
	failingStorage,
	forgetGoing,
	phoneFrom,
	quiet,
	watchCalls,
	type Call,
	type Dump
} from './failing-calls.ts';
import { someRecords } from './sweep-actions.ts';

/**
 * Signing out and coming back, cut short at every call of IndexedDB and localStorage: from there on nothing is written,
 * as when the battery is pulled; or one call fails alone and the page goes on. At the next start the phone is signed in
 * with everything, or signed out with everything sealed.
 */

const here = vi.hoisted(() => ({
	factory: undefined as unknown as IDBFactory,
	device: undefined as unknown as Device
}));

await vi.hoisted(async () => {
	const { failingIndexedDB } = await import('./failing-calls.ts');
	const { IDBKeyRange } = await import('fake-indexeddb');
	Object.assign(globalThis, { indexedDB: failingIndexedDB(() => here.factory), IDBKeyRange });
});

vi.mock('../../src/lib/store/device.ts', async (original) => {
	const real: typeof import('../../src/lib/store/device.ts') = await original();
	const device = new Proxy({} as Device, { get: (_, name) => here.device[name as keyof Device] });
	return { ...real, device };
});

const me = `member:${'0'.repeat(26)}`;
const gid = newGroupId();
const code = newCode();
const entry: DeviceGroup = {
	...{ id: gid, name: 'Spotland', member: me, member_name: 'Ann', role: 'organiser', state: 'member' },
	...{ secret: '1'.repeat(64), added_at: '2026-07-01T18:00:00.000Z' }
};

interface Place {
	rows: Dump;
	kept: [string, string][];
}

const keptIn = (items: Storage) =>
	Array.from({ length: items.length }, (_, i) => items.key(i) ?? '').map((key): [string, string] => [
		key,
		items.getItem(key) ?? ''
	]);

/** The phone as it stands, switched on again. */
async function start({ rows, kept }: Place): Promise<Storage> {
	here.factory = await phoneFrom(rows);
	here.device = openDevice();
	const items = memoryStorage();
	for (const [key, text] of kept) items.setItem(key, text);
	globalThis.localStorage = failingStorage(items);
	return items;
}

const placeOf = async (items: Storage): Promise<Place> => ({
	rows: await dumpPhone(here.factory),
	kept: keptIn(items)
});

let signedIn: Place;
let signedOut: Place;
let names: string[];

const namesIn = async (store: GroupStore) =>
	(await store.unsentDocuments()).map(({ _id, _rev }) => `${_id} ${_rev}`).sort();

const unheard = () => undefined;
beforeAll(async () => {
	// The many rounds that make a code hard to guess would take most of the time.
	const derive = crypto.subtle.deriveKey.bind(crypto.subtle);
	vi.spyOn(crypto.subtle, 'deriveKey').mockImplementation(((how: Pbkdf2Params, ...rest: never[]) =>
		derive({ ...how, iterations: 1 }, ...(rest as unknown as [never, never, never, never]))) as never);
	process.on('unhandledRejection', unheard);
	const items = await start({ rows: [], kept: [] });
	await here.device.saveGroup(entry);
	const store = await openGroup(gid);
	await store.put(...someRecords(gid, me));
	await here.device.outbox.add({ group: gid, path: `/api/groups/${gid}/invites`, body: { id: 'one' } });
	await here.device.saveDraft(`new-patch:${gid}`, { name: 'Albany Road' });
	names = await namesIn(store);
	expect(names.length).toBeGreaterThan(2);
	store.close();
	signedIn = await placeOf(items);
	const out = await openGroup(gid);
	await signOut(out, code);
	signedOut = await placeOf(items);
}, 60_000);
afterAll(() => void process.off('unhandledRejection', unheard));
afterEach(() => forgetGoing());

/** Where the phone stands: everything that was unsent is there to be sent, or there for the code. */
async function standing(place: Place): Promise<'in' | 'out'> {
	const items = await start(place);
	await finishLeaving();
	const known = await openKnown(gid);
	if (known) {
		const unsent = await namesIn(known.store);
		if (names.every((name) => unsent.includes(name))) {
			// Nothing of the signing out keeps anybody from going on.
			await known.store.edit(names[0]!.split(' ')[0]!, {}, { member: me, device: 'x', at: entry.added_at });
			expect((await here.device.outbox.list(gid)).length).toBe(1);
			known.store.close();
			return 'in';
		}
		known.store.close();
	}
	if (!known) {
		const traces = JSON.stringify(await placeOf(items));
		for (const trace of [gid, 'Spotland', 'Albany', entry.secret]) expect(traces).not.toContain(trace);
	}
	expect(await comeBack(newCode())).toEqual({ ok: false, problem: 'wrong_code' });
	expect(await comeBack(code)).toMatchObject({ ok: true, records: names.length });
	const back = await openKnown(gid);
	expect(await namesIn(back!.store)).toEqual(names);
	expect((await here.device.outbox.list(gid)).length).toBe(1);
	expect(await here.device.draft(`new-patch:${gid}`)).toEqual({ name: 'Albany Road' });
	expect(await here.device.sealed()).toEqual([]);
	expect(keptIn(items).some(([key]) => key.startsWith('toadlane.sealed'))).toBe(false);
	back!.store.close();
	return 'out';
}

const how = ({ layer }: Call) =>
	({ open: 'UnknownError', begin: 'InvalidStateError', request: 'UnknownError', commit: 'AbortError' })[
		layer as 'open'
	] ?? (layer === 'write' ? 'QuotaExceededError' : 'SecurityError');

/** Plays it with the `k`th call failing, alone or with all that follow; answers whether there was such a call. */
async function played(place: Place, act: () => Promise<unknown>, k: number, alone: boolean): Promise<Played> {
	const items = await start(place);
	const store = place === signedIn ? await openGroup(gid) : undefined;
	let failed = false;
	const watch = watchCalls((call, nth) => {
		if (alone ? nth !== k : nth < k) return undefined;
		failed = true;
		return how(call);
	});
	const told = await act().then(
		() => 'done' as const,
		() => 'failed' as const
	);
	await quiet();
	watch.stop();
	const now = await placeOf(items);
	store?.close();
	(await openGroup(gid).catch(() => undefined))?.close();
	return { failed, told, now };
}
interface Played {
	failed: boolean;
	told: 'done' | 'failed';
	now: Place;
}

async function everywhere(place: Place, act: () => Promise<unknown>, alone: boolean) {
	const seen: { k: number; told: string; standing: string }[] = [];
	for (let k = 1; ; k++) {
		const { failed, told, now } = await played(place, act, k, alone);
		if (!failed) return seen;
		seen.push({ k, told, standing: await standing(now) });
	}
}

const leave = async () => signOut(await openGroup(gid), code);

test('nothing of the group can be read after signing out, and the code brings all of it back', async () => {
	expect(await standing(signedOut)).toBe('out');
	expect(await standing(signedIn)).toBe('in');
}, 60_000);

test.for([false, true])(
	'a signing out that is cut anywhere (one call alone: %s) leaves the phone in with everything, or out with everything sealed',
	{ timeout: 400_000 },
	async (alone) => {
		const seen = await everywhere(signedIn, leave, alone);
		expect(seen.length).toBeGreaterThan(20);
		expect(new Set(seen.map((one) => one.standing))).toEqual(new Set(['in', 'out']));
		// Whoever was told that it came to nothing is still signed in, and the other way round.
		for (const { k, told, standing } of seen)
			if (alone) expect([k, standing]).toEqual([k, told === 'done' ? 'out' : 'in']);
	}
);

test.for([false, true])(
	'a coming back that is cut anywhere (one call alone: %s) loses nothing',
	{ timeout: 400_000 },
	async (alone) => {
		const back = () =>
			comeBack(code).then((one) => {
				if (!one.ok) throw new Error(one.problem);
			});
		const seen = await everywhere(signedOut, back, alone);
		expect(seen.length).toBeGreaterThan(20);
	}
);
