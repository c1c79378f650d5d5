import { codeOf } from '$lib/errors';
import { formatDate, m, notSaved } from '$lib/i18n';
import type { Problem, Status, Story } from '$lib/records';
import { askFor } from './story-draft.ts';

/** Whether a story is a draft, published or taken down. */
export function stateWords({ state, published_at }: Pick<Story, 'state' | 'published_at'>): string {
	if (state === 'draft') return m.stories_state_draft();
	if (state === 'withdrawn') return m.stories_state_withdrawn();
	return m.stories_state_published({ date: formatDate(published_at ?? '') });
}

const asks = {
	plain: m.stories_ask,
	achieved: m.stories_ask_achieved,
	behind: m.stories_ask_behind,
	missed: m.stories_ask_missed
};

/** What helps somebody to begin, by how the commitment went. */
export const askWords = (status: Status | undefined): string => asks[askFor(status)]();

/** What is wrong with a field, said as a neighbour would. */
export function problemWords({ code, limit = 0 }: Problem): string {
	if (code === 'required') return m.stories_problem_required();
	if (code === 'too_long') return m.stories_problem_too_long({ limit });
	return code === 'characters' ? m.stories_problem_characters() : m.stories_problem_other();
}

/** Why something was not saved on this phone, and what is safe. */
export const saveProblem = (error: unknown): string => notSaved(codeOf(error));
