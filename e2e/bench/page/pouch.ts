/**
 * PouchDB 9 on its `idb` adapter, on the page, as most apps ship it; as it comes, and with the options that suit a
 * large group. The state of the doors stands in a second, local database that is brought up to date after each visit:
 * the two can't be written together. PouchDB offers no strict durability: what it says is saved may not be on disk.
 */
import idb from 'pouchdb-adapter-idb';
import http from 'pouchdb-adapter-http';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';
import type { Door } from '../../../src/lib/records/index.ts';
import { compareDoors } from '../../../src/lib/rules/index.ts';
import type { DoorRow } from '../../../src/lib/store/index.ts';
import type { Candidate } from './candidate.ts';
import { count, doorRange, rowOf } from './rows.ts';

PouchDB.plugin(idb).plugin(http).plugin(replication);

interface Row {
	row: DoorRow;
}

/** What batches a replication takes; none: PouchDB's own. */
const TUNED = {
	pull: { batch_size: 1000, batches_limit: 4, checkpoint: 'target' },
	push: { batch_size: 1000, checkpoint: 'source' }
} as const;

/** PouchDB's errors are no `Error`s, and say nothing outside the page. */
async function said<T>(work: PromiseLike<T>): Promise<T> {
	try {
		return await work;
	} catch (problem) {
		throw new Error(JSON.stringify(problem), { cause: problem });
	}
}

export function pouchStore(tuned: boolean): Candidate {
	let records: PouchDB.Database;
	let rows: PouchDB.Database<Row>;
	const options = (way: 'pull' | 'push') => (tuned ? TUNED[way] : {});
	const remote = (group: string) => new PouchDB(`${location.origin}/sync/group-${group}`);
	const local = (group: string) => new PouchDB(`pouch-${group}`, { adapter: 'idb' });

	async function doors(patch: string) {
		const [startkey, endkey] = doorRange(patch);
		const all = await rows.allDocs({ startkey, endkey, include_docs: true });
		return all.rows.map(({ doc }) => doc!.row).sort(compareDoors);
	}

	return {
		async open(group) {
			records = local(group);
			rows = new PouchDB<Row>(`pouch-rows-${group}`, { adapter: 'idb' });
			const { doc_count } = await rows.info();
			if (doc_count > 0) return;
			const all = await records.allDocs<Door>({ startkey: 'door:', endkey: 'door;', include_docs: true });
			await rows.bulkDocs(all.rows.map(({ id, doc }) => ({ _id: id, row: rowOf(doc as unknown as Door) })));
		},
		async put(visit) {
			await records.put(visit);
			const row = await rows.get(visit.door);
			count(row.row, visit);
			await rows.put(row);
		},
		doors,
		watch(patch, saw) {
			const tell = () => void doors(patch).then(saw);
			const changes = rows.changes({ since: 'now', live: true }).on('change', tell);
			tell();
			return () => changes.cancel();
		},
		async pull(group) {
			const into = local(group);
			await said(into.replicate.from(remote(group), options('pull')));
			const { doc_count } = await into.info();
			await into.close();
			return doc_count;
		},
		async fill(visits) {
			await records.bulkDocs([...visits]);
		},
		async push(group) {
			const from = local(group);
			const { docs_written } = await said(from.replicate.to(remote(group), options('push')));
			return docs_written;
		}
	};
}
