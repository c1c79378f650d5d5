import { liveQuery } from 'dexie';
import type { GroupDatabase } from './database.ts';

/** Calls `grown` whenever there are more unsent rows than before, in any tab. Answers how to stop. */
export function watchUnsent(db: GroupDatabase, grown: () => void): () => void {
	let before: number | undefined;
	const watching = liveQuery(() => db.unsent.count()).subscribe((count) => {
		if (before !== undefined && count > before) grown();
		before = count;
	});
	return () => watching.unsubscribe();
}
