import { m } from '$lib/i18n';
import type { Problem } from '$lib/records';

/** The sentence for what is wrong with a field, or nothing when nothing is. */
export function sayProblem(problems: readonly Problem[], field: string): string | undefined {
	const problem = problems.find((one) => one.field === field);
	if (!problem) return undefined;
	if (problem.code === 'required') return m.doors_problem_required();
	if (problem.code === 'too_long') return m.doors_problem_too_long({ limit: problem.limit ?? 80 });
	return m.doors_problem_format();
}
