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
	const lists = await Promise.all(patches.map(({ _id }) => store.doors(_id)));
	const rows = patches.flatMap(({ _id, name }, i) => {
		const counts = new Map<string, number>();
		for (const { street } of lists[i] ?? []) counts.set(street, (counts.get(street) ?? 0) + 1);
		return [...counts].map(([street, doors]) => ({ patch: _id, name, street, doors }));
	});
	return rows.sort((a, b) => a.street.localeCompare(b.street, 'en-GB') || (a.name < b.name ? -1 : 1));
}
