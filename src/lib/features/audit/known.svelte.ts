/** What a group knows of co-ops: the directory on this phone, its own, and what was seen of each. */
import type { AuditNote, Coop, Undo } from '$lib/records';
import { takenBack } from '$lib/rules';
import { live, reference, type GroupStore, type KeptDirectory } from '$lib/store';
import type { Taken } from '$lib/sync';
import { takeDirectory } from './take-directory.ts';

export interface Known {
	/** Nothing before this phone took it. */
	directory: KeptDirectory | undefined;
	/** Those that the group added and did not take back. */
	own: Coop[];
	/** Without what was taken back. */
	notes: AuditNote[];
}

/** Reads it once. */
export async function readKnown(store: GroupStore): Promise<Known> {
	const [directory, coops, notes, undos] = await Promise.all([
		reference.coops(),
		store.list<Coop>('coop'),
		store.list<AuditNote>('audit'),
		store.list<Undo>('undo')
	]);
	const undone = takenBack(undos);
	const stands = ({ _id }: { _id: string }) => !undone.has(_id);
	return { directory, own: coops.filter(stands), notes: notes.filter(stands) };
}

/** Follows it, and asks the server for a newer directory. Call during component initialisation. */
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
