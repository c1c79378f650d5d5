import { m } from '$lib/i18n';
import type { Community, Visit } from '$lib/records';

/** What may be noted at a door beside the result. */
export interface VisitDetails {
	interests: string[];
	offers: string[];
	needs: string[];
	left: ('card' | 'leaflet')[];
	note: string;
	/** What they were invited to. */
	invited_to?: string | undefined;
	/** With the results of these names: which language, as BCP 47, and why it is no home. */
	language?: string | undefined;
	not_a_home?: Visit['not_a_home'] | undefined;
}

/** What the group offers to tick, where it has its own choice. */
export type Chips = Pick<Community, 'door_interests' | 'door_offers' | 'door_needs'>;

export const nothingNoted = (): VisitDetails => ({
	interests: [],
	offers: [],
	needs: [],
	left: [],
	note: ''
});

/** What was noted with a visit, as it was before it was saved. */
export function detailsOf(visit: Visit): VisitDetails {
	const { interests, offers, needs, left, note = '', invited_to, language, not_a_home } = visit;
	return { interests, offers, needs, left, note, invited_to, language, not_a_home };
}

/** How many things are noted that the quick row does not show. */
export function countMore({ offers, needs, note }: VisitDetails): number {
	return offers.length + needs.length + (note.trim() === '' ? 0 : 1);
}

/** A table of words as what may be chosen. */
export const options = <V extends string>(words: Record<V, () => string>) =>
	(Object.keys(words) as V[]).map((value) => ({ value, label: words[value]() }));

/** What may be ticked: the group's own choice, a code in its words and anything else as it is, or all of the table. */
export const chosen = (words: Record<string, () => string>, own: readonly string[] | undefined) =>
	own ? own.map((value) => ({ value, label: words[value]?.() ?? value })) : options(words);

export const INTERESTS = {
	food: m.doors_topic_food,
	energy: m.doors_topic_energy,
	street_party: m.doors_topic_street_party,
	growing: m.doors_topic_growing,
	repair: m.doors_topic_repair,
	childcare: m.doors_topic_childcare,
	housing: m.doors_topic_housing,
	money: m.doors_topic_money,
	company: m.doors_topic_company,
	learning: m.doors_topic_learning
};
const LEFT = { card: m.doors_left_card, leaflet: m.doors_left_leaflet };

export const interestOptions = (own?: readonly string[]) => chosen(INTERESTS, own);
export const leftOptions = () => options(LEFT);
