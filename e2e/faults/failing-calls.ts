import { forceCloseDatabase, IDBDatabase, IDBFactory, IDBObjectStore, IDBTransaction } from 'fake-indexeddb';
import { memoryStorage } from '../../src/lib/store/memory-storage.ts';

/**
 * For tests: every call that the app makes of IndexedDB, localStorage or the network is counted, and one of them
 * fails as browsers and networks fail. IndexedDB is `fake-indexeddb`'s, changed at the places that every request, every
 * transaction and every opening goes through.
 */

export type Layer = 'open' | 'begin' | 'request' | 'commit' | 'write' | 'read' | 'network';

/**
 * How a call of each layer may fail. `closed`: the browser closes the connection under the page. `at once`: the request
 * is not even begun.
 */
export const waysToFail = {
	open: ['UnknownError', 'QuotaExceededError', 'InvalidStateError', 'AbortError', 'SecurityError'],
	begin: ['closed', 'InvalidStateError'],
	request: ['QuotaExceededError', 'UnknownError', 'AbortError', 'closed', 'at once'],
	commit: ['QuotaExceededError', 'UnknownError', 'AbortError', 'closed'],
	write: ['QuotaExceededError', 'SecurityError'],
	read: ['SecurityError'],
	network: ['unreachable', '500', 'cut', 'late', 'lost']
} as const satisfies Record<Layer, readonly string[]>;

export interface Call {
	layer: Layer;
	what: string;
}

/** A stretch of time in which calls are counted. */
export interface Watch {
	calls: Call[];
	/** The call that failed, and how. */
	failed?: Call & { how: string };
	stop(): void;
}

let watching:
	{ calls: Call[]; fail?: (call: Call, nth: number) => string | undefined; watch: Watch } | undefined;

/** Counts calls from here on. `fail` is asked at each call, the first being 1, and answers how it fails, if it does. */
export function watchCalls(fail?: (call: Call, nth: number) => string | undefined): Watch {
	const calls: Call[] = [];
	const watch: Watch = {
		calls,
		stop() {
			if (watching?.watch === watch) watching = undefined;
		}
	};
	watching = { calls, watch, ...(fail && { fail }) };
	return watch;
}

/** Notes a call; answers how it is to fail. */
export function callMade(layer: Layer, what: string): string | undefined {
	if (!watching) return undefined;
	const call = { layer, what };
	watching.calls.push(call);
	const how = watching.fail?.(call, watching.calls.length);
	const ways: readonly string[] = waysToFail[layer];
	// An error that no browser has would prove nothing.
	if (how && !ways.includes(how)) throw new Error(`${layer} does not fail as ${how}`);
	if (how) watching.watch.failed = { ...call, how };
	return how;
}

const failure = (name: string) => new DOMException(`made to fail: ${name}`, name);

/** What was begun and has not ended: transactions, openings, requests of the network, timers. */
const going = new Set<unknown>();
/** What waits for a time that does not come by itself. */
const held = new Map<unknown, () => void>();
/** So long a timer is not waited for; in ms. */
const long = 400;

/**
 * From here on time passes by `passTime` alone, and short timers take no time: what is done some time after a start would
 * else come at any moment, and the order of calls would be another each time.
 */
export function holdTimers(): { release(): void } {
	const { setTimeout, clearTimeout } = globalThis;
	const hold = (run: (...given: unknown[]) => void, after = 0, ...given: unknown[]) => {
		const timer: unknown = after < long ? setImmediate(() => end()) : {};
		const end = () => {
			going.delete(timer);
			run(...given);
		};
		if (after < long) going.add(timer);
		else held.set(timer, end);
		return timer;
	};
	const clear = (timer: unknown) => {
		if (going.delete(timer)) clearImmediate(timer as NodeJS.Immediate);
		else if (!held.delete(timer)) clearTimeout(timer as NodeJS.Timeout);
	};
	Object.assign(globalThis, { setTimeout: hold, clearTimeout: clear });
	return { release: () => void Object.assign(globalThis, { setTimeout, clearTimeout }) };
}

/** The time comes that long timers wait for. */
export function passTime(): void {
	const due = [...held.values()];
	held.clear();
	for (const end of due) end();
}

/** Forgets what never ended on a phone that is put away. */
export function forgetGoing(): void {
	going.clear();
	held.clear();
}

/** Resolves when everything that was begun has come to its end. What never ends is not waited for. */
export async function quiet(): Promise<void> {
	for (let [still, turns] = [0, 0]; still < 12 && turns < 200_000; turns++) {
		await new Promise((resolve) => setImmediate(resolve));
		still = going.size ? 0 : still + 1;
	}
}

/** Something that goes on until one of these events. */
function lasts<T extends EventTarget>(what: T, ...ends: string[]): T {
	going.add(what);
	for (const end of ends) what.addEventListener(end, () => going.delete(what));
	return what;
}

/** The parts of `fake-indexeddb` that its types keep to themselves. */
interface Inside {
	_execRequestAsync(asked: { operation: () => unknown; source?: { name?: string } }): unknown;
	_start(): void;
	_abort(name: string | null): void;
	_state: string;
	_requests: { request: IDBRequest }[];
	mode: string;
	db: IDBDatabase;
}

let changed = false;

/** Makes IndexedDB countable; `indexedDB()` is asked for the factory at each opening, so that phones can be changed. */
export function failingIndexedDB(current: () => IDBFactory): IDBFactory {
	if (!changed) changeIndexedDB();
	changed = true;
	return {
		open: (name: string, version?: number) => opening(`open ${name}`, () => current().open(name, version)),
		deleteDatabase: (name: string) => opening(`delete ${name}`, () => current().deleteDatabase(name)),
		databases: () => current().databases(),
		cmp: (a: unknown, b: unknown) => current().cmp(a, b)
	} as IDBFactory;
}

function opening(what: string, open: () => IDBOpenDBRequest): IDBOpenDBRequest {
	const how = callMade('open', what);
	if (!how) return lasts(open(), 'success', 'error');
	if (how === 'SecurityError') throw failure(how);
	const request = { error: failure(how), readyState: 'done' } as unknown as IDBOpenDBRequest;
	const event = { type: 'error', target: request, preventDefault() {}, stopPropagation() {} };
	setImmediate(() => request.onerror?.(event as unknown as Event));
	return request;
}

function changeIndexedDB(): void {
	const inside = IDBTransaction.prototype as unknown as Inside;
	const { _execRequestAsync: exec, _start: start } = inside;
	inside._execRequestAsync = function (asked) {
		const how = callMade('request', `${this.mode} ${asked.source?.name ?? ''}`);
		if (!how) return exec.call(this, asked);
		if (how === 'at once') throw failure('TransactionInactiveError');
		if (how !== 'closed' && !asked.source) {
			// The making of an index: its failure ends the whole change of the version.
			setImmediate(() => this._abort(how));
		} else if (how !== 'closed') {
			const operation = () => {
				// Where `commit` was called already, nobody can prevent what an error does: the standard's rule.
				if (this._state === 'committing') this._abort(how);
				throw failure(how);
			};
			return exec.call(this, { ...asked, operation });
		}
		const request = exec.call(this, asked);
		if (how === 'closed') setImmediate(() => forceClose(this.db));
		return request;
	};
	inside._start = function () {
		const idle = this._requests.every(({ request }) => request.readyState === 'done');
		if (idle && this._state !== 'finished' && this.mode !== 'readonly') {
			const how = callMade('commit', this.mode);
			if (how === 'closed') return forceClose(this.db);
			if (how) return this._abort(how);
		}
		start.call(this);
	};
	const { transaction } = IDBDatabase.prototype;
	IDBDatabase.prototype.transaction = function (...asked: Parameters<typeof transaction>) {
		if (asked[1] === 'versionchange') return transaction.apply(this, asked);
		const how = callMade('begin', `${asked[1] ?? 'readonly'} ${[asked[0]].flat().join(' ')}`);
		if (how === 'closed') forceClose(this);
		else if (how) throw failure(how);
		return lasts(transaction.apply(this, asked), 'complete', 'abort');
	};
}

/** As browsers do when the disk fails or the site's data is cleared: open transactions end, `close` is told. */
function forceClose(db: IDBDatabase): void {
	const { transactions } = (db as unknown as { _rawDatabase: { transactions: Inside[] } })._rawDatabase;
	for (const one of [...transactions])
		if (one.db === db && one._state !== 'finished') one._abort('AbortError');
	forceCloseDatabase(db as never);
}

/** A `localStorage` whose calls are counted and may fail. */
export function failingStorage(items: Storage = memoryStorage()): Storage {
	const calling = (layer: 'read' | 'write', what: string) => {
		const how = callMade(layer, what);
		if (how) throw failure(how);
	};
	return {
		get length() {
			calling('read', 'length');
			return items.length;
		},
		clear: () => items.clear(),
		getItem(key) {
			calling('read', `getItem ${key}`);
			return items.getItem(key);
		},
		key(index) {
			calling('read', 'key');
			return items.key(index);
		},
		removeItem(key) {
			calling('read', `removeItem ${key}`);
			items.removeItem(key);
		},
		setItem(key, value) {
			calling('write', `setItem ${key}`);
			items.setItem(key, value);
		}
	};
}

/** A `fetch` whose calls are counted and may fail. `late` is how long an answer takes that comes too late. */
export function failingFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
	return async (input, init) => {
		const how = callMade('network', new URL(String(input)).pathname);
		const asking = {};
		going.add(asking);
		try {
			return await failing(how, () => fetch(input, init));
		} finally {
			going.delete(asking);
		}
	};
}

async function failing(how: string | undefined, ask: () => Promise<Response>): Promise<Response> {
	if (!how) return await ask();
	if (how === 'unreachable') throw new TypeError('Failed to fetch');
	if (how === 'late') throw new DOMException('late', 'TimeoutError');
	if (how === '500') return new Response('<h1>Oh dear</h1>', { status: 500 });
	const answer = await ask();
	if (how === 'lost') throw new TypeError('Failed to fetch');
	const text = await answer.text();
	const { status, headers } = answer;
	return new Response(text ? text.slice(0, text.length / 2) : null, { status, headers });
}

/** Every row of every database, so that a phone can be made again from where it stood. */
export type Dump = {
	name: string;
	version: number;
	stores: {
		name: string;
		keyPath: string | string[];
		indexes: { name: string; keyPath: string | string[]; multiEntry: boolean; unique: boolean }[];
		rows: unknown[];
	}[];
}[];

const answerOf = <T>(request: IDBRequest<T>) =>
	new Promise<T>((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('failed'));
	});

export async function dumpPhone(factory: IDBFactory): Promise<Dump> {
	const dump: Dump = [];
	for (const { name = '', version = 1 } of await factory.databases()) {
		const db = await answerOf(factory.open(name, version));
		const names = [...db.objectStoreNames];
		const within = db.transaction(names, 'readonly');
		const stores = await Promise.all(
			names.map(async (each) => {
				const store: IDBObjectStore = within.objectStore(each);
				const indexes = [...store.indexNames].map((index) => {
					const { keyPath, multiEntry, unique } = store.index(index);
					return { name: index, keyPath, multiEntry, unique };
				});
				return { name: each, keyPath: store.keyPath ?? '', indexes, rows: await answerOf(store.getAll()) };
			})
		);
		db.close();
		dump.push({ name, version, stores });
	}
	return dump;
}

export async function phoneFrom(dump: Dump): Promise<IDBFactory> {
	const factory = new IDBFactory();
	for (const { name, version, stores } of dump) {
		const request = factory.open(name, version);
		request.onupgradeneeded = () => {
			for (const { name: store, keyPath, indexes, rows } of stores) {
				const made = request.result.createObjectStore(store, { keyPath });
				for (const { name: index, keyPath: path, ...more } of indexes) made.createIndex(index, path, more);
				for (const row of rows) made.put(row);
			}
		};
		(await answerOf(request)).close();
	}
	return factory;
}
