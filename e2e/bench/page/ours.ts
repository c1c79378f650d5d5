/** The app's own store, opened as a page of the app opens it, and the sync engine that its worker runs. */
import { liveQuery } from 'dexie';
import { groupDatabase } from '../../../src/lib/records/index.ts';
import { device, openKnown, type GroupStore } from '../../../src/lib/store/index.ts';
import { openReplica } from '../../../src/lib/store/replica.ts';
import { openLine, type Surroundings } from '../../../src/lib/sync/line.ts';
import { signInAs } from '../../../src/lib/sync/membership.ts';
import { packing } from '../../../src/lib/sync/packing.ts';
import { push } from '../../../src/lib/sync/push.ts';
import { runSync } from '../../../src/lib/sync/run.ts';
import type { Candidate } from './candidate.ts';

let store: GroupStore;

/** The store that was opened last, for what only ours can do. */
export const openedStore = (): GroupStore => store;

export function ourStore(): Candidate {
	return {
		async open(group) {
			const known = await openKnown(group);
			if (!known) throw new Error(`This phone does not know ${group}`);
			store = known.store;
		},
		put: (visit) => store.put(visit),
		doors: (patch) => store.doors(patch),
		watch(patch, saw) {
			const subscription = liveQuery(() => store.doors(patch)).subscribe(saw);
			return () => subscription.unsubscribe();
		},
		fill: (visits) => store.put(...visits),
		async pull(group) {
			const db = await openReplica(group);
			const outcome = await runSync({ gid: group, db, device }, surroundings());
			if (!outcome.ok) throw new Error(`Sync ended with ${outcome.code}`);
			const count = (await db.meta.get('db'))?.count ?? 0;
			db.close();
			return count;
		},
		async push(group) {
			const db = await openReplica(group);
			const around = surroundings();
			const line = openLine(around, signInAs(device, group));
			const database = `/sync/${groupDatabase(group)}`;
			const task = { db, line, database, surroundings: around, again: false, moved: false };
			const { sent } = await push(task);
			db.close();
			return sent;
		}
	};
}

/** As the app's worker has them. */
const surroundings = (): Surroundings => ({
	fetch: packing(fetch.bind(globalThis)),
	base: location.origin,
	now: () => new Date(),
	random: Math.random,
	signal: new AbortController().signal
});
