/** The answer to a question about communities, a page at a time: the server's and that of a phone with the directory. */
import type { Liveness } from '../yearly.ts';
import type { CommunitiesAsked } from './asked.ts';
import { districtAsked } from './district-asked.ts';
import {
	findCommunities,
	type FoundCommunity,
	type IndexedCommunity,
	type InPieces,
	type Whereabouts
} from './find.ts';
import { dormantBy, livenessOf, type CommunitySummary } from './summary.ts';

/** A community in a list. */
export interface CommunityRow extends CommunitySummary {
	liveness: Liveness;
	/** In its own words; a directory on a phone leaves it out. */
	about?: string;
	/** From where was asked, in metres. */
	metres?: number;
}

export interface CommunitiesAnswer {
	communities: CommunityRow[];
	/** How many fit, on all pages. */
	total: number;
	/** The slug after which the next page begins, where there is one. */
	after?: string;
	/** How many more fit that were not heard of for 18 months; 0 where those are asked for too. */
	dormant: number;
	/** Where nothing fits: the nearest, or what fits the words alone. */
	instead?: CommunityRow[];
}

/** How many stand in for an answer that is empty. */
const INSTEAD = 3;

/** Communities on one page where nothing else is asked for. */
export const ONE_PAGE = 20;

/** Answers a question from a list in order of names. */
export function answerCommunities<T extends IndexedCommunity>(
	communities: InPieces<T>,
	asked: CommunitiesAsked,
	now: Date,
	where: Whereabouts,
	aboutOf?: (slug: string) => string | undefined
): CommunitiesAnswer {
	const all = findCommunities(communities, { ...asked, dormant: true }, now, where);
	const isDormant = dormantBy(now);
	const found = asked.dormant ? all : all.filter(({ summary }) => !isDormant(summary));
	const { after, limit = ONE_PAGE } = asked;
	const from = after === undefined ? 0 : found.findIndex(({ summary }) => summary.slug === after) + 1;
	const page = found.slice(from, from + limit);
	const rowOf = ({ summary, metres }: FoundCommunity): CommunityRow => {
		const about = aboutOf?.(summary.slug);
		return {
			...{ ...summary, liveness: livenessOf(summary, now) },
			...(about !== undefined && { about }),
			...(metres !== undefined && { metres: Math.round(metres) })
		};
	};
	const wider = found.length === 0 ? widened(asked, where) : undefined;
	const instead = wider && findCommunities(communities, wider, now, where).slice(0, INSTEAD);
	return {
		communities: page.map(rowOf),
		total: found.length,
		...(from + limit < found.length && { after: page.at(-1)!.summary.slug }),
		dormant: all.length - found.length,
		...(instead && instead.length > 0 && { instead: instead.map(rowOf) })
	};
}

/** A wider question than one that nothing answers: what is nearest, or the same words without the filters. */
function widened(asked: CommunitiesAsked, { middleOf }: Whereabouts): CommunitiesAsked | undefined {
	const { query, near } = asked;
	const district = districtAsked(query);
	const from = near ?? (district === undefined ? undefined : middleOf(district));
	if (from) return { near: [from[0], from[1]] };
	const filters = Object.keys(asked).some((name) => !['query', 'dormant', 'limit', 'after'].includes(name));
	return query && filters ? { query } : undefined;
}

/** The tags of communities, commonest first, then by name, each as it is mostly written; at most `limit`. */
export function commonTags(
	communities: Iterable<Pick<IndexedCommunity, 'summary' | 'tags'>>,
	limit: number
): string[] {
	const counts = new Map<string, { n: number; written: Map<string, number> }>();
	for (const { summary, tags } of communities)
		for (const [i, key] of tags.entries()) {
			const one = counts.get(key) ?? { n: 0, written: new Map<string, number>() };
			const word = summary.tags[i] ?? key;
			one.n += 1;
			one.written.set(word, (one.written.get(word) ?? 0) + 1);
			counts.set(key, one);
		}
	return [...counts]
		.sort(([a, x], [b, y]) => y.n - x.n || (a < b ? -1 : 1))
		.slice(0, limit)
		.map(([, { written }]) => [...written].sort(([a, n], [b, k]) => k - n || (a < b ? -1 : 1))[0]![0]);
}
