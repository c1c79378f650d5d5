import { m, partnerRole } from '$lib/i18n';
import { PARTNER_ROLES } from '$lib/records';
import { sayStartProblem } from '../say-problem.ts';
import type { ShownProblem } from './shown-draft.ts';

/** What a partner can be. */
export const roleOptions = () => PARTNER_ROLES.map((value) => ({ value, label: partnerRole(value) }));

/** What is wrong with a field, or with a row of it, in words that stand beside it. */
export function shownProblem(problem: ShownProblem, typed: string): string {
	const { field, code, limit = 0 } = problem;
	const [name] = field.split('.');
	if (name === 'place') return sayStartProblem('place', problem, typed);
	if (name === 'tags') return m.group_tags_wrong();
	if (code === 'too_long') return m.reach_problem_too_long({ limit });
	if (code === 'characters') return m.reach_problem_characters();
	const twice = code === 'contradiction';
	if (name === 'links') return twice ? m.reach_public_problem_link_twice() : m.reach_public_problem_link();
	if (name === 'partners' && twice) return m.reach_public_problem_partner_twice();
	return m.reach_public_problem_other();
}
