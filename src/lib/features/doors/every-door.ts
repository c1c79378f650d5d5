import type { DoorRow, GroupStore, PatchRow } from '$lib/store';

/** All doors of all patches, and each patch's name by its id. */
export async function everyDoor(
	store: Pick<GroupStore, 'patches' | 'doors'>
): Promise<{ rows: DoorRow[]; names: Map<string, string> }> {
	const patches: PatchRow[] = await store.patches();
	const rows = await Promise.all(patches.map(({ _id }) => store.doors(_id)));
	return { rows: rows.flat(), names: new Map(patches.map(({ _id, name }) => [_id, name])) };
}
