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
	forgetGoing,
	holdTimers,
	passTime,
	phoneFrom,
	quiet,
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
import { said, seed } from './seed.ts';
import type { Action, Phone } from './sweep-action.ts';
import { someRecords, userActions } from './sweep-actions.ts';

/**
 * Fault 33: the k-th call of IndexedDB, localStorage or the network fails, for every k of everything that a person can
 * do. Afterwards the person was told the truth, all of it is there or nothing, it can be done again, and it is sent.
 *
 * Each run draws from another seed how each call fails, so that in time all ways are tried. `FAULT_SEED=n` plays a run
 * again; `SWEEP=all` lets every call fail in every way, which takes half an hour.
 */

const everything = process.env.SWEEP === 'all';

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
const { setTimeout: realTimeout } = globalThis;
const timers = holdTimers();
beforeAll(() => void process.on('unhandledRejection', hear));
afterAll(() => {
	process.off('unhandledRejection', hear);
	timers.release();
});
afterEach(() => vi.unstubAllGlobals());

const entryOf = (gid: string): DeviceGroup => ({
	...{ id: gid, name: 'Spotland', member: me, member_name: 'Ann', role: 'organiser', state: 'creating' },
	...{ secret: '1'.repeat(64), added_at: at }
});

/** What has not ended by then never ends, however busy the machine; in ms. */
const patience = 20_000;

/** The answer, or `never` where none comes. */
async function within<T>(work: Promise<T>): Promise<T | 'never'> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<'never'>((resolve) => (timer = realTimeout(() => resolve('never'), patience)));
	return await Promise.race([work, late]).finally(() => clearTimeout(timer));
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
	await quiet();
	forgetGoing();
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
		databases: async () => (await here.factory.databases()).map(({ name }) => name ?? ''),
		gateway,
		leaves: () => leavesHere(phone.gid),
		async later() {
			passTime();
			await quiet();
		}
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
	await quiet();
	const watch = watchCalls();
	expect(await tap(), `${action.name} works`).toBeUndefined();
	await quiet();
	watch.stop();
	const flaws: string[] = [];
	expect(await look(run, action, flaws), `${action.name} does its work`).toBe(1);
	expect(flaws).toEqual([]);
	run.phone.store?.close();
	return watch.calls;
}

/** Lets the k-th call fail, and answers what is wrong with the product then. */
async function failAt(
	action: Action,
	{ nth, layer, what, how }: Try
): Promise<{ flaws: string[]; failed: boolean }> {
	const flaws: string[] = [];
	const check = (good: boolean, flaw: string) => void (good || flaws.push(flaw));
	unheard.length = 0;
	const run = await take(action);
	const { phone } = run;
	const tap = await action.begin(phone);
	await quiet();
	// Where the calls came in another order than when they were counted, none fails, and the run does not count.
	const isMeant = (call: Call) => call.layer === layer && nameless(call.what) === nameless(what);
	const watch = watchCalls((call, n) => (n === nth && isMeant(call) ? how : undefined));
	const told = await within(tap());
	await quiet();
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
		await quiet();
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
		const ashore = run.gateway.leaves();
		check((await leavesHere(group.id)).join() === ashore.join(), 'the server has something else');
		check((await phone.store.unsent()).total === 0, 'not all is sent');
		const lost = run.place.documents.filter((id) => !ashore.some((leaf) => leaf.startsWith(`${id} `)));
		check(lost.length === 0, `lost: ${lost.join()}`);
		if (nth % 4 === 0) {
			const second = await phone.sync('check');
			check(second.ok && second.sent === 0, `a second round: ${JSON.stringify(second)}`);
			check(run.gateway.leaves().join() === ashore.join(), 'a second round changes something');
		}
		if (action.on !== 'empty' && !action.waits)
			check((await action.effect(phone)) === 1, 'after sync it is not there once');
	}
	phone.store?.close();
	check(unheard.length === 0, `later nobody heard of ${unheard.map(String).join()}`);
	return { flaws, failed };
}

/** Without the ids that differ from phone to phone. */
const nameless = (what: string) => what.split(/[0-9a-z]{26}/)[0];

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

/** A call, counted from 1 on, and how it is to fail. */
interface Try extends Call {
	nth: number;
	how: string;
}

const triesOf = (calls: readonly Call[]): Try[] =>
	calls.flatMap(({ layer, what }, i) => {
		const ways: readonly string[] = waysToFail[layer];
		return (everything ? ways : [ways[(i + seed) % ways.length] as string]).map((how) => ({
			nth: i + 1,
			layer,
			what,
			how
		}));
	});

/** What was tried, over all actions. */
const tried = { actions: 0, calls: 0, runs: 0, layers: new Map<string, number>() };

test.each(userActions.map((action) => [action.name, action] as const))(
	'%s',
	async (_, action) => {
		// The first time the app's modules are still cold.
		await callsOf(action);
		const calls = await callsOf(action);
		const flaws: string[] = [];
		let runs = 0;
		const tries = triesOf(calls);
		for (const one of tries) {
			const { nth, layer, what, how } = one;
			const found = await failAt(action, one);
			flaws.push(...found.flaws.map((flaw) => `call ${nth}, ${layer} ${what}, ${how}: ${flaw}`));
			if (found.failed) runs++;
		}
		expect(flaws, said).toEqual([]);
		expect(runs, `of ${tries.length} calls that were to fail, ${said}`).toBe(tries.length);
		tried.actions++;
		tried.calls += calls.length;
		tried.runs += runs;
		for (const { layer } of calls) tried.layers.set(layer, (tried.layers.get(layer) ?? 0) + 1);
	},
	everything ? 3_600_000 : 120_000
);

test('fault 33: the k-th call fails, for every k of everything that people do', (here) => {
	const { actions, calls, runs, layers } = tried;
	expect(actions).toBe(userActions.length);
	const of = (...names: Layer[]) => names.reduce((sum, name) => sum + (layers.get(name) ?? 0), 0);
	const figure =
		`${runs} of ${calls} calls of ${actions} actions, each in one way, another in each run: ${of('open', 'begin', 'request', 'commit')} of IndexedDB, ` +
		`${of('read', 'write')} of localStorage, ${of('network')} of the network; told with its code or done, all or nothing, ` +
		'done again, sent';
	report(here, 33, { ...newCount(), runs }, figure, 'model');
});
