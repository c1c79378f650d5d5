import { formatNumber, m } from '$lib/i18n';
import type { Bring, BringSort } from '$lib/records';
import type { FoodBalance } from '$lib/rules';
import { isGivenBack, type BringAct, type Section } from './bring-list.ts';

export const SECTION_NAMES: Record<Section, () => string> = {
	food: m.guests_section_food,
	kit: m.guests_section_kit,
	role: m.guests_section_role,
	other: m.guests_section_other
};

export const SORT_NAMES: Record<BringSort, () => string> = {
	savoury: m.guests_sort_savoury,
	sweet: m.guests_sort_sweet,
	drink: m.guests_sort_drink,
	kit: m.guests_sort_kit,
	role: m.guests_sort_role,
	other: m.guests_sort_other
};

const ACTS: Record<BringAct, () => string> = {
	mine: m.guests_act_mine,
	here: m.guests_act_here,
	back: m.guests_act_back,
	release: m.guests_act_release,
	strike: m.guests_act_strike
};
const ACTS_OF_ROLES: Partial<Record<BringAct, () => string>> = {
	mine: m.guests_act_mine_role,
	here: m.guests_act_here_role,
	release: m.guests_act_release_role
};

/** What can be done with something on the list. */
export const actWords = (act: BringAct, sort: BringSort): string =>
	((sort === 'role' && ACTS_OF_ROLES[act]) || ACTS[act])();

/** "6 × Folding tables". */
export const itemWords = ({ item, quantity }: Pick<Bring, 'item' | 'quantity'>): string =>
	quantity === 1 ? item : m.guests_item_many({ quantity: formatNumber(quantity), item });

/** How it stands with something on the list; `who` is the name of whoever brings it. */
export function standsWords(one: Bring, who: string | undefined): string {
	const name = who ?? m.guests_somebody();
	const role = one.sort === 'role';
	if (one.state === 'wanted') return role ? m.guests_wanted_role() : m.guests_wanted();
	if (one.state === 'promised') {
		if (role) return m.guests_promised_role({ name });
		return one.sort === 'kit' ? m.guests_promised_kit({ name }) : m.guests_promised({ name });
	}
	if (isGivenBack(one)) return m.guests_given_back({ name });
	if (!who) return m.guests_here();
	return role ? m.guests_here_role({ name }) : m.guests_here_from({ name });
}

/** Whether the food comes out even, in plain words. */
export function balanceWords({ sweet, savoury, short }: FoodBalance): string {
	if (sweet + savoury === 0) return m.guests_food_none();
	if (short === 'savoury') return m.guests_food_savoury();
	return short === 'sweet' ? m.guests_food_sweet() : m.guests_food_even();
}
