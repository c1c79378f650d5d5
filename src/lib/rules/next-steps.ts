/** What a group may do next, the most useful first. */
import type { Community } from '../records/index.ts';
import type { Readiness } from './readiness.ts';

export type NextStep =
	| 'invite_someone'
	| 'new_patch'
	| 'add_doors'
	| 'start_knocking'
	| 'action_commitment'
	| 'enterprise_commitment'
	| 'action_measure'
	| 'enterprise_measure'
	| 'register'
	| 'log_progress';

/** How far a group is; counts. */
export interface GroupFacts {
	community?: Community | undefined;
	/** Names, not removed. */
	members: number;
	/** Whether there is one. */
	patches: boolean;
	doors: number;
	/** Doors visited at least once. */
	once: number;
	commitments: number;
	readiness: Readiness;
}

/** Steps that are open now, in the order to offer them. */
export function nextSteps({
	community,
	members,
	patches,
	doors,
	once,
	commitments,
	readiness
}: GroupFacts): NextStep[] {
	const steps: NextStep[] = [];
	const missing = readiness.ready ? [] : readiness.missing;
	for (const item of missing) {
		steps.push(
			item === 'action' ? 'action_commitment' : item === 'enterprise' ? 'enterprise_commitment' : item
		);
	}
	if (readiness.ready && community?.status === 'forming') steps.push('register');
	if (!patches) steps.push('new_patch');
	else if (doors === 0) steps.push('add_doors');
	else if (once < doors) steps.push('start_knocking');
	if (members < 2) steps.push('invite_someone');
	if (commitments > 0 && missing.length === 0) steps.push('log_progress');
	return steps;
}
