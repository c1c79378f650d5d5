/** The registry's directory on this phone, asked as the server is. Brings the store: imported lazily. */
import { answerCommunities, type CommunityRow } from '$lib/rules/nation/answer.ts';
import type { CommunitiesAsked } from '$lib/rules/nation/asked.ts';
import { findCommunities, pointIn } from '$lib/rules/nation/find.ts';
import { offeredOf, type Offered } from '$lib/rules/nation/offered.ts';
import { livenessOf, type CommunitySummary } from '$lib/rules/nation/summary.ts';
import { reference, type OpenedRegistry } from '$lib/store/reference.ts';
import { takeReference } from '$lib/sync/take-reference.ts';
import type { Answered } from './answered.ts';
import { said } from './said.ts';

export interface Directory {
	/** When the server last said that this is how it stands, RFC 3339. */
	taken_at: string;
	answer(asked: CommunitiesAsked): Answered;
	/** All that fits, on whatever page. */
	all(asked: CommunitiesAsked): CommunitySummary[];
	/** One by its address. */
	find(slug: string): CommunityRow | undefined;
	offered(): Offered;
}

function directoryOf({ taken_at, communities, councils, districts }: OpenedRegistry & { taken_at: string }) {
	const middleOf = (district: string) => districts[district] ?? pointIn(communities, district);
	const where = { councils, middleOf };
	let offered: Offered | undefined;
	return {
		taken_at,
		answer: (asked) => answerCommunities(communities, asked, new Date(), where, (slug) => said.get(slug)),
		all: (asked) => findCommunities(communities, asked, new Date(), where).map(({ summary }) => summary),
		find(slug) {
			const found = communities.flat().find(({ summary }) => summary.slug === slug)?.summary;
			return found && { ...found, liveness: livenessOf(found, new Date()) };
		},
		offered: () => (offered ??= offeredOf(communities, councils))
	} satisfies Directory;
}

/** The directory as it was kept; nothing before it was taken, or where the browser keeps nothing. */
export async function readDirectory(): Promise<Directory | undefined> {
	const kept = await reference.communities().catch(() => undefined);
	return kept && directoryOf(kept);
}

/** The newest directory that can be had: asked of the server by its mark, or as it was kept. */
export async function takeDirectory(): Promise<Directory | undefined> {
	await takeReference('communities', { reference, fetch, now: () => new Date() });
	return readDirectory();
}
