/**
 * How many people are interested where. What they said is read once and then followed by the changes of the accounts, so
 * that every gateway counts the same and asking costs no more than what has changed since.
 */
import { isNear, saidCount, type SaidCount } from '../../rules/interested.ts';
import { ACCOUNTS, type Change } from '../backend.ts';
import { untilKinds } from '../nation/kept.ts';
import { together } from '../nation/together.ts';
import type { Site } from '../site.ts';
import { INTERESTED, isCurrent, type Interest } from './interest.ts';

type Point = readonly [number, number];

interface Followed {
	instance: string;
	since: string;
	kept: Map<string, Interest>;
	/** Those who count from one moment until the first of them has had their time; a change takes it away. */
	current?: { from: string; until: string; all: readonly Interest[] };
}

const PAGE = 1000;
const following = new WeakMap<Site, () => Promise<Followed>>();

/** Everybody who is interested now: the same list until somebody comes, goes or has had their time. */
export async function allInterested(site: Site): Promise<readonly Interest[]> {
	const follow = following.get(site) ?? startFollowing(site);
	const followed = await follow();
	const now = site.now();
	const from = now.toISOString();
	const known = followed.current;
	if (known && known.from <= from && from < known.until) return known.all;
	const all = [...followed.kept.values()].filter((one) => isCurrent(one, now));
	const until = all.reduce((first, one) => (one.until < first ? one.until : first), NEVER);
	followed.current = { from, until, all };
	return all;
}

/** After every time stamp. */
const NEVER = '~';

function startFollowing(site: Site): () => Promise<Followed> {
	let known: Followed | undefined;
	const follow = together(async () => (known = await bringUp(site, known)));
	following.set(site, follow);
	return follow;
}

async function bringUp(site: Site, was: Followed | undefined): Promise<Followed> {
	const { update_seq, instance } = await site.backend.info(ACCOUNTS);
	if (!was || was.instance !== instance || number(update_seq) < number(was.since))
		return readAll(site, instance, update_seq);
	if (update_seq === was.since) return was;
	let { since } = was;
	for (;;) {
		const asked = { since, limit: PAGE, include_docs: true, all_leaves: false };
		const page = await site.backend.changes(ACCOUNTS, asked);
		for (const one of page.results) if (one.id.startsWith(INTERESTED)) apply(was, one);
		since = page.last_seq;
		if (page.results.length < PAGE) break;
	}
	was.since = since;
	return was;
}

async function readAll(site: Site, instance: string, since: string): Promise<Followed> {
	const all = await site.backend.allDocs<Interest>(ACCOUNTS, INTERESTED);
	return { instance, since, kept: new Map(all.map((one) => [one._id, one])) };
}

function apply(followed: Followed, { id, deleted, doc }: Change) {
	if (deleted || !doc) followed.kept.delete(id);
	else followed.kept.set(id, doc as Interest);
	followed.current = undefined;
}

const number = (seq: string) => Number.parseInt(seq, 10);

/** How many people are interested by postcode district, as it may be said in public. */
export function countByDistrict(all: readonly Interest[]): Map<string, SaidCount> {
	const people = new Map<string, Interest[]>();
	for (const one of all) {
		if (one.area === undefined) continue;
		const there = people.get(one.area);
		if (there) there.push(one);
		else people.set(one.area, [one]);
	}
	const said = new Map<string, SaidCount>();
	for (const [area, there] of people) said.set(area, saidCount(countPeople(there)));
	return said;
}

/** What can be said of the people around a place: a postcode district such as `OL12`, or [longitude, latitude]. */
export interface InterestNear {
	/** In the district itself; 0 where a place was asked for. */
	here: SaidCount;
	/** Within about 10 km, those of the district among them. */
	near: SaidCount;
}

/** How many people around a place are interested, as it may be said in public. */
export async function interestedNear(site: Site, place: string | Point): Promise<InterestNear> {
	const all = await peopleNear(site, place);
	const here = typeof place === 'string' ? all.filter(({ area }) => area === place) : [];
	return { here: saidCount(countPeople(here)), near: saidCount(countPeople(all)) };
}

/** Those who are in a district or whose district lies within about 10 km of it or of a place. */
export async function peopleNear(site: Site, place: string | Point): Promise<Interest[]> {
	const all = await allInterested(site);
	const middleOf = await middles(site);
	const from = typeof place === 'string' ? middleOf(place) : place;
	const near = new Map<string, boolean>();
	for (const { area } of all) {
		if (area === undefined || near.has(area)) continue;
		const point = middleOf(area);
		near.set(area, area === place || Boolean(from && point && isNear(from, point)));
	}
	return all.filter(({ area }) => area !== undefined && near.get(area));
}

/** Where the middle of a postcode's district is; where nobody imported postcodes, where a community in it stands. */
export const middles = untilKinds(['listing'], ({ places, communities }) => {
	const standing = new Map<string, Point>();
	for (const { summary } of communities)
		if (summary.postcode && summary.point) standing.set(summary.postcode, summary.point);
	return (district: string): Point | undefined => places.middleOf(district) ?? standing.get(district);
});

/** Whoever has said so twice with one e-mail address is one person. */
export const personOf = ({ _id, email }: Interest): string => email?.toLowerCase() ?? _id;

/** How many people they are. */
export const countPeople = (all: readonly Interest[]): number => new Set(all.map(personOf)).size;
