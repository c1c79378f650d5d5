import type { Suppression, Undo, Visit } from '$lib/records';

type Entry = Visit | Undo | Suppression;

/** Ids of what was taken back. */
export function takenBack(history: readonly Entry[]): Set<string> {
	return new Set(history.flatMap((one) => (one.type === 'undo' ? [one.of] : [])));
}

/** The blocks of a door that no *They moved* has lifted yet: what a new one lifts. */
export function openBlocks(history: readonly Entry[]): Suppression[] {
	const suppressions = history.filter((one) => one.type === 'suppression');
	const lifted = new Set(suppressions.flatMap(({ lifts = [] }) => lifts));
	return suppressions.filter(({ _id, kind }) => kind !== 'moved' && !lifted.has(_id));
}

/** When each door was last asked, or seen, not to be called on. */
export function blockedSince(suppressions: readonly Suppression[]): Map<string, string> {
	const since = new Map<string, string>();
	for (const { door, kind, created_at } of suppressions)
		if (kind !== 'moved' && created_at > (since.get(door) ?? '')) since.set(door, created_at);
	return since;
}
