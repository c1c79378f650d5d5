/** What may be told at a door of the others in the street: counts, and never so few that they could be anybody. */
import type { Suppression, Undo, Visit } from '../records/index.ts';
import { lastMove } from './suppressed.ts';

/** Fewer neighbours than this are not told of: at the next door it would be guessed who they are. */
export const FEWEST_NEIGHBOURS = 3;

export interface StreetSaid {
	/** Doors at which somebody talked; left out when they are too few to tell of. */
	talked?: number;
	/** What most would like, and at how many doors; left out likewise. */
	wish?: { what: string; doors: number };
}

/** Counts what was recorded at each door of a street, each door once, without what was taken back or who moved away. */
export function streetSaid(histories: readonly (readonly (Visit | Undo | Suppression)[])[]): StreetSaid {
	let talked = 0;
	const wishes = new Map<string, number>();
	for (const visits of histories.map(standing)) {
		if (visits.some(({ result }) => result === 'talked')) talked += 1;
		for (const wish of new Set(visits.flatMap(({ interests }) => interests)))
			wishes.set(wish, (wishes.get(wish) ?? 0) + 1);
	}
	// The same on every phone, whatever came first.
	const [most] = [...wishes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
	return {
		...(talked >= FEWEST_NEIGHBOURS && { talked }),
		...(most && most[1] >= FEWEST_NEIGHBOURS && { wish: { what: most[0], doors: most[1] } })
	};
}

function standing(history: readonly (Visit | Undo | Suppression)[]): Visit[] {
	const undone = new Set(history.flatMap((record) => (record.type === 'undo' ? [record.of] : [])));
	const moved = lastMove(history.filter((record) => record.type === 'suppression')) ?? '';
	return history.filter(
		(record): record is Visit => record.type === 'visit' && !undone.has(record._id) && record.at > moved
	);
}
