import { m } from '$lib/i18n';
import { StoreError } from '$lib/store';

/** Why something was not saved on this phone, as one sentence. */
export function saveProblem(error: unknown): string {
	const code = error instanceof StoreError ? error.code : undefined;
	if (code === 'phone_full') return m.commitments_problem_save({ why: m.errors_phone_full_title() });
	if (code === 'no_storage') return m.commitments_problem_save({ why: m.errors_no_storage_title() });
	return m.commitments_problem_save_unknown();
}
