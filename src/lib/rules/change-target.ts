/** Another figure or another day to reach. */
import type { Commitment } from '../records/index.ts';

/**
 * What is edited of a commitment that is to reach something else: the target that it had stays on record with when it
 * was left. Nothing where the target is the same.
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
		former: [...former, { ...before, until: at }],
		...(target.value !== baseline.value && better !== measure.better && { measure: { ...measure, better } })
	};
}
