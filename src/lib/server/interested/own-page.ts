/** What somebody who is interested sees on the page of their own. */
import { saidCount, sharesTag, type SaidCount } from '../../rules/interested.ts';
import { metresBetween } from '../../rules/distance.ts';
import { tagKey } from '../../rules/nation/tags.ts';
import { allCommunities } from '../registry.ts';
import type { Site } from '../site.ts';
import { allInterested, countPeople, middles, peopleNear, personOf } from './counted.ts';
import type { Interest } from './interest.ts';
import { findInterest } from './interests.ts';
import { relays } from './letters.ts';

export interface OwnPage {
	kept: Pick<Interest, 'area' | 'tags' | 'name' | 'email' | 'agreed' | 'until'>;
	/** Letters go to the address that is kept: its reader has said so. */
	proved: boolean;
	/** Other people: near, or where no place is kept, those who share a tag. */
	others: SaidCount;
	communities: { slug: string; name: string; metres?: number }[];
	/** It is known where the district that is kept lies: only then is nobody near when none is told. */
	placed: boolean;
	/** The newest first. */
	invitations: { name: string; slug: string; text: string; at: string }[];
	/** Whether letters can be sent from here. */
	relayed: boolean;
}

type Point = readonly [number, number];

/** As far as somebody goes for a meeting, in metres, and how many communities are named. */
const OUTING = 50_000;
const NAMED = 3;

/** The page that belongs to a key, if anything is kept under it. */
export async function ownPage(site: Site, key: string): Promise<OwnPage | undefined> {
	const found = await findInterest(site, key);
	if (!found) return undefined;
	const { area, tags, name, email, agreed, until } = found;
	const all = area
		? await peopleNear(site, area)
		: (await allInterested(site)).filter((one) => sharesTag(tags, one.tags, tagKey));
	const others = all.filter((one) => personOf(one) !== personOf(found));
	const middle = area === undefined ? undefined : (await middles(site))(area);
	const communities = await nearestOf(site, found, middle);
	const standing = new Map((await allCommunities(site)).map((one) => [one.slug, one.name]));
	const invitations = found.invited.toReversed().map((one) => ({
		...{ slug: standing.has(one.slug) ? one.slug : '', text: one.text, at: one.at },
		name: standing.get(one.slug) ?? one.name
	}));
	return {
		kept: { area, tags, name, email, agreed, until },
		proved: found.proved_at !== undefined,
		others: saidCount(countPeople(others)),
		communities,
		placed: area === undefined || middle !== undefined,
		invitations,
		relayed: relays(site)
	};
}

/** The nearest communities, or those that share a tag where no place is kept; examples don't count. */
async function nearestOf(
	site: Site,
	{ area, tags }: Interest,
	from: Point | undefined
): Promise<OwnPage['communities']> {
	const real = (await allCommunities(site)).filter((one) => !one.tags.includes('demo'));
	if (!area) {
		const alike = real.filter((one) => sharesTag(tags, one.tags, tagKey)).slice(0, NAMED);
		return alike.map(({ slug, name }) => ({ slug, name }));
	}
	const away = real.flatMap(({ slug, name, point, postcode }) => {
		const metres = from && point ? metresBetween(from, point) : postcode === area ? 0 : Infinity;
		return metres <= OUTING ? [{ slug, name, metres }] : [];
	});
	return away.sort((a, b) => a.metres - b.metres).slice(0, NAMED);
}
