/** Whether a community may stand in the registry. */
import type { Area, Commitment, Community } from '../records/index.ts';

export type Missing = Area | `${Area}_measure`;

export type Readiness = { ready: true } | { ready: false; missing: Missing[] };

/**
 * Ready with an active commitment that is measured in each of the two areas. `action` = there is none;
 * `action_measure` = there is one, but it does not say how one will know.
 */
export function readiness(_community: Community | undefined, commitments: readonly Commitment[]): Readiness {
	const missing = (['action', 'enterprise'] as const).flatMap((area): Missing[] => {
		const active = commitments.filter((commitment) => commitment.area === area && !commitment.dropped);
		if (active.length === 0) return [area];
		return active.some(isMeasured) ? [] : [`${area}_measure`];
	});
	return missing.length === 0 ? { ready: true } : { ready: false, missing };
}

function isMeasured({ measure, baseline, target }: Commitment): boolean {
	const told = measure.label.trim() !== '' && measure.unit.trim() !== '' && target.by !== '';
	return told && Number.isFinite(baseline.value) && Number.isFinite(target.value);
}
