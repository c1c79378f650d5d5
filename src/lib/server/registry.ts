import type { Listing } from '../records/index.ts';
import { liveness, type Liveness } from '../rules/index.ts';
import { REGISTRY } from './backend.ts';
import { currentSite } from './current-site.ts';
import type { Published } from './publisher.ts';
import type { Site } from './site.ts';
import { fold } from './slugs.ts';
import { untilChanged } from './until-changed.ts';

/** A published community: its public view, its address, since when it has been registered, and how lively it is. */
export type PublicCommunity = Omit<Listing, '_id' | '_rev' | 'created_by'> & {
	slug: string;
	registered_at: string;
	liveness: Liveness;
};

export interface CommunitiesAsked {
	/** Words that must all occur in name, place, area, postcode district or tags. */
	query?: string;
	tag?: string;
	/** Those not heard of for 18 months too; they are left out otherwise. */
	dormant?: boolean;
	/** At most 100, which is also the default. */
	limit?: number;
	/** The slug after which to go on. */
	after?: string;
}

/** Published communities that fit, those whose name begins with the query first, else by name. */
export async function listCommunities(asked: CommunitiesAsked = {}, site?: Site): Promise<PublicCommunity[]> {
	const place = site ?? (await currentSite());
	const fitting = await fittingCommunities(asked, place);
	const sorted = asked.dormant ? fitting : fitting.filter(({ liveness }) => liveness !== 'dormant');
	const from = asked.after ? sorted.findIndex(({ slug }) => slug === asked.after) + 1 : 0;
	const limit = Math.min(Math.max(asked.limit ?? 100, 1), 100);
	return sorted.slice(from, from + limit);
}

/** Whether anything that fits has not been heard of for 18 months. */
export async function hasDormant(
	asked: Pick<CommunitiesAsked, 'query' | 'tag'> = {},
	site?: Site
): Promise<boolean> {
	const fitting = await fittingCommunities(asked, site ?? (await currentSite()));
	return fitting.some(({ liveness }) => liveness === 'dormant');
}

async function fittingCommunities(
	asked: Pick<CommunitiesAsked, 'query' | 'tag'>,
	site: Site
): Promise<PublicCommunity[]> {
	const words = fold(asked.query ?? '')
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean);
	const tag = fold(asked.tag ?? '').trim();
	const entries = (await readRegistry(site))
		.filter((entry) => words.every((word) => entry.words.some((known) => known.startsWith(word))))
		.filter((entry) => tag === '' || entry.tags.includes(tag));
	const leads = (entry: Entry) => words.length > 0 && entry.name.startsWith(words[0] ?? '');
	const now = site.now();
	return [...entries.filter(leads), ...entries.filter((entry) => !leads(entry))].map((entry) =>
		asOf(entry, now)
	);
}

/** One published community by its address, however long it has not been heard of. */
export async function findCommunity(slug: string, site?: Site): Promise<PublicCommunity | undefined> {
	const place = site ?? (await currentSite());
	const entry = (await readRegistry(place)).find(({ community }) => community.slug === slug);
	return entry && asOf(entry, place.now());
}

/**
 * Liveness is by the day it was registered, or by the last day that a review looked at. That day is the phone's word: one
 * that is still to come says nothing.
 */
function asOf({ community }: Entry, now: Date): PublicCommunity {
	const { review, registered_at } = community;
	const held = review && review.to <= now.toISOString().slice(0, 10) ? review.to : '';
	const since = held > registered_at.slice(0, 10) ? held : registered_at;
	return { ...community, liveness: liveness(since, now) };
}

/** Every published community, by name, however lively. */
export async function allCommunities(site: Site): Promise<Omit<PublicCommunity, 'liveness'>[]> {
	return (await readRegistry(site)).map((entry) => entry.community);
}

interface Entry {
	community: Omit<PublicCommunity, 'liveness'>;
	name: string;
	words: string[];
	tags: string[];
}

/** The whole registry by name. */
const readRegistry = untilChanged(async (site: Site): Promise<Entry[]> => {
	const docs = await site.backend.allDocs<Published>(REGISTRY, 'listing:');
	return docs.map(toEntry).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
});

function toEntry(doc: Published): Entry {
	const { _id, _rev, _revisions, created_by: _, ...view } = doc;
	const community = view as unknown as Entry['community'];
	const text = [
		community.name,
		community.place,
		community.display_area,
		community.postcode,
		...community.tags
	];
	return {
		community,
		name: fold(community.name),
		words: fold(text.join(' ')).split(/[^\p{L}\p{N}]+/u),
		tags: community.tags.map((tag) => fold(tag).trim())
	};
}
