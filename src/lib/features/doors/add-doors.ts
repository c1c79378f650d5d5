import { door, doorId, type Author, type Door, type DoorInput } from '$lib/records';
import { codeOf, type ErrorCode } from '$lib/errors';
import { breathe } from '$lib/rules/breathe.ts';
import type { DoorRow, GroupStore } from '$lib/store';

/** How many doors one patch holds at most: about what a phone lists and walks without effort. */
export const MOST_DOORS = 20_000;

const CHUNK = 250;

export interface Added {
	/** Doors that are in the patch now and were not before. */
	added: number;
	/** Why the phone stopped taking more; what was added stays. */
	failed?: ErrorCode;
}

/**
 * Saves doors some hundreds a transaction, with a pause after each so that the screen stays alive. Interrupted, it can
 * simply be run again: the id of a door follows from its address, so only what is missing is added.
 */
export async function addDoors(
	store: GroupStore,
	patch: string,
	inputs: readonly DoorInput[],
	author: () => Author,
	onprogress: (done: number) => void
): Promise<Added> {
	let added = 0;
	try {
		const there = new Map((await store.doors(patch)).map((row) => [row.id, row]));
		for (let at = 0; at < inputs.length; at += CHUNK) {
			const records = inputs
				.slice(at, at + CHUNK)
				.map((input) => door.make(input, author()))
				.flatMap((made) => (made.ok && !there.has(made.record._id) ? [made.record] : []));
			const fresh = new Map<string, Door>(records.map((record) => [record._id, record]));
			if (fresh.size > 0) await store.put(...fresh.values());
			await placeInBuilding(store, there, inputs.slice(at, at + CHUNK), author);
			added += fresh.size;
			onprogress(Math.min(at + CHUNK, inputs.length));
			await breathe();
		}
	} catch (error) {
		return { added, failed: codeOf(error) };
	}
	return { added };
}

/** Flats that were in the patch before their building was: they learn which it is, and on which floor they are. */
async function placeInBuilding(
	store: GroupStore,
	there: ReadonlyMap<string, DoorRow>,
	inputs: readonly DoorInput[],
	author: () => Author
): Promise<void> {
	for (const input of inputs) {
		const { building, floor } = input;
		const row = building === undefined ? undefined : there.get(doorId(input.patch, input));
		if (row && (row.building !== building || row.floor !== floor))
			await store.edit<Door>(row.id, { building, floor }, author());
	}
}
