import { tally, type Author, type Tallied, type Tally } from '$lib/records';
import { StoreError, type GroupStore } from '$lib/store';
import { saveProblem } from '../event-words.ts';

/**
 * Counting at an event: every tap is a record of its own, saved before it is shown. The last one of this phone can be
 * taken back by its opposite.
 */
export function startCounting(store: GroupStore, author: () => Author, event: () => string) {
	let last = $state.raw<Tally>();
	let undone = $state(false);
	let trouble = $state('');

	async function save(of: Tallied, amount: number): Promise<Tally | undefined> {
		trouble = '';
		try {
			const made = tally.make({ event: event(), of, amount }, author());
			if (!made.ok) throw new StoreError('invalid_record', made.problems);
			await store.put(made.record);
			return made.record;
		} catch (error) {
			trouble = saveProblem(error);
			return undefined;
		}
	}

	/** Answers whether it was saved. */
	async function count(of: Tallied, amount: number): Promise<boolean> {
		const saved = await save(of, amount);
		if (!saved) return false;
		last = saved;
		undone = false;
		return true;
	}

	async function undo(): Promise<void> {
		if (!last || undone) return;
		undone = true;
		undone = (await save(last.of, -last.amount)) !== undefined;
	}

	return {
		/** What was counted last on this page. */
		get last() {
			return last;
		},
		get undone() {
			return undone;
		},
		/** Why the last tap was not saved. */
		get trouble() {
			return trouble;
		},
		count,
		undo
	};
}

export type Counting = ReturnType<typeof startCounting>;
