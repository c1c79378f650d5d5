import { m } from '$lib/i18n';
import type { MessageOutcome } from './public-message.ts';

type Refused = Extract<NonNullable<MessageOutcome>, { refused: unknown }>['refused'];

/** The longest message, as the record has it (`MOST_MESSAGE`), without its definition in a public page. */
export const MOST_LETTERS = 1500;

const refusals: Record<string, () => string> = {
	wrong: m.reach_refused_wrong,
	community_unknown: m.reach_refused_unknown,
	message_demo: m.reach_closed_demo,
	message_nobody: m.reach_closed_nobody,
	messages_full: m.reach_refused_full,
	too_large: () => m.reach_refused_large({ limit: MOST_LETTERS })
};

/** Why a message was not sent. */
export function refusedWords({ code, retry_after = 60 }: Pick<Refused, 'code' | 'retry_after'>): string {
	if (code !== 'too_many') return (refusals[code] ?? m.reach_refused_unavailable)();
	const minutes = Math.ceil(retry_after / 60);
	return minutes > 60 ? m.reach_refused_too_many_hours() : m.reach_refused_too_many({ minutes });
}

const missing: Record<string, () => string> = {
	name: m.reach_problem_name,
	reach: m.reach_problem_reach,
	about: m.reach_problem_about,
	text: m.reach_problem_text
};

/** What is wrong with a field of a message. */
export function messageProblem({ field, code, limit = 0 }: Refused['problems'][number]): string {
	if (code === 'too_long') return m.reach_problem_too_long({ limit });
	if (code === 'characters') return m.reach_problem_characters();
	if (field === 'reach' && code === 'format') return m.reach_problem_reach_format();
	return (missing[field] ?? m.reach_problem_about)();
}
