import { formatAgo, formatDay, formatNumber, m } from '$lib/i18n';
import type { Result, Role, Slot } from '$lib/records';
import type { DoorFold } from '$lib/rules';

/** The six buttons, in reading order; the three commonest stand lowest, in the thumb's reach. */
export const BUTTONS = [
	'no_cold_callers',
	'do_not_knock',
	'not_now',
	'come_back',
	'talked',
	'no_answer'
] as const satisfies readonly Result[];

/** The mark that each button carries: the state that it brings. */
export const marks = {
	no_answer: 'no_answer',
	talked: 'talked',
	come_back: 'come_back',
	not_now: 'not_now',
	do_not_knock: 'blocked',
	no_cold_callers: 'sign'
} as const;

export const resultWords: Record<Result, () => string> = {
	no_answer: m.doors_result_no_answer,
	talked: m.doors_result_talked,
	come_back: m.doors_result_come_back,
	not_now: m.doors_result_not_now,
	do_not_knock: m.doors_result_do_not_knock,
	no_cold_callers: m.doors_result_no_cold_callers,
	cant_access: m.doors_result_cant_access,
	language: m.doors_result_language,
	not_a_home: m.doors_result_not_a_home,
	not_found: m.doors_result_not_found,
	skipped: m.doors_result_skipped,
	unsafe: m.doors_result_unsafe
};

/** Who reads: what was not safe is for organisers and for whoever noted it. */
type Reader = { role: Role; member: string };

/** Whether a visit's result, and what was noted with it, is told to this reader. */
export const mayKnow = ({ result, by }: { result: Result; by: string }, me: Reader): boolean =>
	result !== 'unsafe' || me.role === 'organiser' || me.member === by;

/** A result in the words that this reader may have; to the others a door that was not safe is set aside. */
export const sayResult = (visit: { result: Result; by: string }, me: Reader): string =>
	mayKnow(visit, me) ? resultWords[visit.result]() : m.app_state_set_aside();

/** The result as it stands in a sentence: "14 Albany Road: no answer". */
export const saidWords: Record<Result, () => string> = {
	no_answer: m.doors_said_no_answer,
	talked: m.doors_said_talked,
	come_back: m.doors_said_come_back,
	not_now: m.doors_said_not_now,
	do_not_knock: m.doors_said_do_not_knock,
	no_cold_callers: m.doors_said_no_cold_callers,
	cant_access: m.doors_said_cant_access,
	language: m.doors_said_language,
	not_a_home: m.doors_said_not_a_home,
	not_found: m.doors_said_not_found,
	skipped: m.doors_said_skipped,
	unsafe: m.doors_said_unsafe
};

export const slotWords: Record<Slot, () => string> = {
	weekday_day: m.doors_slot_weekday_day,
	weekday_evening: m.doors_slot_weekday_evening,
	saturday: m.doors_slot_saturday,
	sunday: m.doors_slot_sunday
};

/** Which suppression a result brings, if any. */
export function suppressionOf(result: Result): 'do_not_knock' | 'no_cold_callers' | undefined {
	return result === 'do_not_knock' || result === 'no_cold_callers' ? result : undefined;
}

/** Slot or day in words: "Saturday", "Sat 12 July". */
export function sayWhen(when: { slot?: Slot | undefined; date?: string | undefined } | undefined): string {
	if (when?.date) return formatDay(when.date);
	return when?.slot ? slotWords[when.slot]() : m.doors_when_any();
}

/** The last thing known of a door, in a few words for a list. */
export function lastResult({ state, tries, last, due_slot, due_date }: DoorFold, me: Reader): string {
	if (state === 'new' || !last) return m.doors_state_new();
	if (state === 'blocked') return m.doors_state_blocked();
	if (state === 'leaflet_only') return m.doors_leaflet_only();
	if (state === 'come_back') {
		if (due_date) return m.doors_come_back_date({ day: formatDay(due_date) });
		return due_slot ? m.doors_come_back_slot({ slot: slotWords[due_slot]() }) : m.doors_come_back_any();
	}
	if (state === 'no_answer') return m.doors_tries({ count: tries, shown: formatNumber(tries) });
	return sayResult(last, me);
}

/** The one line of history under the address of the walk. `who` names a member. */
export function historyLine(
	{ state, tries, last }: DoorFold,
	who: (member: string) => string | undefined,
	me: Reader
): string {
	if (!last) return m.doors_first_time();
	const when = formatAgo(last.at);
	if (state === 'no_answer') return m.doors_no_answers({ count: tries, shown: formatNumber(tries), when });
	const result = sayResult(last, me);
	const name = who(last.by);
	return name ? m.doors_last_time_by({ result, when, who: name }) : m.doors_last_time({ result, when });
}
