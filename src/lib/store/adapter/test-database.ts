import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import memory from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';
import { adapterTables, dexieAdapter, type AdapterOptions } from './index.ts';

/** Databases for the adapter's tests. */

PouchDB.plugin(dexieAdapter as unknown as PouchDB.Plugin)
	.plugin(memory)
	.plugin(replication);

export type Doc = PouchDB.Core.Document<Record<string, unknown>> & { _rev?: string; _deleted?: boolean };
export type Database = PouchDB.Database<Record<string, unknown>>;

let made = 0;
const opened: Database[] = [];

/** A name that no other test has. */
export const newName = (): string => `adapter-${++made}`;

/** The tables of a database, as a page or a worker opens them. */
export function tablesOf(name: string): Dexie {
	const dexie = new Dexie(name);
	dexie.version(1).stores({ ...adapterTables(), notes: 'id' });
	return dexie;
}

/** A database of this adapter; another instance of it with the same name. */
export function database(name = newName(), options: Partial<AdapterOptions> = {}): Database {
	const given = { adapter: 'dexie', dexie: tablesOf(name), foldTables: ['notes'], ...options };
	const db = new PouchDB<Record<string, unknown>>(name, given as PouchDB.Configuration.DatabaseConfiguration);
	opened.push(db);
	return db;
}

/** PouchDB's own adapter, which ours must not differ from. It keeps no old bodies either. */
export const reference = (): Database => new PouchDB(newName(), { adapter: 'memory', auto_compaction: true });

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
	const isOpen = ({ _closed, _destroyed }: { _closed?: true; _destroyed?: true }) => !_closed && !_destroyed;
	const there = opened.splice(0).filter((db) => isOpen(db as object));
	await Promise.all(there.map((db) => db.close()));
}

/** A revision made elsewhere; its hash and those of its ancestors, nearest first. */
export const grafted = (id: string, hashes: string[], fields: object = {}): Doc => ({
	_id: id,
	_rev: `${hashes.length}-${hashes[0]}`,
	_revisions: { start: hashes.length, ids: hashes },
	...fields
});

/** Writes revisions made elsewhere; answers those that are refused. */
export const graft = (db: Database, ...docs: Doc[]): Promise<unknown[]> =>
	db.bulkDocs(docs, { new_edits: false });
