import httpAdapter from 'pouchdb-adapter-http';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';
import { dexieAdapter } from '../store/adapter/adapter.ts';
import { modelTables } from '../store/database.ts';
import { foldInto } from '../store/read-model.ts';
import { SyncFailure } from './failure.ts';
import { fetchRevisions, mustAdvance, type Pull } from './pull.ts';
import { isFeedPage, type DatabaseInfo, type FeedPage } from './shapes.ts';

PouchDB.plugin(httpAdapter)
	.plugin(replication)
	.plugin(dexieAdapter as unknown as PouchDB.Plugin);

interface Steady extends Pull {
	/** Origin of the server. */
	base: string;
	info: DatabaseInfo;
	signal: AbortSignal;
}

/** Documents in one transaction: taps on the page wait for no more than this. */
const batch = 500;

/**
 * PouchDB's one-off replication from the server, from `since` on; never `live`, which stops for good after a 401 or
 * a reply that never comes. Its requests go over our line. `note` is called with each place safely reached.
 */
export async function replicateFrom(
	task: Steady,
	since: string | number,
	note: (since: string | number) => Promise<void>
): Promise<void> {
	const here = new PouchDB(task.db.name, {
		...({ adapter: 'dexie', dexie: task.db, fold: foldInto(task.db), foldTables: modelTables } as object)
	});
	const problem: { failure?: unknown } = {};
	const there = remoteOver(task, (failure) => (problem.failure ??= failure));
	const notes: Promise<void>[] = [];
	try {
		const run = PouchDB.replicate(there, here, {
			since,
			batch_size: batch,
			batches_limit: 2,
			style: 'all_docs',
			// Without a checkpoint PouchDB would not heed `since`; this one is written on the phone alone.
			checkpoint: 'target'
		} as PouchDB.Replication.ReplicateOptions);
		run.on('change', (change) => {
			const noted = note(change.last_seq);
			// Heard of when the round is over; until then a failure must not count as unhandled.
			noted.catch(() => undefined);
			notes.push(noted);
		});
		const stop = () => run.cancel();
		task.signal.addEventListener('abort', stop);
		try {
			const result = await run;
			await Promise.all(notes);
			if (!result.ok || task.signal.aborted) throw new SyncFailure('server_trouble');
			await note(result.last_seq);
		} finally {
			task.signal.removeEventListener('abort', stop);
		}
	} catch (error) {
		// What went wrong on the line says more than what PouchDB made of it.
		throw problem.failure ?? error;
	} finally {
		await Promise.allSettled([here.close(), there.close()]);
	}
}

/** The server's database for PouchDB. Only the feed goes through PouchDB's own requests, over our line. */
function remoteOver(task: Steady, failed: (failure: unknown) => void): PouchDB.Database {
	const address = task.base + task.database;
	const remote = new PouchDB(address, {
		skip_setup: true,
		fetch: async (url: string) => {
			try {
				const answer = await task.line.ask<FeedPage>(String(url).slice(task.base.length), {
					is: isFeedPage
				});
				mustAdvance(new URL(url).searchParams.get('since') ?? '', answer);
				return { ok: true, status: 200, json: async () => answer } as Response;
			} catch (failure) {
				failed(failure);
				throw failure;
			}
		}
	} as PouchDB.Configuration.DatabaseConfiguration);
	return Object.assign(remote, {
		id: async () => address,
		info: async () => ({ ...task.info, adapter: 'http' }),
		async bulkGet({ docs }: { docs: { id: string; rev: string }[] }) {
			try {
				const got = await fetchRevisions(task, docs);
				return { results: got.map((ok) => ({ id: ok._id, docs: [{ ok }] })) };
			} catch (failure) {
				failed(failure);
				throw failure;
			}
		}
	});
}
