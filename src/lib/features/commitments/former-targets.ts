import type { Commitment } from '$lib/records';

/** As many as a record holds. */
const MOST = 40;

/**
 * What changing a target changes: the one it had is kept with the day until which it stood, and which way is better
 * follows the new one.
 */
export function changeTarget(
	{ target, former = [], baseline, measure }: Commitment,
	next: Commitment['target'],
	at: string
): Partial<Commitment> {
	if (next.value === target.value && next.by === target.by) return {};
	const better = next.value < baseline.value ? 'down' : 'up';
	const turned = better !== measure.better && next.value !== baseline.value;
	return {
		target: next,
		former: [...inOrder(former), { ...target, until: at }].slice(-MOST),
		...(turned && { measure: { ...measure, better } })
	};
}

/** Former targets, the oldest first. */
export const inOrder = (former: NonNullable<Commitment['former']>): NonNullable<Commitment['former']> =>
	former.toSorted((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
