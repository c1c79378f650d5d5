/** The phone's directory as this page has it: fetched once it is wanted, and held ready. */
import type { Directory } from './directory.ts';

/** For so long an answer of the directory is as good as the server's. */
const FRESH_MS = 10 * 60_000;

let directory = $state.raw<Directory>();
let asking: Promise<Directory | undefined> | undefined;
/** The last question to the server was not answered. */
let away = $state(false);

const isFresh = (one: Directory) => Date.now() - Date.parse(one.taken_at) < FRESH_MS;

export const kept = {
	/** As good as the server's answer. */
	get fresh(): Directory | undefined {
		return directory && isFresh(directory) ? directory : undefined;
	},

	/** Held ready: fresh, or the only one that answers. */
	get atHand(): Directory | undefined {
		return directory && (away || isFresh(directory)) ? directory : undefined;
	},

	/** Whether the server did not answer the last question. */
	get away(): boolean {
		return away;
	},

	/** What was kept is all there is until the server answers again: it may have changed since. */
	get old(): boolean {
		return away || (directory !== undefined && !isFresh(directory));
	},

	/** Whether the server answered the last question. */
	answered(yes: boolean): void {
		away = !yes;
	},

	/** Fetches the directory where it is not here, or no longer fresh. Never fails: without it the server is asked. */
	want(): Promise<Directory | undefined> {
		if (directory && isFresh(directory)) return Promise.resolve(directory);
		asking ??= import('./directory.ts')
			.then(({ takeDirectory }) => takeDirectory())
			.then(
				(found) => (directory = found ?? directory),
				() => undefined
			)
			.finally(() => (asking = undefined));
		return asking;
	},

	/** The directory as it was kept, without asking anybody. */
	async open(): Promise<Directory | undefined> {
		if (directory) return directory;
		const { readDirectory } = await import('./directory.ts');
		return (directory ??= await readDirectory());
	}
};

/** Whether somebody asked their browser to be sparing: then nothing is fetched that was not asked for. */
export const isSparing = (): boolean =>
	(navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
