import { IDBDatabase, IDBFactory, IDBTransaction } from 'fake-indexeddb';

/** Raised in a process that is no more: whatever it still tries has no effect. */
export class Dead extends Error {
	constructor() {
		super('the process is dead');
		this.name = 'Dead';
	}
}

/** One process of a phone: a page or a worker. */
export interface Process {
	alive: boolean;
	/** Called before every storage call; kills the process, or throws, when its time has come. */
	calls(): void;
}

interface Connection {
	_rawDatabase: {
		transactions: { _state: string; db: object; abort(): void }[];
		connections: { close(): void }[];
	};
}

const owners = new WeakMap<object, Process>();

/** Every request and every transaction of IndexedDB asks the process that makes it first. */
function watch(prototype: object, method: string, connectionOf: (self: never) => object): void {
	const methods = prototype as Record<string, (...args: unknown[]) => unknown>;
	const original = methods[method];
	if (!original) throw new Error(`fake-indexeddb has no ${method} any more`);
	methods[method] = function (this: never, ...args) {
		owners.get(connectionOf(this))?.calls();
		return original.apply(this, args);
	};
}
watch(IDBDatabase.prototype, 'transaction', (self) => self);
watch(IDBTransaction.prototype, '_execRequestAsync', ({ db }: { db: object }) => db);

/** A process's view of the phone's IndexedDB. */
export function storageOf(factory: IDBFactory, process: Process): object {
	return {
		open(name: string, version?: number) {
			process.calls();
			const request = factory.open(name, version);
			const claim = () => owners.set(request.result as unknown as object, process);
			request.addEventListener('upgradeneeded', claim);
			request.addEventListener('success', claim);
			return request;
		},
		deleteDatabase: (name: string) => {
			process.calls();
			return factory.deleteDatabase(name);
		},
		databases: () => factory.databases(),
		cmp: (a: unknown, b: unknown) => factory.cmp(a, b)
	};
}

/**
 * What a phone's processes leave when they all die at once, or `one` of them does: transactions under way are gone,
 * connections closed.
 */
export function cutOff(factory: IDBFactory, one?: Process): void {
	const isGone = (connection: object) => !one || owners.get(connection) === one;
	const { _databases } = factory as unknown as { _databases: Map<string, Connection['_rawDatabase']> };
	for (const database of _databases.values()) {
		for (const transaction of [...database.transactions]) {
			if (!isGone(transaction.db)) continue;
			if (transaction._state === 'active' || transaction._state === 'inactive') transaction.abort();
		}
		for (const connection of database.connections.filter(isGone)) connection.close();
	}
}

/** localStorage as a process sees it; it is written at once, and a dead process writes nothing. */
export function shelfOf(shelf: Storage, process: Process): Storage {
	return {
		get length() {
			return shelf.length;
		},
		clear: () => shelf.clear(),
		getItem: (key) => shelf.getItem(key),
		key: (index) => shelf.key(index),
		removeItem(key) {
			process.calls();
			shelf.removeItem(key);
		},
		setItem(key, value) {
			process.calls();
			shelf.setItem(key, value);
		}
	};
}
