import { formatNumber, m } from '$lib/i18n';
import type { Rsvp, RsvpNeed } from '$lib/records';
import type { TallyProblem } from '$lib/rules';

/** "4 people". */
export const peopleWords = (count: number): string => m.guests_people({ count, shown: formatNumber(count) });

/** What is wrong with an amount that was typed, at its field. */
export const amountProblem: Record<TallyProblem, () => string> = {
	required: m.guests_problem_required,
	number: m.guests_problem_number,
	comma: m.measures_problem_comma,
	pence: m.measures_problem_pence,
	scale: m.guests_problem_number,
	whole: m.guests_problem_whole,
	grams: m.guests_problem_grams,
	negative: m.guests_problem_negative,
	most: m.guests_problem_most
};

/** What people can’t eat, or need to get there. */
export const NEEDS: Record<RsvpNeed, () => string> = {
	vegetarian: m.guests_need_vegetarian,
	vegan: m.guests_need_vegan,
	halal: m.guests_need_halal,
	kosher: m.guests_need_kosher,
	no_nuts: m.guests_need_no_nuts,
	no_gluten: m.guests_need_no_gluten,
	no_dairy: m.guests_need_no_dairy,
	step_free: m.guests_need_step_free,
	hearing: m.guests_need_hearing,
	quiet: m.guests_need_quiet
};

/** Whom an answer is of: their name, their door, or all that is known. */
export function whoWords({ name, door, source, erased }: Rsvp, doors: ReadonlyMap<string, string>): string {
	const address = door && doors.get(door);
	if (name && address) return m.guests_who_at({ name, address });
	if (name || address) return name ?? (address as string);
	if (erased) return m.guests_who_erased();
	return source === 'public' ? m.guests_who_public() : m.guests_who_unknown();
}
