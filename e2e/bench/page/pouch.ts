/** What most apps on PouchDB ship: its `idb` adapter and `replicate.from` as they come. */
import idb from 'pouchdb-adapter-idb';
import http from 'pouchdb-adapter-http';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';

PouchDB.plugin(idb).plugin(http).plugin(replication);

/** Pulls all of a group into a new database; answers how many records there are then. */
export async function pouchPull(group: string): Promise<number> {
	const local = new PouchDB(`pouch-${group}`, { adapter: 'idb' });
	await local.replicate.from(new PouchDB(`${location.origin}/sync/group-${group}`));
	const { doc_count } = await local.info();
	await local.close();
	return doc_count;
}
