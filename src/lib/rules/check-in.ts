import type { Commitment } from '../records/index.ts';
import type { CommitmentStatus } from './commitment-status.ts';
import { isFed } from './feeds.ts';

const DAYS = { weekly: 7, monthly: 31, quarterly: 92 } as const;

/**
 * How many days ago a commitment was last looked at, where somebody meant to look more often. What counts by itself, is
 * over or was dropped needs nobody to look.
 */
export function checkInDue(
	{ check_in, baseline, measure }: Pick<Commitment, 'check_in' | 'baseline' | 'measure'>,
	{ status, series }: Pick<CommitmentStatus, 'status' | 'series'>,
	now: Date
): number | undefined {
	if (!check_in || isFed(measure) || ['achieved', 'missed', 'dropped'].includes(status)) return undefined;
	const last = series.at(-1)?.at ?? baseline.at;
	const days = Math.floor((now.getTime() - Date.parse(last)) / 86_400_000);
	return days >= DAYS[check_in] ? days : undefined;
}
