import { m } from '$lib/i18n';

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

/** How many things are noted that the quick row does not show. */
export function countMore({ offers, needs, note }: VisitDetails): number {
	return offers.length + needs.length + (note.trim() === '' ? 0 : 1);
}

const options = <V extends string>(words: Record<V, () => string>) =>
	(Object.keys(words) as V[]).map((value) => ({ value, label: words[value]() }));

const INTERESTS = {
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
const OFFERS = {
	time: m.doors_offer_time,
	skills: m.doors_offer_skills,
	tools: m.doors_offer_tools,
	space: m.doors_offer_space,
	lift: m.doors_offer_lift,
	baking: m.doors_offer_baking,
	contacts: m.doors_offer_contacts
};
const NEEDS = {
	visit: m.doors_need_visit,
	shopping: m.doors_need_shopping,
	lift: m.doors_need_lift,
	small_jobs: m.doors_need_small_jobs,
	cheaper_food: m.doors_need_cheaper_food,
	cheaper_energy: m.doors_need_cheaper_energy,
	advice: m.doors_need_advice
};
const LEFT = { card: m.doors_left_card, leaflet: m.doors_left_leaflet };

export const interestOptions = () => options(INTERESTS);
export const offerOptions = () => options(OFFERS);
export const needOptions = () => options(NEEDS);
export const leftOptions = () => options(LEFT);

/** The words for noted codes; one that this version does not know is shown as it is. */
export function sayNoted(kind: 'interests' | 'offers' | 'needs', codes: readonly string[]): string {
	const words: Partial<Record<string, () => string>> = { interests: INTERESTS, offers: OFFERS, needs: NEEDS }[
		kind
	];
	return codes.map((code) => words[code]?.() ?? code).join(', ');
}
