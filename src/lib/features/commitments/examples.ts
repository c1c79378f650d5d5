/** A dozen commitments that groups really make, to begin from: six in each area. */
import { m } from '$lib/i18n';
import type { Area } from '$lib/records';
import {
	emptyDraft,
	monthsFrom,
	type CommitmentDraft,
	type Counted,
	type FedWords
} from './commitment-draft.ts';

export interface Example {
	id: string;
	area: Area;
	title: string;
	difference: string;
	label: string;
	unit: string;
	target: number;
	/** Months from today until it is due. */
	months: number;
	counted?: Counted;
}

/** Labels and units of the measures that count by themselves. */
export const fedWords = (): FedWords => ({
	doors: { label: m.commitments_fed_doors_label(), unit: m.commitments_fed_doors_unit() },
	talks: { label: m.commitments_fed_talks_label(), unit: m.commitments_fed_talks_unit() },
	cards: { label: m.commitments_fed_cards_label(), unit: m.commitments_fed_cards_unit() }
});

/** All examples in today's language. */
export function examples(): Example[] {
	const fed = fedWords();
	return [
		{
			id: 'cards',
			area: 'action',
			title: m.commitments_example_cards_title(),
			difference: m.commitments_example_cards_difference(),
			...fed.cards,
			counted: 'cards',
			target: 400,
			months: 3
		},
		{
			id: 'doors',
			area: 'action',
			title: m.commitments_example_doors_title(),
			difference: m.commitments_example_doors_difference(),
			...fed.doors,
			counted: 'doors',
			target: 400,
			months: 6
		},
		{
			id: 'party',
			area: 'action',
			title: m.commitments_example_party_title(),
			difference: m.commitments_example_party_difference(),
			label: m.commitments_example_party_measure(),
			unit: m.commitments_unit_households(),
			target: 40,
			months: 6
		},
		{
			id: 'swap',
			area: 'action',
			title: m.commitments_example_swap_title(),
			difference: m.commitments_example_swap_difference(),
			label: m.commitments_example_swap_measure(),
			unit: m.commitments_unit_items(),
			target: 300,
			months: 12
		},
		{
			id: 'meetup',
			area: 'action',
			title: m.commitments_example_meetup_title(),
			difference: m.commitments_example_meetup_difference(),
			label: m.commitments_example_meetup_measure(),
			unit: m.commitments_unit_people(),
			target: 60,
			months: 6
		},
		{
			id: 'cleanup',
			area: 'action',
			title: m.commitments_example_cleanup_title(),
			difference: m.commitments_example_cleanup_difference(),
			label: m.commitments_example_cleanup_measure(),
			unit: m.commitments_unit_bags(),
			target: 50,
			months: 6
		},
		{
			id: 'directory',
			area: 'enterprise',
			title: m.commitments_example_directory_title(),
			difference: m.commitments_example_directory_difference(),
			label: m.commitments_example_directory_measure(),
			unit: m.commitments_unit_coops(),
			target: 25,
			months: 4
		},
		{
			id: 'flyer',
			area: 'enterprise',
			title: m.commitments_example_flyer_title(),
			difference: m.commitments_example_flyer_difference(),
			...fed.cards,
			counted: 'cards',
			target: 400,
			months: 6
		},
		{
			id: 'orders',
			area: 'enterprise',
			title: m.commitments_example_orders_title(),
			difference: m.commitments_example_orders_difference(),
			label: m.commitments_example_orders_measure(),
			unit: m.commitments_unit_pounds(),
			target: 1000,
			months: 12
		},
		{
			id: 'referrals',
			area: 'enterprise',
			title: m.commitments_example_referrals_title(),
			difference: m.commitments_example_referrals_difference(),
			label: m.commitments_example_referrals_measure(),
			unit: m.commitments_unit_referrals(),
			target: 20,
			months: 12
		},
		{
			id: 'members',
			area: 'enterprise',
			title: m.commitments_example_members_title(),
			difference: m.commitments_example_members_difference(),
			label: m.commitments_example_members_measure(),
			unit: m.commitments_unit_members(),
			target: 50,
			months: 12
		},
		{
			id: 'meeting',
			area: 'enterprise',
			title: m.commitments_example_meeting_title(),
			difference: m.commitments_example_meeting_difference(),
			label: m.commitments_example_meeting_measure(),
			unit: m.commitments_unit_coops(),
			target: 6,
			months: 4
		}
	];
}

/** The form filled from an example, with a day counted from `today`. */
export function draftFrom(example: Example, today: Date): CommitmentDraft {
	const { area, title, difference, label, unit, target, months, counted = 'person' } = example;
	const by = monthsFrom(today, months);
	return { ...emptyDraft, area, title, difference, label, unit, counted, target: String(target), by };
}
