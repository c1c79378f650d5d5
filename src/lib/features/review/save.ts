import { errorText, errorTitle, m } from '$lib/i18n';
import { answer, answerId, type Answer, type AnswerInput, type Author, type Review } from '$lib/records';
import { StoreError, type Changes, type GroupStore } from '$lib/store';
import { codeOf } from '$lib/errors';

/** What is said at one point: the fields that change, `undefined` to take one back. */
export type Said = Changes<Pick<Answer, 'decision' | 'target' | 'score' | 'note'>>;

/** One after the other, so that two quick taps never make the same record twice. */
let last: Promise<unknown> = Promise.resolve();

/** Writes what is said of a commitment (its id) or a question of health. Rejects with `StoreError`. */
export function saveAnswer(
	store: GroupStore,
	review: Review,
	of: string,
	said: Said,
	author: Author
): Promise<void> {
	const saving = last.then(async () => {
		if (await store.get<Answer>(answerId(review._id, of)))
			return void (await store.edit<Answer>(answerId(review._id, of), said, author));
		const made = answer.make({ review: review._id, of, ...said } as AnswerInput, author);
		if (!made.ok) throw new StoreError('invalid_record', made.problems);
		await store.put(made.record);
	});
	last = saving.catch(() => undefined);
	return saving;
}

/** Why something was not saved, in words. */
export function saveProblem(reason: unknown): string {
	const code = codeOf(reason);
	return `${m.review_save_problem({ why: errorTitle(code) })} ${errorText(code)}`;
}
