/**
 * How many people are interested where somebody looks, with the sentence that says so. Imported where a place may be meant: the
 * page of most lists comes without it.
 */
import type { Component, ComponentProps } from 'svelte';
import type { SaidCount } from '$lib/rules/interested.ts';
import { writeAsked, type CommunitiesAsked } from '$lib/rules/nation/asked.ts';
import { districtAsked } from '$lib/rules/nation/district-asked.ts';
import InterestedNear from '../interested/InterestedNear.svelte';
import { kept } from './kept.svelte.ts';

/** The list is shown without it rather than later. */
const PATIENCE_MS = 1_500;

/** A sentence with what it says. */
export interface Interest {
	Sentence: Component<ComponentProps<typeof InterestedNear>>;
	near: SaidCount;
	at?: string;
}

interface Surroundings {
	fetch: typeof globalThis.fetch;
	browser: boolean;
}

/** Nothing where no place was asked for, nobody is interested or nobody answers: the list stands without it. */
export async function askInterest(
	{ query, near, placeless }: CommunitiesAsked,
	{ fetch, browser }: Surroundings
): Promise<Interest | undefined> {
	const at = near ? undefined : districtAsked(query);
	if (placeless || (!near && !at)) return undefined;
	if (browser && (kept.away || !navigator.onLine)) return undefined;
	const path = `/api/interested?${writeAsked(near ? { near } : { query: at })}`;
	try {
		const answer = await fetch(path, browser ? { signal: AbortSignal.timeout(PATIENCE_MS) } : {});
		if (!answer.ok) return undefined;
		const { people } = (await answer.json()) as { people: SaidCount };
		return people === 0 ? undefined : { Sentence: InterestedNear, near: people, at };
	} catch {
		return undefined;
	}
}
