/** How the form and the pages name what counts by itself. */
import { m } from '$lib/i18n';
import type { Feed } from '$lib/records';
import type { FedMeasure } from './commitment-draft.ts';

interface FedWords extends FedMeasure {
	/** Of the choice. */
	name: string;
	sentence: string;
}

const words: Record<Feed, () => FedWords> = {
	doors: () => ({
		name: m.commitments_counted_doors(),
		label: m.commitments_fed_doors_label(),
		unit: m.commitments_fed_doors_unit(),
		sentence: m.commitments_fed_by_doors()
	}),
	talks: () => ({
		name: m.commitments_counted_talks(),
		label: m.commitments_fed_talks_label(),
		unit: m.commitments_fed_talks_unit(),
		sentence: m.commitments_fed_by_talks()
	}),
	cards: () => ({
		name: m.commitments_counted_cards(),
		label: m.commitments_fed_cards_label(),
		unit: m.commitments_fed_cards_unit(),
		sentence: m.commitments_fed_by_cards()
	}),
	attendance: () => ({
		name: m.measures_attendance(),
		label: m.measures_attendance_label(),
		unit: m.measures_attendance_unit(),
		sentence: m.measures_attendance_fed()
	}),
	items: () => ({
		name: m.measures_items(),
		label: m.measures_items_label(),
		unit: m.measures_items_unit(),
		sentence: m.measures_items_fed()
	}),
	saved: () => ({
		name: m.measures_saved(),
		label: m.measures_saved_label(),
		unit: '£',
		sentence: m.measures_saved_fed()
	}),
	referred: () => ({
		name: m.measures_referred(),
		label: m.measures_referred_label(),
		unit: m.measures_referred_unit(),
		sentence: m.measures_referred_fed()
	}),
	audited: () => ({
		name: m.measures_audited(),
		label: m.measures_audited_label(),
		unit: m.measures_audited_unit(),
		sentence: m.measures_audited_fed()
	})
};

/** The words of what counts by itself. */
export const fedWords = (feed: Feed): FedWords => words[feed]();

/** The label and the unit of a measure that it counts for. */
export function fedMeasure(feed: Feed): FedMeasure {
	const { label, unit } = fedWords(feed);
	return { label, unit };
}
