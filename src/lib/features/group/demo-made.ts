import type { Made } from '$lib/records';

/** A record of the demo, which is sound or nobody's fault but ours. */
export function made<R>(outcome: Made<R>): R {
	if (!outcome.ok) throw new Error(`demo: ${JSON.stringify(outcome.problems)}`);
	return outcome.record;
}
