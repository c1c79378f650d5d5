import { codeOf } from '$lib/errors';
import { errorText, errorTitle, m } from '$lib/i18n';

/** Why something was not saved on this phone, and what is safe. */
export function saveProblem(error: unknown): string {
	const code = codeOf(error);
	if (code === 'unexpected') return m.commitments_problem_save_unknown();
	return `${m.commitments_problem_save({ why: errorTitle(code) })} ${errorText(code)}`;
}
