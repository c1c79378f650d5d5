import { someoneAnswered } from '$lib/rules';
import type { DoorRow } from '$lib/store';

/** Below this many visits the odds would mislead, so none are told. */
export const FEWEST = 20;
const MOST = 40;

export interface Odds {
	/** How many of the latest visits are counted. */
	of: number;
	/** How many of those did not want to talk. */
	no: number;
	/** How many stopped to talk. */
	talked: number;
}

/**
 * What came of the group's latest visits, at most 40, one a door; undefined when there are too few to be honest about.
 */
export function tellOdds(rows: readonly DoorRow[]): Odds | undefined {
	const latest = rows
		.flatMap(({ fold }) => (fold.last ? [fold.last] : []))
		.sort((a, b) => (a.at < b.at ? 1 : -1))
		.slice(0, MOST);
	if (latest.length < FEWEST) return undefined;
	const talked = latest.filter(({ result }) => result === 'talked' || result === 'come_back').length;
	const no = latest.filter(({ result }) => someoneAnswered(result)).length - talked;
	return { of: latest.length, no, talked };
}
