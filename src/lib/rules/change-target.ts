/** Another figure or another day to reach. */
import type { Commitment } from '../records/index.ts';

/** As many former targets as a record holds. */
const MOST = 40;

/**
 * What is edited of a commitment that is to reach something else: the target it had is kept with when it was left, and
 * which way is better follows the new one. Nothing where the target is the same.
 */
export function changeTarget(
	{ target: before, former = [], measure, baseline }: Commitment,
	target: Commitment['target'],
	at: string
): Partial<Pick<Commitment, 'target' | 'former' | 'measure'>> {
	if (target.value === before.value && target.by === before.by) return {};
	const better = target.value < baseline.value ? 'down' : 'up';
	return {
		target,
		former: [...inOrder(former), { ...before, until: at }].slice(-MOST),
		...(target.value !== baseline.value && better !== measure.better && { measure: { ...measure, better } })
	};
}

/** Former targets, the oldest first. */
export const inOrder = (former: NonNullable<Commitment['former']>): NonNullable<Commitment['former']> =>
	former.toSorted((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
