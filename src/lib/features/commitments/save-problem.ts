import { codeOf } from '$lib/errors';
import { notSaved } from '$lib/i18n';

/** Why something was not saved on this phone, and what is safe. */
export const saveProblem = (error: unknown): string => notSaved(codeOf(error));
