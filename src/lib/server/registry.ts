import type { Listing } from '../records/index.ts';
import {
	answerCommunities,
	livenessOf,
	offeredOf,
	pointIn,
	summarise,
	type CommunitiesAnswer,
	type CommunitiesAsked,
	type CommunitySummary,
	type PublishedListing,
	type Whereabouts
} from '../rules/nation/index.ts';
import type { Liveness } from '../rules/index.ts';
import { REGISTRY } from './backend.ts';
import { currentSite } from './current-site.ts';
import { readNation, untilKinds, type Nation } from './nation/kept.ts';
import type { Published } from './publisher.ts';
import type { Site } from './site.ts';

/** A published community: its public view, its address, since when it has been registered, and how lively it is. */
export type PublicCommunity = Omit<Listing, '_id' | '_rev' | 'created_by'> & {
	slug: string;
	registered_at: string;
	liveness: Liveness;
	/** The GSS code of the district that it lies in, where that is known. */
	council?: string;
	pilot?: boolean;
	verified?: boolean;
};

/** Published communities that fit, a page at a time. */
export async function listCommunities(asked: CommunitiesAsked = {}, site?: Site): Promise<CommunitiesAnswer> {
	const place = site ?? (await currentSite());
	const nation = await readNation(place);
	const aboutOf = (slug: string) => nation.bySlug.get(slug)?.about;
	return answerCommunities(nation.communities.pieces, asked, place.now(), whereaboutsOf(nation), aboutOf);
}

/** All published communities that fit, in one. */
export async function allThatFit(
	asked: CommunitiesAsked,
	site: Site
): Promise<CommunitiesAnswer['communities']> {
	const nation = await readNation(site);
	const limit = nation.communities.size + 1;
	return answerCommunities(nation.communities.pieces, { ...asked, limit }, site.now(), whereaboutsOf(nation))
		.communities;
}

/** Where councils and the districts of postcodes are. */
export function whereaboutsOf({ communities, places }: Nation): Whereabouts {
	const { middles, councils } = places;
	return { councils, middleOf: (district) => middles.get(district) ?? pointIn(communities.pieces, district) };
}

/** One published community by its address, however long it has not been heard of. */
export async function findCommunity(slug: string, site?: Site): Promise<PublicCommunity | undefined> {
	const place = site ?? (await currentSite());
	const known = (await readNation(place)).bySlug.get(slug);
	const doc = known && (await place.backend.get<Published>(REGISTRY, `listing:${known.group}`));
	if (!doc) return undefined;
	const { _id, _rev, _revisions, created_by: _, ...view } = doc;
	const listing = view as unknown as PublishedListing;
	const { council } = known.summary;
	const liveness = livenessOf(summarise(listing), place.now());
	return { ...listing, liveness, ...(council && { council }) };
}

/** Every published community in brief, by name, however lively. */
export async function allCommunities(site: Site): Promise<CommunitySummary[]> {
	return [...(await readNation(site)).communities].map(({ summary }) => summary);
}

/** What can be chosen from beside the list. */
export const offeredChoices = untilKinds(['listing'], ({ communities, places }) =>
	offeredOf(communities.pieces, places.councils)
);
