/** What is counted at an event: which of it its kind is about, and how it is said. */
import { formatNumber, formatPence, m } from '$lib/i18n';
import { TALLIED, type EventKind, type Tallied } from '$lib/records';
import type { Sums } from '$lib/rules';

/** What is weighed or paid: typed as an amount, not tapped. */
export const isTyped = (of: Tallied): boolean => of === 'gram' || of === 'pence';

/** The most that one count can be: a tonne, or £10,000. */
export const MOST_AT_ONCE = 1_000_000;

const PEOPLE: readonly Tallied[] = ['person', 'new_person'];
const OF_KIND: Partial<Record<EventKind, readonly Tallied[]>> = {
	street_party: ['pence'],
	clothes_swap: ['item_in', 'item_out', 'gram'],
	clean_up: ['bag', 'gram']
};

/** What is shown at once at an event of this kind: what it is about, and whatever was counted there. */
export function shownAt(kind: EventKind, sums: Sums): Tallied[] {
	const about = [...PEOPLE, ...(OF_KIND[kind] ?? [])];
	return TALLIED.filter((of) => about.includes(of) || sums[of] !== 0);
}

export const COUNTED: Record<Tallied, () => string> = {
	person: m.guests_count_person,
	new_person: m.guests_count_new_person,
	item_in: m.guests_count_item_in,
	item_out: m.guests_count_item_out,
	bag: m.guests_count_bag,
	gram: m.guests_count_gram,
	pence: m.guests_count_pence
};

/** "84", "12.5 kg", "£123.40". */
export function countedWords(value: number, of: Tallied): string {
	if (of === 'pence') return formatPence(value).replace(/\.00$/, '');
	return of === 'gram' ? m.guests_kilograms({ shown: kilograms(value) }) : formatNumber(value);
}

const kilograms = (grams: number) =>
	new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 }).format(grams / 1000);
