/** What can be chosen from beside a list of communities. */
import { commonTags } from './answer.ts';
import type { Council } from './asked.ts';
import type { IndexedCommunity, InPieces } from './find.ts';

export interface Offered {
	/** The tags that most communities have. */
	tags: string[];
	/** Councils that have communities, by name. */
	councils: Pick<Council, 'code' | 'name'>[];
}

/** How many tags are offered. */
const TAGS = 10;

/** What is offered of these communities. */
export function offeredOf(
	communities: InPieces<IndexedCommunity>,
	councils: ReadonlyMap<string, Council>
): Offered {
	const all = communities.flat();
	const codes = new Set(all.map(({ summary }) => summary.council));
	const there = [...councils.values()].filter(({ code }) => codes.has(code));
	return {
		tags: commonTags(all, TAGS),
		councils: there.map(({ code, name }) => ({ code, name })).sort((a, b) => (a.name < b.name ? -1 : 1))
	};
}
