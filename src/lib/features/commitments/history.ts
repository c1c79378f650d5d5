/** The log of a commitment as people read it. */
import type { Progress } from '$lib/records';
import { standingEntries } from '$lib/rules';

export interface HistoryItem {
	entry: Progress;
	state: 'counts' | 'taken_back' | 'corrected';
	/** The entry that counts in its stead, where it was corrected. */
	by?: Progress;
}

/** Newest first; what was corrected stands right below its correction. */
export function historyOf(entries: readonly Progress[], undone: ReadonlySet<string>): HistoryItem[] {
	const standing = new Set(standingEntries(entries, undone));
	const corrections = new Map<string, Progress>();
	for (const entry of entries.toSorted(newestFirst).reverse())
		if (entry.corrects && !undone.has(entry._id)) corrections.set(entry.corrects, entry);
	return entries.toSorted(newestFirst).map((entry): HistoryItem => {
		if (undone.has(entry._id)) return { entry, state: 'taken_back' };
		if (standing.has(entry)) return { entry, state: 'counts' };
		const by = corrections.get(entry._id) ?? corrections.get(entry.corrects ?? '');
		return { entry, state: 'corrected', ...(by && { by }) };
	});
}

const newestFirst = (a: Progress, b: Progress): number =>
	compare(b.at, a.at) || compare(b.created_at, a.created_at) || compare(b._id, a._id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
