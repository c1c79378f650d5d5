import { Dexie, liveQuery } from 'dexie';
import type { GroupDatabase } from './database.ts';

/** When unsent rows of a database last changed in any tab or worker, by `performance.now()`. */
const changed = new Map<string, number>();

Dexie.on('storagemutated', (parts) => {
	for (const part of Object.keys(parts)) {
		const [, name] = /^idb:\/\/(.*)\/unsent\/$/.exec(part) ?? [];
		if (name) changed.set(name, performance.now());
	}
});

/** Milliseconds since something was saved to be sent, in any tab; `Infinity` when nothing was while this thread ran. */
export const sinceSaved = (db: GroupDatabase): number =>
	performance.now() - (changed.get(db.name) ?? -Infinity);

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
