import { m } from '$lib/i18n';
import type { Visit } from '$lib/records';

/** What may be noted at a door beside the result. */
export interface VisitDetails {
	interests: string[];
	offers: string[];
	needs: string[];
	left: ('card' | 'leaflet')[];
	note: string;
}

export const nothingNoted = (): VisitDetails => ({
	interests: [],
	offers: [],
	needs: [],
	left: [],
	note: ''
});

/** What was noted with a visit, as it was before it was saved. */
export function detailsOf({ interests, offers, needs, left, note = '' }: Visit): VisitDetails {
	return { interests, offers, needs, left, note };
}

/** How many things are noted that the quick row does not show. */
export function countMore({ offers, needs, note }: VisitDetails): number {
	return offers.length + needs.length + (note.trim() === '' ? 0 : 1);
}

/** A table of words as what may be chosen. */
export const options = <V extends string>(words: Record<V, () => string>) =>
	(Object.keys(words) as V[]).map((value) => ({ value, label: words[value]() }));

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

export const interestOptions = () => options(INTERESTS);
export const leftOptions = () => options(LEFT);
