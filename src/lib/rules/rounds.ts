/** Who is out knocking at this moment, as far as this phone knows. */
import type { Round } from '../records/index.ts';

/** How long before they mean to be back somebody is reminded; in ms. */
const SOON = 10 * 60_000;
/** A round that nobody ended is taken for forgotten after this long; in ms. */
const FORGOTTEN = 12 * 60 * 60_000;

export interface Out<R extends Round = Round> {
	round: R;
	/** `soon`: within ten minutes of when they meant to be back; `late`: past it. */
	when: 'out' | 'soon' | 'late';
}

/** Rounds that are under way, those that are late first, then by when they mean to be back. */
export function outNow<R extends Round>(rounds: readonly R[], now: Date): Out<R>[] {
	const at = now.getTime();
	return rounds
		.filter(({ start, end, back_by }) => {
			const age = at - Date.parse(back_by ?? start);
			// A phone whose clock is behind must not hide who has just gone out.
			return end === undefined && age < FORGOTTEN;
		})
		.map((round) => ({ round, when: whenOf(round, at) }))
		.sort((a, b) => (expected(a.round) < expected(b.round) ? -1 : 1));
}

function whenOf({ back_by }: Round, at: number): Out['when'] {
	if (back_by === undefined) return 'out';
	const left = Date.parse(back_by) - at;
	if (left < 0) return 'late';
	return left <= SOON ? 'soon' : 'out';
}

const expected = ({ back_by, start }: Round) => back_by ?? `later ${start}`;
