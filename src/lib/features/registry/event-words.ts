import { m } from '$lib/i18n';
import type { RsvpNeed } from '$lib/records';
import type { AnswerOutcome } from './public-event.ts';

/** What people may need, in the order in which it is asked. */
export const needWords: Record<RsvpNeed, () => string> = {
	vegetarian: m.calendar_need_vegetarian,
	vegan: m.calendar_need_vegan,
	halal: m.calendar_need_halal,
	kosher: m.calendar_need_kosher,
	no_nuts: m.calendar_need_no_nuts,
	no_gluten: m.calendar_need_no_gluten,
	no_dairy: m.calendar_need_no_dairy,
	step_free: m.calendar_need_step_free,
	hearing: m.calendar_need_hearing,
	quiet: m.calendar_need_quiet
};

type Refused = Extract<AnswerOutcome, { refused: unknown }>['refused'];

const refusals: Record<string, () => string> = {
	event_cancelled: m.calendar_refused_event_cancelled,
	event_over: m.calendar_refused_event_over,
	event_closed: m.calendar_refused_event_closed,
	event_unknown: m.calendar_refused_event_unknown,
	answers_full: m.calendar_refused_answers_full,
	wrong: m.calendar_refused_wrong
};

/** Why an answer was not taken. */
export function refusalWords({ code, retry_after = 60 }: Pick<Refused, 'code' | 'retry_after'>): string {
	if (code === 'too_many') return m.calendar_refused_too_many({ minutes: Math.ceil(retry_after / 60) });
	return (refusals[code] ?? m.calendar_refused_unavailable)();
}

/** What is wrong with a field of an answer. */
export function answerProblem({ field, code, limit = 0 }: Refused['problems'][number]): string {
	if (field === 'name' && code === 'required') return m.calendar_problem_name_required();
	if (code === 'too_long') return m.calendar_problem_too_long({ limit });
	if (code === 'characters') return m.calendar_problem_characters();
	if (field.startsWith('needs.'))
		return code === 'range' ? m.calendar_problem_needs({ limit }) : m.calendar_problem_number();
	if (field !== 'people') return m.calendar_problem_other();
	if (code === 'required') return m.calendar_problem_people_required();
	if (code !== 'range') return m.calendar_problem_number();
	return limit > 1 ? m.calendar_problem_most({ limit }) : m.calendar_problem_least();
}
