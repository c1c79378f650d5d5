/** The app's own store, opened as a page of the app opens it, and the sync engine that its worker runs. */
import { liveQuery } from 'dexie';
import { GroupDatabase } from '../../../src/lib/store/database.ts';
import { device, openKnown, type GroupStore } from '../../../src/lib/store/index.ts';
import { prepare } from '../../../src/lib/store/prepare.ts';
import { runSync } from '../../../src/lib/sync/run.ts';
import type { Candidate } from './candidate.ts';

export function ourStore(): Candidate {
	let store: GroupStore;
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
		async pull(group) {
			const db = new GroupDatabase(group, 'relaxed');
			await prepare(db);
			const outcome = await runSync(
				{ gid: group, db, device },
				{
					fetch: (...asked) => fetch(...asked),
					base: location.origin,
					now: () => new Date(),
					random: Math.random,
					signal: new AbortController().signal
				}
			);
			if (!outcome.ok) throw new Error(`Sync ended with ${outcome.code}`);
			const count = (await db.meta.get('db'))?.count ?? 0;
			db.close();
			return count;
		}
	};
}
