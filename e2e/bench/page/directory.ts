/** The directory's own work in a page, each job beside the least that a browser needs for the same. */
import { findCoops, indexCoops, openPack, type CoopIndex } from '../../../src/lib/rules/index.ts';

let text = '';
let index: CoopIndex | undefined;

const timed = (job: () => unknown): number => {
	const start = performance.now();
	job();
	return performance.now() - start;
};

const directory = {
	async take(path: string) {
		text = await (await fetch(path)).text();
	},
	/** From the text to a directory that answers questions. */
	open: () =>
		timed(() => {
			const pack = openPack(JSON.parse(text));
			if (!pack.ok) throw new Error(pack.why);
			index = indexCoops(pack.directory.coops);
		}),
	/** The same text read, and nothing made of it. */
	parse: () => timed(() => JSON.parse(text)),
	/** A question of a list's length; with `near` the nearest first. */
	find: (words: string, near?: [number, number]) =>
		timed(() => findCoops(index!, { words, limit: 21, ...(near && { near }) })),
	/** A look through the same texts for one word, with neither order nor limit. */
	scan: (word: string) => timed(() => index!.texts.filter((text) => text.includes(word)))
};
export type DirectoryPage = typeof directory;
window.directory = directory;

declare global {
	interface Window {
		directory: DirectoryPage;
	}
}
