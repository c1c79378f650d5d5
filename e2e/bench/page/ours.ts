/** The app's own store, opened as a page of the app opens it. */
import { liveQuery } from 'dexie';
import { openGroup, type GroupStore } from '../../../src/lib/store/index.ts';
import type { Candidate } from './candidate.ts';

const BATCH = 500;

export function ourStore(): Candidate {
	let store: GroupStore;
	return {
		async open(group) {
			store = await openGroup(group);
		},
		async load(records) {
			for (let at = 0; at < records.length; at += BATCH) await store.put(...records.slice(at, at + BATCH));
		},
		put: (visit) => store.put(visit),
		doors: (patch) => store.doors(patch),
		watch(patch, saw) {
			const subscription = liveQuery(() => store.doors(patch)).subscribe(saw);
			return () => subscription.unsubscribe();
		},
		pull: () => Promise.reject(new Error('not there yet')),
		close: () => store.close()
	};
}
