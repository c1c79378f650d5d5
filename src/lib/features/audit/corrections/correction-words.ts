import { formatDate, m } from '$lib/i18n';
import type { Correction, CorrectedField } from '$lib/rules';

const kinds: Readonly<Record<string, () => string>> = {
	mutual: m.corrections_mutual,
	social_enterprise: m.corrections_social_enterprise,
	charity: m.corrections_charity,
	no: m.corrections_no
};

const words: Readonly<Record<CorrectedField, (seen: string) => string>> = {
	status: (seen) => (seen === 'gone' ? m.corrections_gone() : m.corrections_moved()),
	kind: (seen) => kinds[seen]?.() ?? seen,
	address: (place) => m.corrections_address({ place }),
	position: (position) => m.corrections_position({ position })
};

/** One co-op of which something is otherwise than listed. */
export interface Corrected {
	/** The publisher's number, with the postcode of a branch. */
	id: string;
	name: string;
	/** What was seen, in sentences. */
	said: string;
	seen: string;
}

/** Corrections by co-op, in words. Those of one co-op stand together. */
export function sayCorrections(rows: readonly Correction[]): Corrected[] {
	const each = new Map<string, Corrected>();
	for (const { id: number, postcode, name, field, seen, when } of rows) {
		const id = postcode === undefined ? number : `${number}, ${postcode}`;
		const sentence = words[field](seen);
		const known = each.get(id);
		if (known) known.said = `${known.said} ${sentence}`;
		else each.set(id, { id, name, said: sentence, seen: m.corrections_seen({ day: formatDate(when) }) });
	}
	return [...each.values()];
}
