import { formatDate, m } from '$lib/i18n';
import type { Also, Commitment, Measure, Member } from '$lib/records';
import { isFed } from '$lib/rules';
import { formatAmount } from '$lib/ui';
import type { Prompt } from './ask-back.ts';
import type { DraftProblem } from './commitment-draft.ts';
import { isAnswer, isChange, type EntryProblem } from './entry.ts';
import { fedWords } from './fed-words.ts';

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
		case 'comma':
			return m.measures_problem_comma();
		case 'pence':
			return m.measures_problem_pence();
		case 'scale':
			return m.measures_problem_scale();
		case 'too_long':
			return m.commitments_problem_too_long({ limit });
		case 'characters':
		case 'hostile':
			return m.commitments_problem_hostile();
		case 'contradiction':
			if (field === 'target') return m.measures_problem_better();
			return field === 'by' ? m.commitments_problem_date_after() : m.commitments_problem_other();
		default:
			return field === 'by' ? m.measures_problem_calendar() : m.commitments_problem_other();
	}
}

/** What is wrong with an entry at one of its fields. */
export function entryProblem(problems: readonly EntryProblem[], field: string): string | undefined {
	const found = problems.find((one) => (one.field === 'note' ? 'note' : 'value') === field);
	return found && problemWords({ ...found, field: '' });
}

/** What is asked for when progress is logged. */
export function entryLabel(measure: Measure): string {
	if (isAnswer(measure)) return m.measures_log_answer();
	if (isChange(measure))
		return measure.kind === 'money' ? m.measures_log_more_money() : m.measures_log_more();
	return measure.kind === 'money' ? m.measures_log_money() : m.commitments_log_value();
}

const prompts: Record<Prompt, () => string> = {
	difference: m.measures_ask_difference,
	whom: m.measures_ask_whom,
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
	return measure.fed_by && isFed(measure) ? fedWords(measure.fed_by).sentence : undefined;
}

/** The ICA's seven co-operative principles in plain words, by their numbers. */
export const principles: Readonly<Record<string, () => string>> = {
	1: m.measures_principle_1,
	2: m.measures_principle_2,
	3: m.measures_principle_3,
	4: m.measures_principle_4,
	5: m.measures_principle_5,
	6: m.measures_principle_6,
	7: m.measures_principle_7
};

/** How often somebody means to look. */
export const checkIns: Readonly<Record<NonNullable<Commitment['check_in']>, () => string>> = {
	weekly: m.measures_check_in_weekly,
	monthly: m.measures_check_in_monthly,
	quarterly: m.measures_check_in_quarterly
};

/** That it is time to look, so many days after the last entry or, where there is none, after it began. */
export const lookWords = (days: number, logged: boolean): string =>
	(logged ? m.measures_look : m.measures_look_never)({ weeks: Math.floor(days / 7) });

/** A member's name, for an id that may be of somebody who has left. */
export const nameIn = (members: readonly Member[], id: string): string =>
	members.find(({ _id }) => _id === id)?.name ?? m.commitments_history_somebody();

/** The name of a field that two phones changed. */
export function fieldName(field: string): string {
	const names: Record<string, () => string> = {
		title: m.commitments_two_places_field_title,
		difference: m.commitments_two_places_field_difference,
		measure: m.commitments_two_places_field_measure,
		baseline: m.commitments_two_places_field_baseline,
		target: m.commitments_two_places_field_target,
		dropped: m.commitments_two_places_field_dropped,
		owner: m.measures_owner,
		check_in: m.measures_check_in
	};
	return (names[field] ?? m.commitments_two_places_field_other)();
}

/** A field's value as words, for choosing between two. */
export function fieldValue(
	commitment: Commitment,
	field: string,
	value: Also['value'],
	members: readonly Member[]
): string {
	if (field === 'dropped')
		return value ? m.commitments_two_places_dropped() : m.commitments_two_places_goes_on();
	if (value === undefined) return m.commitments_two_places_nothing();
	if (field === 'owner') return nameIn(members, String(value));
	if (field === 'check_in') return checkIns[value as NonNullable<Commitment['check_in']>]();
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
