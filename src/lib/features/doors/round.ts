import type { WalkOrder } from '$lib/records';
import type { VisitDetails } from './details.ts';

/** Which doors a walk takes, and in which order. */
export type Way = 'sides' | 'both' | 'odd' | 'even' | 'nearest' | 'floors';

/** How a patch that is to be walked in this order is begun. */
export const wayOf = (order: WalkOrder): Way => (order === 'list' ? 'both' : order);

/**
 * One person's walk along a patch, as this phone remembers it: enough to go on after the phone was switched off.
 * It never leaves the phone; what it did stands in the visits, which carry its id.
 */
export interface Round {
	id: string;
	started_at: string;
	/** When it last moved. */
	moved_at: string;
	/** The door being stood at. */
	door?: string | undefined;
	way: Way;
	down: boolean;
	/** Doors passed by without a result. */
	skipped: string[];
	/** What was noted at this door and is not saved with a visit yet. */
	details?: VisitDetails | undefined;
}

/** A walk left alone for this long is over; the next one is a new round. */
export const ROUND_RESTS_MS = 4 * 60 * 60 * 1000;

/** The round to go on with, or a new one that keeps the way of walking. `id` is a new round's. */
export function resumeRound(kept: Round | undefined, id: string, way: Way, now: Date = new Date()): Round {
	const at = now.toISOString();
	const rested = kept ? now.getTime() - Date.parse(kept.moved_at) : Infinity;
	// A clock that was set back must not make a round eternal.
	if (kept && rested < ROUND_RESTS_MS && rested > -ROUND_RESTS_MS) return kept;
	return { id, started_at: at, moved_at: at, way: kept?.way ?? way, down: kept?.down ?? false, skipped: [] };
}
