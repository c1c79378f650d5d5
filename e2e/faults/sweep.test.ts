import type { IDBFactory } from 'fake-indexeddb';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { codeOf } from '$lib/errors';
import { errorText } from '$lib/i18n';
import { newGroupId } from '$lib/records';
import type { DeviceGroup, GroupStore } from '$lib/store';
import { leavesOf } from '../../src/lib/store/adapter/revisions.ts';
import { GroupDatabase } from '../../src/lib/store/database.ts';
import { openDevice, type Device } from '../../src/lib/store/device.ts';
import {
	dumpPhone,
	failingFetch,
	failingStorage,
	phoneFrom,
	watchCalls,
	waysToFail,
	type Call,
	type Layer,
	type Dump
} from './failing-calls.ts';
import { memoryStorage } from '../../src/lib/store/memory-storage.ts';
import { openGroup } from '../../src/lib/store/open.ts';
import { openReplica } from '../../src/lib/store/replica.ts';
import { fakeGateway, type Gateway } from '../../src/lib/sync/fake-gateway.ts';
import { runSync, type Urgency } from '../../src/lib/sync/run.ts';
import { newCount, report } from './count.ts';
import { someRecords, userActions, type Action, type Phone } from './sweep-actions.ts';

/**
 * Fault 33: the k-th call of IndexedDB, localStorage or the network fails, for every k of everything that a person can
 * do. Afterwards the person was told the truth, all of it is there or nothing, it can be done again, and it is sent.
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

// A phone that is started afresh gets a device of its own; the module's would live as long as the test.
vi.mock('../../src/lib/store/device.ts', async (original) => {
	const real: typeof import('../../src/lib/store/device.ts') = await original();
	const device = new Proxy({} as Device, { get: (_, name) => here.device[name as keyof Device] });
	return { ...real, device };
});

const me = `member:${'0'.repeat(26)}`;
const at = '2026-07-01T18:00:00.000Z';

/** A place where an action begins: what is on the phone, and what is on the server. */
interface Place {
	gid: string;
	rows: Dump;
	kept: [string, string][];
	/** Documents that only the server has. */
	far: object[];
	/** Ids of everything that was saved here, or came from the server. */
	documents: string[];
}

/** A phone at work: the page that is open on it, and the server it talks to. */
interface Run {
	place: Place;
	gateway: Gateway;
	phone: Phone;
	shelf: Storage;
	items: Storage;
}

const unheard: unknown[] = [];
const hear = (reason: unknown) => void unheard.push(reason);
beforeAll(() => void process.on('unhandledRejection', hear));
afterAll(() => void process.off('unhandledRejection', hear));
afterEach(() => vi.unstubAllGlobals());

const entryOf = (gid: string): DeviceGroup => ({
	...{ id: gid, name: 'Spotland', member: me, member_name: 'Ann', role: 'organiser', state: 'creating' },
	...{ secret: '1'.repeat(64), added_at: at }
});

/** Nobody waits longer than this for an answer of a phone in memory; in ms. */
const patience = 2_000;

/** The answer, or `never` where none comes. */
async function within<T>(work: Promise<T>): Promise<T | 'never'> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<'never'>((resolve) => (timer = setTimeout(() => resolve('never'), patience)));
	return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Lets everything that was set going without waiting for it come to its end. */
async function settled(): Promise<void> {
	// What Dexie tells others of comes by a timer.
	await new Promise((resolve) => setTimeout(resolve, 3));
	for (let quiet = 0; quiet < 12; quiet++) await new Promise((resolve) => setImmediate(resolve));
}

let places: Record<NonNullable<Action['on']> | 'usual', Place>;

beforeAll(async () => {
	const gid = newGroupId();
	here.factory = await phoneFrom([]);
	here.device = openDevice();
	const items = memoryStorage();
	globalThis.localStorage = items;
	const empty = { gid, rows: await dumpPhone(here.factory), kept: [], far: [], documents: [] };
	await here.device.saveGroup(entryOf(gid));
	const entered = await dumpPhone(here.factory);
	const groups = keptIn(items);
	const store = await openGroup(gid);
	await store.put(...someRecords(gid, me));
	const usual = {
		gid,
		rows: await dumpPhone(here.factory),
		kept: keptIn(items),
		far: [],
		documents: [] as string[]
	};
	usual.documents = (await leavesHere(gid)).map((leaf) => leaf.split(' ')[0] ?? '');
	const { documents } = usual;
	const far = store
		.exportCopy()
		.then(async (copy) => JSON.parse(await copy.text()) as { documents: object[] });
	places = {
		empty,
		usual,
		closed: usual,
		wiped: { ...usual, rows: entered },
		far: { gid, rows: entered, kept: groups, far: (await far).documents, documents }
	};
	store.close();
});

const keptIn = (items: Storage): [string, string][] =>
	Array.from({ length: items.length }, (_, i) => items.key(i) ?? '').map((key) => [
		key,
		items.getItem(key) ?? ''
	]);

/** The phone of the run before. */
let last: Phone | undefined;

/** A phone as it stood, with a page open on it. */
async function take(action: Action): Promise<Run> {
	last?.store?.close();
	const place = places[action.on ?? 'usual'];
	here.factory = await phoneFrom(place.rows);
	here.device = openDevice();
	const items = memoryStorage();
	for (const [key, value] of place.kept) items.setItem(key, value);
	const shelf = failingStorage(items);
	vi.stubGlobal('localStorage', shelf);
	const gateway = fakeGateway();
	gateway.invite('x'.repeat(22), 'volunteer');
	for (const doc of place.far) gateway.database().write(doc as never);
	const fetch = failingFetch(onlineOver(gateway, place.gid));
	vi.stubGlobal('fetch', ((path: string, init: RequestInit) =>
		fetch(`http://gateway${path}`, init)) as never);
	const { gid } = place;
	const phone: Phone = {
		gid,
		store: undefined as unknown as GroupStore,
		entry: entryOf(gid),
		author: () => ({ member: me, device: 'ann', at: new Date().toISOString() }),
		sync: (urgency) => syncOnce(phone.gid, fetch, urgency),
		databases: async () => (await here.factory.databases()).map(({ name }) => name ?? '')
	};
	last = phone;
	if (action.on === undefined) phone.store = await openGroup(gid);
	return { place, gateway, phone, shelf, items };
}

/** The gateway as a phone reaches it, where a code is as good as the invite's secret. */
function onlineOver(gateway: Gateway, gid: string): typeof fetch {
	const fetch = gateway.phone();
	return async (input, init) => {
		if (!String(input).endsWith('/api/join')) return await fetch(input, init);
		const body = JSON.parse(String(init?.body)) as { code?: string };
		const known = body.code ? { ...body, secret: 'x'.repeat(22), group: gid } : body;
		return await fetch(input, { ...init, body: JSON.stringify(known) });
	};
}

async function syncOnce(gid: string, fetch: typeof globalThis.fetch, urgency: Urgency) {
	const opening = await openReplica(gid).catch((error: unknown) => codeOf(error));
	if (typeof opening === 'string') return { ok: false as const, code: opening };
	const db = opening;
	try {
		const surroundings = {
			...{ fetch, base: 'http://gateway', now: () => new Date(), random: Math.random },
			...{ signal: new AbortController().signal, patience: { headers: 5_000, body: 5_000 } }
		};
		return await runSync({ gid, db, device: here.device }, surroundings, urgency);
	} finally {
		db.close();
	}
}

/** The app is closed and started again: nothing but what is stored is left. */
async function startAgain({ phone }: Run): Promise<void> {
	phone.store?.close();
	here.device = openDevice();
	phone.store = await openGroup(phone.gid);
}

/** What is wrong with the read model of a group, if anything. */
async function modelFlaw(gid: string): Promise<string | undefined> {
	const db = new GroupDatabase(gid, 'relaxed');
	const read = async () => {
		const [doors, tallies] = await Promise.all([db.doors.toArray(), db.tallies.toArray()]);
		const aside = (await db.aside.toArray()).map(({ id, rev, reason }) => ({ id, rev, reason }));
		return JSON.stringify({ doors, tallies, aside });
	};
	await db.open();
	const before = await read();
	const { rebuildModel } = await import('../../src/lib/store/read-model.ts');
	await rebuildModel(db);
	const after = await read();
	db.close();
	return before === after ? undefined : `${before.length} characters, not ${after.length}`;
}

async function leavesHere(gid: string): Promise<string[]> {
	const db = new GroupDatabase(gid, 'relaxed');
	const rows = await db.docs.toArray();
	db.close();
	return rows.flatMap((row) => leavesOf(row).map((leaf) => `${row.id} ${leaf.rev}`)).sort();
}

/** The calls of an action that nothing goes wrong in. */
async function callsOf(action: Action): Promise<Call[]> {
	const run = await take(action);
	const tap = await action.begin(run.phone);
	await settled();
	const watch = watchCalls();
	expect(await tap(), `${action.name} works`).toBeUndefined();
	await settled();
	watch.stop();
	expect(await action.effect(run.phone), `${action.name} does its work`).toBe(1);
	run.phone.store?.close();
	return watch.calls;
}

/** Lets the k-th call fail, and answers what is wrong with the product then. */
async function failAt(
	action: Action,
	nth: number,
	how: string
): Promise<{ flaws: string[]; failed: boolean }> {
	const flaws: string[] = [];
	const check = (good: boolean, flaw: string) => void (good || flaws.push(flaw));
	unheard.length = 0;
	const run = await take(action);
	const { phone } = run;
	const tap = await action.begin(phone);
	await settled();
	const watch = watchCalls((_, n) => (n === nth ? how : undefined));
	const told = await within(tap());
	await settled();
	watch.stop();
	const failed = watch.failed !== undefined;
	if (told === 'never') return { flaws: ['it never ends'], failed };
	check(told !== 'unexpected', `it says ${told}`);
	check(told === undefined || errorText(told).length > 20, `no words for ${told}`);
	check(unheard.length === 0, `nobody heard of ${unheard.map(String).join()}`);

	const done = await look(run, action, flaws);
	if (told === undefined) check(done === 1, `it said that it worked, and it is there ${done} times`);
	else if (!action.repeatable) check(done === 0, `it said ${told}, and it is there ${done} times`);

	if (told !== undefined) {
		const again = await within(tap().catch((error: unknown) => String(error)));
		check(again === undefined, `the second time it says ${again}`);
		await settled();
		check((await look(run, action, flaws)) === 1, 'the second time it is not there once');
	}
	if (action.ends) return { flaws, failed };
	const [group] = await here.device.groups();
	// What changes nothing that is sent is followed to the server every third time.
	if (group && group.state !== 'demo' && (!action.repeatable || nth % 3 === 0)) {
		phone.gid = group.id;
		await startAgain(run);
		if (action.on !== 'empty')
			check((await action.effect(phone)) === 1, 'after a start it is not there once');
		const first = await phone.sync('now');
		check(first.ok, `sync: ${JSON.stringify(first)}`);
		const ashore = await run.gateway.leaves();
		check((await leavesHere(group.id)).join() === ashore.join(), 'the server has something else');
		check((await phone.store.unsent()).total === 0, 'not all is sent');
		const lost = run.place.documents.filter((id) => !ashore.some((leaf) => leaf.startsWith(`${id} `)));
		check(lost.length === 0, `lost: ${lost.join()}`);
		if (nth % 4 === 0) {
			const second = await phone.sync('check');
			check(second.ok && second.sent === 0, `a second round: ${JSON.stringify(second)}`);
			check((await run.gateway.leaves()).join() === ashore.join(), 'a second round changes something');
		}
		if (action.on !== 'empty' && !action.waits)
			check((await action.effect(phone)) === 1, 'after sync it is not there once');
	}
	phone.store?.close();
	check(unheard.length === 0, `later nobody heard of ${unheard.map(String).join()}`);
	return { flaws, failed };
}

async function look(run: Run, action: Action, flaws: string[]): Promise<number | 'never' | undefined> {
	const { phone } = run;
	if (!action.ends && (await phone.databases()).includes(`toadlane-group-${phone.gid}`)) {
		const flaw = await modelFlaw(phone.gid);
		if (flaw) flaws.push(`the read model is not what the documents say: ${flaw}`);
	}
	if (!phone.store && action.on !== 'empty' && !action.ends) phone.store = await openGroup(phone.gid);
	return await within(action.effect(phone)).catch((error: unknown) => {
		flaws.push(`can't be looked at: ${String(error)}`);
		return undefined;
	});
}

/** Of many equal calls in a row, such as the rows of a file, these fail: the first ones, the last ones, some between. */
function isTried(calls: readonly Call[], at: number): boolean {
	const same = (other: number) =>
		calls[other]?.layer === calls[at]?.layer && calls[other]?.what === calls[at]?.what;
	let before = 0;
	while (same(at - before - 1)) before++;
	let after = 0;
	while (same(at + after + 1)) after++;
	return before < 2 || after < 1 || before % 24 === 0;
}

/** What was tried, over all actions. */
const tried = { actions: 0, calls: 0, runs: 0, layers: new Map<string, number>() };

test.each(userActions.map((action) => [action.name, action] as const))(
	'%s',
	async (_, action) => {
		// Where something else was still going on in one of them, its calls do not come again.
		const passes = [await callsOf(action), await callsOf(action), await callsOf(action)];
		const calls = passes.reduce((a, b) => (b.length < a.length ? b : a));
		const flaws: string[] = [];
		let runs = 0;
		let expected = 0;
		for (const [i, { layer, what }] of calls.entries()) {
			if (!isTried(calls, i)) continue;
			const ways = waysToFail[layer];
			const how = ways[i % ways.length] ?? ways[0];
			const found = await failAt(action, i + 1, how);
			flaws.push(...found.flaws.map((flaw) => `call ${i + 1}, ${layer} ${what}, ${how}: ${flaw}`));
			if (found.failed) runs++;
			expected++;
		}
		// How a round is cut into calls depends a little on time.
		expect(runs).toBeGreaterThan(expected * 0.9);
		expect(flaws).toEqual([]);
		tried.actions++;
		tried.calls += calls.length;
		tried.runs += runs;
		for (const { layer } of calls) tried.layers.set(layer, (tried.layers.get(layer) ?? 0) + 1);
	},
	120_000
);

test('fault 33: the k-th call fails, for every k of everything that people do', (here) => {
	const { actions, calls, runs, layers } = tried;
	expect(actions).toBe(userActions.length);
	const of = (...names: Layer[]) => names.reduce((sum, name) => sum + (layers.get(name) ?? 0), 0);
	const figure =
		`${actions} actions make ${calls} calls: ${of('open', 'begin', 'request', 'commit')} of IndexedDB, ` +
		`${of('read', 'write')} of localStorage, ${of('network')} of the network; told with its code or done, all or nothing, ` +
		'done again, sent';
	report(here, 33, { ...newCount(), runs }, figure);
});
