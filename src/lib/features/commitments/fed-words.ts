import { m } from '$lib/i18n';
import type { FedWords } from './commitment-draft.ts';

/** Labels and units of the measures that count by themselves. */
export const fedWords = (): FedWords => ({
	doors: { label: m.commitments_fed_doors_label(), unit: m.commitments_fed_doors_unit() },
	talks: { label: m.commitments_fed_talks_label(), unit: m.commitments_fed_talks_unit() },
	cards: { label: m.commitments_fed_cards_label(), unit: m.commitments_fed_cards_unit() }
});
