import type { Undo, Visit } from '$lib/records';

/** What a round came to; `minutes` from its first visit to its last. */
export interface Tally {
	doors: number;
	talks: number;
	cards: number;
	minutes: number;
	/** Doors an hour; absent when it was too short to say. */
	pace?: number;
}

/** Below this many minutes or doors the pace would mislead. */
const FEWEST = 10;

/** Counts the visits of a round that were not taken back. */
export function tallyRound(visits: readonly Visit[], undos: readonly Undo[], round: string): Tally {
	const gone = new Set(undos.map(({ of }) => of));
	const mine = visits.filter((visit) => visit.round === round && !gone.has(visit._id));
	const times = mine.map(({ at }) => Date.parse(at));
	const span = mine.length > 0 ? Math.max(...times) - Math.min(...times) : 0;
	const doors = new Set(mine.map(({ door }) => door)).size;
	const minutes = mine.length > 0 ? Math.max(1, Math.round(span / 60_000)) : 0;
	return {
		doors,
		talks: mine.filter(({ result }) => result === 'talked').length,
		cards: mine.filter(({ left }) => left.includes('card')).length,
		minutes,
		...(minutes >= FEWEST && doors >= FEWEST && { pace: Math.round((doors * 60) / minutes) })
	};
}
