/** A made-up nation in the registry: to see how all of it looks and holds with as many communities as there may be one day. */
import { ACCOUNTS, BackendTrouble, REGISTRY, type Doc } from '../backend.ts';
import { change, sha256 } from '../accounts.ts';
import { DEMO_NAME } from '../seed-records.ts';
import type { Site } from '../site.ts';
import { slugOf } from '../../rules/slug.ts';
import { winner } from '../winner.ts';
import { madeUpCommunity, type MadeUpCommunity } from './community.ts';
import { isMadeUp } from './ids.ts';
import { madeUpPlaces } from './places.ts';

export const MOST_COMMUNITIES = 250_000;
export const MOST_SEED = 999_999;
/** Written at once: a megabyte, of the two that CouchDB is set up to take. */
const BATCH = 150;
const ABREAST = 4;

export interface NationAsked {
	communities: number;
	seed: number;
}

/** What an earlier run with the same seed has made; its day is theirs all. */
interface Made extends Doc {
	day: string;
	communities: number;
}

interface Claim extends Doc {
	group: string;
}

export interface NationMade {
	/** How many were added, and how many of this seed there are now. */
	added: number;
	communities: number;
	documents: number;
}

/** How many communities there are in the registry that somebody really founded, the demo apart. */
export async function realCommunities(site: Site): Promise<number> {
	const claims = await site.backend.allDocs<Claim>(ACCOUNTS, 'slug:');
	return claims.filter(({ _id, group }) => !isMadeUp(group) && _id !== `slug:${slugOf(DEMO_NAME)}`).length;
}

/**
 * Adds made-up communities until there are as many of a seed as was asked for, in batches; `say` hears how far it is. They
 * are always the same ones for the same places, and what an earlier run made stays as it is: one that was cut short is
 * gone on with.
 */
export async function makeNation(
	site: Site,
	{ communities, seed }: NationAsked,
	say: (done: number) => void = () => {}
): Promise<NationMade> {
	const { backend } = site;
	const id = `made-up:${seed}`;
	const day = site.now().toISOString();
	const known = (await change<Made>(backend, id, (now) => (now ? undefined : { day, communities: 0 })))!;
	if (known.communities >= communities) return { added: 0, communities: known.communities, documents: 0 };
	const places = await madeUpPlaces(site);
	const slugs = await readSlugs(site);
	let documents = 0;
	for (let at = known.communities; at < communities;) {
		const until = Math.min(at + BATCH, communities);
		const made: MadeUpCommunity[] = [];
		for (; at < until; at += 1) made.push(madeUpCommunity(seed, at, places, new Date(known.day)));
		await claimSlugs(site, made, slugs);
		const docs = made.flatMap((one) => one.documents(slugs.of.get(one.group)!));
		await writeAll(
			site,
			REGISTRY,
			docs.map((doc) => asFirst(doc))
		);
		documents += docs.length;
		await change<Made>(
			backend,
			id,
			(now) => now && { ...now, communities: Math.max(now.communities, until) }
		);
		say(until);
	}
	return { added: communities - known.communities, communities, documents };
}

interface Slugs {
	taken: Set<string>;
	/** By the bare id of its group. */
	of: Map<string, string>;
}

async function readSlugs({ backend }: Site): Promise<Slugs> {
	const slugs: Slugs = { taken: new Set(), of: new Map() };
	for (const { _id, group } of await backend.allDocs<Claim>(ACCOUNTS, 'slug:')) {
		const slug = _id.slice('slug:'.length);
		slugs.taken.add(slug);
		if (isMadeUp(group)) slugs.of.set(group, slug);
	}
	return slugs;
}

/**
 * Addresses for all that have none yet. A real group that claims the same one at the same moment gets it: our claims have
 * revisions that lose to any other.
 */
async function claimSlugs(site: Site, made: readonly MadeUpCommunity[], slugs: Slugs): Promise<void> {
	const waiting = () => made.filter(({ group }) => !slugs.of.has(group));
	while (waiting().length > 0) {
		const wanted = waiting().map(({ group, name }) => {
			const base = slugOf(name);
			let slug = base;
			for (let n = 2; slugs.taken.has(slug); n += 1) slug = `${base}-${n}`;
			slugs.taken.add(slug);
			return { _id: `slug:${slug}`, group };
		});
		await writeAll(
			site,
			ACCOUNTS,
			wanted.map((doc) => asFirst(doc, '0'.repeat(8)))
		);
		const standing = await site.backend.leaves(
			ACCOUNTS,
			wanted.map(({ _id }) => _id)
		);
		for (const { _id, group } of wanted)
			if (winner(standing.get(_id) ?? [])?.group === group) slugs.of.set(group, _id.slice('slug:'.length));
	}
}

async function writeAll({ backend }: Site, db: string, docs: Doc[]): Promise<void> {
	// CouchDB checks the documents of a request one after the other, and several requests side by side.
	const parts = backend.kind === 'couchdb' ? ABREAST : 1;
	const length = Math.ceil(docs.length / parts);
	const writes = Array.from({ length: parts }, (_, part) => docs.slice(part * length, (part + 1) * length))
		.filter((part) => part.length > 0)
		.map((part) => backend.bulkDocs(db, part));
	const [refused] = (await Promise.all(writes)).flat();
	if (refused) throw new BackendTrouble('refused', `${refused.id} was refused: ${refused.reason}`);
}

/** A document as its first revision, which is the same each time for the same contents. */
function asFirst(doc: Doc, before = ''): Doc {
	const hash = (before + sha256(JSON.stringify(doc))).slice(0, 32);
	return { ...doc, _rev: `1-${hash}`, _revisions: { start: 1, ids: [hash] } };
}
