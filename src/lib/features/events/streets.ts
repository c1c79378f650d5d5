import type { GroupStore } from '$lib/store';

/** A street that the group has doors on, in one of its patches. */
export interface StreetRow {
	patch: string;
	/** The patch's name. */
	name: string;
	street: string;
	doors: number;
}

/** All of them, by name; inside `live()` they stay up to date. */
export async function streetsOf(store: GroupStore): Promise<StreetRow[]> {
	const patches = await store.patches();
	const lists = await Promise.all(patches.map(({ _id }) => streetsIn(store, _id)));
	const rows = patches.flatMap(({ _id, name }, i) =>
		(lists[i] ?? []).map(([street, doors]) => ({ patch: _id, name, street, doors }))
	);
	return rows.sort((a, b) => a.street.localeCompare(b.street, 'en-GB') || (a.name < b.name ? -1 : 1));
}

/** The named streets of a patch, with how many homes each has. */
export async function streetsIn(
	store: GroupStore,
	patch: string
): Promise<[street: string, homes: number][]> {
	const counts = new Map<string, number>();
	for (const { street } of await store.doors(patch)) counts.set(street, (counts.get(street) ?? 0) + 1);
	return [...counts].filter(([street]) => street !== '');
}
