/** How many people are interested where somebody looks: asked for beside the list, which never waits for it without a network. */
import type { CommunitiesAsked } from '$lib/rules/nation/asked.ts';
import { kept } from './kept.svelte.ts';
import type { Interest } from './load-interest.ts';

/** The list is shown without it rather than later. */
const PATIENCE_MS = 1_500;

interface Surroundings {
	fetch: typeof globalThis.fetch;
	browser: boolean;
}

/** Nothing where nobody is, nobody answers, or no place may be meant: then nothing more is loaded. */
export async function askInterest(
	asked: CommunitiesAsked,
	{ fetch, browser }: Surroundings
): Promise<Interest | undefined> {
	if (asked.placeless || (!asked.query && !asked.near)) return undefined;
	if (browser && (kept.away || !navigator.onLine)) return undefined;
	try {
		const { loadInterest } = await import('./load-interest.ts');
		const patience = browser ? { signal: AbortSignal.timeout(PATIENCE_MS) } : {};
		return await loadInterest(asked, (path) => fetch(path, patience));
	} catch {
		return undefined;
	}
}
