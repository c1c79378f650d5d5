/** What the page of communities shows: the server's answer, or that of the directory on the phone. */
import { writeAsked, type CommunitiesAsked } from '$lib/rules/nation/asked.ts';
import type { Answered, Beside } from './answered.ts';
import { kept } from './kept.svelte.ts';
import { remember } from './said.ts';

/** How long the server may take before the phone answers by itself, and once it has not answered. */
const PATIENCE_MS = 5_000;
const SHORT_PATIENCE_MS = 1_500;

interface Surroundings {
	fetch: typeof globalThis.fetch;
	browser: boolean;
}

/** A server that could not answer; the page says so. */
export class NotAnswered extends Error {
	constructor(readonly status: number) {
		super(`the registry answered ${status}`);
	}
}

async function ask<T>(path: string, { fetch, browser }: Surroundings): Promise<T> {
	if (browser && !navigator.onLine) throw new TypeError('Failed to fetch');
	const patience = kept.away ? SHORT_PATIENCE_MS : PATIENCE_MS;
	const response = await fetch(path, browser ? { signal: AbortSignal.timeout(patience) } : {});
	// A proxy that answers for an origin that is away is no answer.
	if (browser && response.status >= 502 && response.status <= 504) throw new TypeError('Failed to fetch');
	if (!response.ok) throw new NotAnswered(response.status);
	return (await response.json()) as T;
}

/** Answers a question: by the directory where it is open and fresh, else by the server, else by what was kept. */
export async function loadCommunities(asked: CommunitiesAsked, where: Surroundings): Promise<Answered> {
	const { browser } = where;
	const here = browser ? kept.fresh : undefined;
	if (here) return fromPhone(here.answer(asked), here.taken_at);
	try {
		const params = writeAsked(asked).toString();
		const answer = await ask<Answered>(`/api/communities${params && `?${params}`}`, where);
		if (browser) {
			kept.answered(true);
			remember(answer.communities);
		}
		return answer;
	} catch (problem) {
		if (!browser || problem instanceof NotAnswered) throw problem;
		kept.answered(false);
		const directory = await kept.open().catch(() => undefined);
		if (directory) return fromPhone(directory.answer(asked), directory.taken_at);
		return { communities: [], total: 0, dormant: 0, nothing_kept: true };
	}
}

const fromPhone = (answer: Answered, taken_at: string): Answered =>
	kept.old ? { ...answer, as_of: taken_at } : answer;

/** What was shown beside the list last: tags and councils to choose from hardly change while somebody looks around. */
let known: Beside | undefined;

/** What stands beside the list; without a network what the directory knows of it. */
export async function loadBeside(where: Surroundings): Promise<Beside> {
	if (!where.browser) return ask<Beside>('/api/beside', where);
	if (known) return known;
	try {
		return (known = await ask<Beside>('/api/beside', where));
	} catch {
		const directory = await kept.open().catch(() => undefined);
		return { tags: [], councils: [], stories: [], events: [], ...directory?.offered() };
	}
}
