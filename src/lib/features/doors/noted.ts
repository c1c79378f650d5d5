import { m } from '$lib/i18n';
import { INTERESTS, options } from './details.ts';

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

export const offerOptions = () => options(OFFERS);
export const needOptions = () => options(NEEDS);

/** The words for noted codes; one that this version does not know is shown as it is. */
export function sayNoted(kind: 'interests' | 'offers' | 'needs', codes: readonly string[]): string {
	const words: Partial<Record<string, () => string>> = { interests: INTERESTS, offers: OFFERS, needs: NEEDS }[
		kind
	];
	return codes.map((code) => words[code]?.() ?? code).join(', ');
}
