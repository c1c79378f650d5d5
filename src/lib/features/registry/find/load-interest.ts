/** How many people near the place that was asked for are interested. Brings its sentence along: imported where there is a place. */
import type { Component, ComponentProps } from 'svelte';
import type { SaidCount } from '$lib/rules/interested.ts';
import { writeAsked, type CommunitiesAsked } from '$lib/rules/nation/asked.ts';
import { districtAsked } from '$lib/rules/nation/find.ts';
import InterestedNear from '../interested/InterestedNear.svelte';

/** A sentence with what it says. */
export interface Interest {
	Sentence: Component<ComponentProps<typeof InterestedNear>>;
	near: SaidCount;
	at?: string;
}

/** Nothing where no place was asked for, nobody is interested or nobody answers. */
export async function loadInterest(
	{ query, near }: CommunitiesAsked,
	ask: (path: string) => Promise<Response>
): Promise<Interest | undefined> {
	const at = near ? undefined : districtAsked(query);
	if (!near && !at) return undefined;
	const answer = await ask(`/api/interested?${writeAsked(near ? { near } : { query: at })}`);
	if (!answer.ok) return undefined;
	const { people } = (await answer.json()) as { people: SaidCount };
	return people === 0 ? undefined : { Sentence: InterestedNear, near: people, at };
}
