import { formatDate, m } from '$lib/i18n';
import type { Also, Commitment } from '$lib/records';
import { formatAmount } from '$lib/ui';
import type { DraftProblem, Prompt } from './commitment-draft.ts';

/** An area's name. */
export const areaName = (area: Commitment['area']): string =>
	area === 'action' ? m.commitments_area_action() : m.commitments_area_enterprise();

/** What is wrong with a field, said as a neighbour would. */
export function problemWords({ field, code, limit = 0 }: DraftProblem): string {
	switch (code) {
		case 'choose':
			return m.commitments_problem_choose();
		case 'required':
			return field === 'by' ? m.commitments_problem_date() : m.commitments_problem_required();
		case 'number':
			return m.commitments_problem_number();
		case 'too_long':
			return m.commitments_problem_too_long({ limit });
		case 'characters':
		case 'hostile':
			return m.commitments_problem_hostile();
		case 'contradiction':
			return field === 'by' ? m.commitments_problem_date_after() : m.commitments_problem_other();
		default:
			return field === 'by' ? m.commitments_problem_date() : m.commitments_problem_other();
	}
}

const prompts: Record<Prompt, () => string> = {
	measure: m.commitments_ask_measure,
	vague: m.commitments_ask_vague,
	target: m.commitments_ask_target,
	same: m.commitments_ask_same,
	down: m.commitments_ask_down,
	by: m.commitments_ask_by,
	past: m.commitments_ask_past,
	far: m.commitments_ask_far
};

/** A friendly question as words. */
export const promptWords = (prompt: Prompt | undefined): string | undefined => prompt && prompts[prompt]();

/** What a fed measure counts, in a sentence; undefined when people write it down. */
export function fedSentence({ measure }: Pick<Commitment, 'measure'>): string | undefined {
	if (measure.fed_by === 'doors') return m.commitments_fed_by_doors();
	if (measure.fed_by === 'talks') return m.commitments_fed_by_talks();
	if (measure.fed_by === 'cards') return m.commitments_fed_by_cards();
	return undefined;
}

/** The name of a field that two phones changed. */
export function fieldName(field: string): string {
	const names: Record<string, () => string> = {
		title: m.commitments_two_places_field_title,
		difference: m.commitments_two_places_field_difference,
		measure: m.commitments_two_places_field_measure,
		baseline: m.commitments_two_places_field_baseline,
		target: m.commitments_two_places_field_target,
		dropped: m.commitments_two_places_field_dropped
	};
	return (names[field] ?? m.commitments_two_places_field_other)();
}

/** A field's value as words, for choosing between two. */
export function fieldValue(commitment: Commitment, field: string, value: Also['value']): string {
	if (field === 'dropped')
		return value ? m.commitments_two_places_dropped() : m.commitments_two_places_goes_on();
	if (value === undefined) return m.commitments_two_places_nothing();
	if (field === 'target') {
		const { value: amount, by } = value as Commitment['target'];
		return `${formatAmount(amount, commitment.measure)} ${m.commitments_by({ date: formatDate(by) })}`;
	}
	if (field === 'baseline') return formatAmount((value as Commitment['baseline']).value, commitment.measure);
	if (field === 'measure') {
		const { label, unit } = value as Commitment['measure'];
		return `${label} (${unit})`;
	}
	return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}
