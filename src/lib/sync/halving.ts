import { SyncFailure } from './failure.ts';

/** What fewer of them may get through in spite of: a line that is slow, and whatever allows only small requests. */
export const tooMuch: readonly SyncFailure['code'][] = ['too_slow', 'too_large'];

/**
 * Asks about all of them at once or, where that was too much, about each half by itself, down to one. Answers as
 * many answers as it took. Rejects with what is wrong with one alone.
 */
export async function halving<T, A>(
	all: readonly T[],
	ask: (some: readonly T[]) => Promise<A>,
	isTooMuch = (failure: SyncFailure) => tooMuch.includes(failure.code)
): Promise<A[]> {
	try {
		return [await ask(all)];
	} catch (error) {
		if (!(error instanceof SyncFailure) || !isTooMuch(error) || all.length < 2) throw error;
		const half = Math.ceil(all.length / 2);
		return [
			...(await halving(all.slice(0, half), ask, isTooMuch)),
			...(await halving(all.slice(half), ask, isTooMuch))
		];
	}
}
