import { liveQuery } from 'dexie';
import type { GroupDatabase } from './database.ts';

/** After a count that failed; in ms. */
const pause = 5_000;

/** Calls `grown` whenever there are more unsent rows than before, in any tab. Answers how to stop. */
export function watchUnsent(db: GroupDatabase, grown: () => void): () => void {
	let before: number | undefined;
	let watching: { unsubscribe(): void };
	let again: ReturnType<typeof setTimeout> | undefined;
	const watch = () => {
		watching = liveQuery(() => db.unsent.count()).subscribe({
			next(count) {
				if (before !== undefined && count > before) grown();
				before = count;
			},
			error() {
				again = setTimeout(watch, pause);
			}
		});
	};
	watch();
	return () => {
		clearTimeout(again);
		watching.unsubscribe();
	};
}
