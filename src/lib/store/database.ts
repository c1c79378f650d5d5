import { Dexie, type DexieOptions, type Table } from 'dexie';
import type { DoorDay } from '../rules/index.ts';
import type { DocRow, LocalRow, MetaRow } from './adapter/tables.ts';
import { adapterTables } from './adapter/tables.ts';
import type { DoorRow, SetAside, SyncState } from './types.ts';

/** A door as the read model keeps it. */
export interface StoredDoor extends DoorRow {
	/** How many visits, undos and suppressions its fold is made of. */
	facts: number;
	/** Visits came, the door itself did not yet: counted, but in no list. */
	bare?: 1;
}

/** Sums over doors' folds. */
interface Sums {
	doors: number;
	once: number;
	visits: number;
}

/** Counts of one patch; `id` is the patch's. */
export interface Tally extends Sums {
	id: string;
	done: number;
	/** Doors never visited. */
	fresh: number;
	/** How many of its visited doors wait for what: a `Wait` as JSON, and a count. */
	waiting: Record<string, number>;
}

/** Counts of all patches together: one row however many records there are. */
export interface Total extends Sums {
	id: 'group';
	days: Record<string, Omit<DoorDay, 'day'>>;
}

/** A revision written on this phone that the server was not yet seen to have. */
export interface UnsentRow {
	id: string;
	rev: string;
	/** When it was written, or found missing on the server. */
	at: string;
	/** Why the server would not take it. */
	reason?: string;
	refused_at?: string;
}

/** What tells one server's database from a restored, older or new one. */
export interface ServerIdentity {
	epoch?: string;
	instance?: string;
	/** Only falls when the database went back in time. */
	update_seq: number;
}

/** Small rows about the store itself and about sync, by name. */
export interface StateRows {
	/** Which version of the read model the tables hold. */
	model: { version: number };
	sync: Omit<SyncState, 'unsent'>;
	/** How far this phone has read the server's feed, and which server that was. */
	pull: { since: string | number; caught_up: boolean; server: ServerIdentity };
	audit: { at: string };
	recovery: { at: string; wiped: boolean; restored: number; lost: number; names?: string[] };
	/** Copies of the device's id and of this database's identity: no second database is opened before the first list. */
	phone: { device: string; uuid: string | undefined };
}

/** Raised when what is folded, or how, changes: the read model is then made anew. */
export const modelVersion = 4;
/** Raised with every change of the tables or of what stands in them: an app older than the store must not write. */
export const layoutVersion = 4;

/** Tables that the fold writes, beside the documents. */
export const modelTables = ['doors', 'tallies', 'aside'];

/** From here on documents are looked for by ranges of keys. */
const many = 100;

/** Another IndexedDB than the global one, such as a second phone's in a test. */
export type Storage = Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'>;

/** First and last id of each kind. */
function rangesOf(ids: readonly string[]): [low: string, high: string][] {
	const ranges = new Map<string, [string, string]>();
	for (const id of ids) {
		const kind = id.slice(0, id.indexOf(':') + 1);
		const range = ranges.get(kind);
		if (!range) ranges.set(kind, [id, id]);
		else if (id < range[0]) range[0] = id;
		else if (id > range[1]) range[1] = id;
	}
	return [...ranges.values()];
}

export class GroupDatabase extends Dexie {
	declare docs: Table<DocRow, string>;
	declare local: Table<LocalRow, string>;
	declare meta: Table<MetaRow, string>;
	declare doors: Table<StoredDoor, string>;
	declare tallies: Table<Tally | Total, string>;
	declare aside: Table<SetAside, string>;
	declare unsent: Table<UnsentRow, [string, string]>;
	declare state: Table<{ id: keyof StateRows }, string>;

	/** `strict` waits until the disk has it: for what a person did. `relaxed`: for what can be fetched again. */
	constructor(gid: string, durability: 'strict' | 'relaxed', storage: Storage = {}) {
		super(`toadlane-group-${gid}`, {
			chromeTransactionDurability: durability,
			cache: 'disabled',
			...storage
		});
		this.version(layoutVersion).stores({
			...adapterTables('data.door'),
			doors: 'id',
			tallies: 'id',
			aside: 'id',
			unsent: '[id+rev]',
			state: 'id'
		});
	}

	/**
	 * The documents' rows, in order. Many are mostly new ones of a first pull: then a list of the keys that are there is
	 * one question, where asking for each would be thousands.
	 */
	async rowsOf(ids: readonly string[]): Promise<(DocRow | undefined)[]> {
		if (ids.length === 1) return [await this.docs.get(ids[0] as string)];
		if (ids.length < many) return await this.docs.bulkGet([...ids]);
		const limit = 10 * ids.length;
		const lists = await Promise.all(
			rangesOf(ids).map(([low, high]) =>
				this.docs.where('id').between(low, high, true, true).limit(limit).primaryKeys()
			)
		);
		if (lists.some((keys) => keys.length === limit)) return await this.docs.bulkGet([...ids]);
		const there = new Set(lists.flat());
		const known = ids.filter((id) => there.has(id));
		const rows = new Map((await this.docs.bulkGet(known)).map((row) => [row?.id, row]));
		return ids.map((id) => rows.get(id));
	}

	/** Whether a newer app has been at work here. Dexie opens such a database all the same; it multiplies by ten. */
	isNewer(): boolean {
		// There is none while the connection is closed; whatever is asked next says so.
		const connection = this.backendDB() as IDBDatabase | null;
		return !!connection && connection.version > layoutVersion * 10;
	}

	async readState<K extends keyof StateRows>(id: K): Promise<StateRows[K] | undefined> {
		return stateIn<K>(await this.state.get(id));
	}

	/** Two rows in one go. */
	async readStates<A extends keyof StateRows, B extends keyof StateRows>(
		a: A,
		b: B
	): Promise<[StateRows[A] | undefined, StateRows[B] | undefined]> {
		const [first, second] = await this.state.bulkGet([a, b]);
		return [stateIn<A>(first), stateIn<B>(second)];
	}

	/** The counts of every patch. */
	async patchTallies(): Promise<Tally[]> {
		return (await this.tallies.where('id').between('patch:', 'patch;').toArray()) as Tally[];
	}

	async total(): Promise<Total | undefined> {
		return (await this.tallies.get('group')) as Total | undefined;
	}

	async writeState<K extends keyof StateRows>(id: K, row: StateRows[K]): Promise<void> {
		await this.state.put({ ...row, id });
	}
}

function stateIn<K extends keyof StateRows>(row: { id: string } | undefined): StateRows[K] | undefined {
	if (!row) return undefined;
	const { id: _name, ...state } = row;
	return state as unknown as StateRows[K];
}
