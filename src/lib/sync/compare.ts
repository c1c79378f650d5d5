import type { Revisions } from '../store/replica.ts';
import { SyncFailure } from './failure.ts';
import { halving } from './halving.ts';
import type { Line } from './line.ts';
import { isMissing } from './shapes.ts';

/**
 * Which of these revisions the server lacks. An empty answer means that it has them all, and is also what a broken
 * proxy says: so a revision that nobody has is asked for along with the rest, and must be named in the answer.
 */
export async function missingOnServer(
	line: Line,
	database: string,
	asked: Revisions,
	random: () => number
): Promise<Revisions> {
	const answers = await halving(Object.keys(asked), async (ids) => {
		const first = ids[0];
		if (first === undefined) return {};
		const probe = `1-${Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('')}`;
		const some = Object.fromEntries(ids.map((id) => [id, asked[id] ?? []]));
		const answer = await line.ask<Record<string, { missing: string[] }>>(`${database}/_revs_diff`, {
			method: 'POST',
			body: { ...some, [first]: [...(some[first] ?? []), probe] },
			is: isMissing
		});
		if (!answer[first]?.missing.includes(probe)) throw new SyncFailure('server_trouble');
		const missing: Revisions = {};
		for (const id of ids) {
			const revs = (answer[id]?.missing ?? []).filter((rev) => rev !== probe);
			if (revs.length) missing[id] = revs;
		}
		return missing;
	});
	return Object.assign({}, ...answers) as Revisions;
}
