import { live, type GroupStore } from '$lib/store';
import type { Taken } from '$lib/sync';
import { readKnown } from './known.ts';
import { takeDirectory } from './take-directory.ts';

/** Follows what a group knows of co-ops, and asks the server for a newer directory. Call during component initialisation. */
export function liveKnown(store: GroupStore) {
	const known = live(() => readKnown(store));
	let asked = $state.raw<Taken>();
	function ask() {
		asked = undefined;
		const asking = takeDirectory();
		void asking.then((taken) => (asked = taken));
	}
	$effect(ask);
	return {
		get of() {
			return known;
		},
		/** What the server said to it; nothing while it is being asked. */
		get asked() {
			return asked;
		},
		/** Asks it again. */
		ask,
		/** Why there is no directory, once that is known. */
		get missing(): 'none' | 'empty' | undefined {
			const { directory } = known.current ?? {};
			if (directory) return directory.coops.length === 0 ? 'empty' : undefined;
			return known.ready && asked && typeof asked === 'object' ? 'none' : undefined;
		}
	};
}

export type LiveKnown = ReturnType<typeof liveKnown>;
