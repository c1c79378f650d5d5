/**
 * The registry in memory, kept up from its changes: what changed is read, and no more. Nothing here is remembered that the
 * database does not say, so several gateways before one CouchDB say the same.
 */
import { createHash } from 'node:crypto';
import {
	indexCommunity,
	promised,
	summarise,
	type Council,
	type IndexedCommunity,
	type PublishedListing
} from '../../rules/nation/index.ts';
import type { Beside, Told } from '../../rules/nation/figures.ts';
import { fold } from '../../rules/fold.ts';
import { REGISTRY, type DatabaseState, type Doc } from '../backend.ts';
import type { Site } from '../site.ts';
import { Pieces, type Placed } from './pieces.ts';
import { together } from './together.ts';
import { readPlaces, type Places } from './whereabouts.ts';

/** A community as it is kept: found by its summary, with what its page alone tells left in the database. */
export interface KeptCommunity extends Placed, IndexedCommunity, Told {
	/** The bare id of its group. */
	group: string;
	about?: string;
	/** When the group last said what it publishes, by its phone's clock. */
	as_of: string;
	registered_at: string;
}

/** Kinds of which all is kept that is published. Pictures' parts stay in the database. */
const WHOLE = ['story', 'event', 'coop', 'picture'] as const;
export type WholeKind = (typeof WHOLE)[number];
type Kind = 'listing' | WholeKind;

/** Kinds of which a community is kept with how many it shows. */
const COUNTED: Partial<Record<WholeKind, keyof Beside>> = {
	story: 'stories',
	event: 'events',
	coop: 'coops'
};
const NOTHING: Beside = { stories: 0, events: 0, coops: 0 };

/** The registry as it stands. */
export interface Nation {
	/** By name. */
	readonly communities: Pieces<KeptCommunity>;
	readonly bySlug: ReadonlyMap<string, KeptCommunity>;
	readonly places: Places;
	/** All that is published of a kind, by id. */
	of<T extends Doc>(kind: WholeKind): ReadonlyMap<string, T>;
	/** Changes whenever anything of a kind does, or, for listings, what is known of places. */
	version(kind: Kind): number;
	/** Differs whenever anything at all does, in this process. */
	readonly mark: string;
}

/** A piece of the list ends with one in so many. */
const PIECE = 512;
/** How many documents are read at a time, and from how many changes on it is quicker to read all of them. */
const PAGE = 500;
const MANY = 2000;
const AT_ONCE = 8;

/** How often a registry was read as a whole. */
let lives = 0;

class Kept implements Nation {
	readonly communities = new Pieces<KeptCommunity>();
	readonly bySlug = new Map<string, KeptCommunity>();
	places: Places;
	readonly #byGroup = new Map<string, KeptCommunity>();
	/** By group, whether or not its listing stands. */
	readonly #beside = new Map<string, Beside>();
	readonly #docs = new Map<WholeKind, Map<string, Doc>>(WHOLE.map((kind) => [kind, new Map()]));
	readonly #versions = new Map<Kind, number>(['listing' as const, ...WHOLE].map((kind) => [kind, 0]));
	readonly #life = (lives += 1);

	constructor(places: Places) {
		this.places = places;
	}

	of<T extends Doc>(kind: WholeKind): ReadonlyMap<string, T> {
		return this.#docs.get(kind) as Map<string, T>;
	}

	version(kind: Kind): number {
		return this.#versions.get(kind) ?? 0;
	}

	get mark(): string {
		return `${this.#life} ${[...this.#versions.values()].join()}`;
	}

	/** Puts all listings in at once. */
	fill(listings: readonly KeptCommunity[]): void {
		for (const one of listings) this.#know(one);
		this.communities.fill(listings);
		this.#changed('listing');
	}

	keep(id: string, doc: Doc | undefined): void {
		const [kind, group = ''] = id.split(':');
		if (kind === 'listing') return this.#keepListing(group, doc);
		const docs = this.#docs.get(kind as WholeKind);
		if (!docs) return;
		const more = Number(doc !== undefined) - Number(docs.has(id));
		if (doc) docs.set(id, doc);
		else docs.delete(id);
		const counted = COUNTED[kind as WholeKind];
		if (counted && more !== 0) this.#count(group, counted, more);
		this.#changed(kind as WholeKind);
	}

	#count(group: string, what: keyof Beside, more: number): void {
		const before = this.#beside.get(group) ?? NOTHING;
		const beside = { ...before, [what]: before[what] + more };
		this.#beside.set(group, beside);
		const known = this.#byGroup.get(group);
		if (known) this.#put({ ...known, ...beside });
	}

	/** What is known of places has changed. */
	move(places: Places): void {
		this.places = places;
		this.fill([...this.communities].map((one) => located(one, places)));
	}

	#keepListing(group: string, doc: Doc | undefined): void {
		this.#takeOut(group);
		if (doc) this.#put(this.made(doc));
		this.#changed('listing');
	}

	/** Puts a community in, in the place of what was kept of it. */
	#put(one: KeptCommunity): void {
		this.#takeOut(one.group);
		this.#know(one);
		this.communities.add(one);
	}

	#takeOut(group: string): void {
		const before = this.#byGroup.get(group);
		if (!before) return;
		this.communities.remove(before.key);
		this.#byGroup.delete(group);
		this.bySlug.delete(before.summary.slug);
	}

	#know(one: KeptCommunity): void {
		this.#byGroup.set(one.group, one);
		this.bySlug.set(one.summary.slug, one);
	}

	/** A listing as it is kept, with how much is known to stand beside it. */
	made(doc: Doc): KeptCommunity {
		const group = doc._id.slice('listing:'.length);
		return keptFrom(doc, group, this.places, this.#beside.get(group) ?? NOTHING);
	}

	#changed(kind: Kind): void {
		this.#versions.set(kind, this.version(kind) + 1);
	}
}

function keptFrom(doc: Doc, group: string, places: Places, beside: Beside): KeptCommunity {
	const listing = doc as unknown as PublishedListing;
	const { about, as_of, registered_at, commitments } = listing;
	const council = listing.point && places.councilAt(listing.point);
	const summary = summarise(listing, council);
	return {
		...indexCommunity(summary, councilOf(council, places)),
		key: `${fold(summary.name)} ${group}`,
		ends: createHash('sha256').update(group).digest().readUInt32BE() % PIECE === 0,
		...{ group, as_of, registered_at, promised: commitments.map(promised), ...beside },
		...(about && { about })
	};
}

function located(one: KeptCommunity, places: Places): KeptCommunity {
	const { council: _, ...rest } = one.summary;
	const council = rest.point && places.councilAt(rest.point);
	const summary = { ...rest, ...(council && { council }) };
	return { ...one, ...indexCommunity(summary, councilOf(council, places)) };
}

const councilOf = (code: string | undefined, { councils }: Places): Council | undefined =>
	code === undefined ? undefined : councils.get(code);

/** What keeps one site's registry: its state, and how far in the database's changes it has got. */
interface Keeper {
	nation: Kept;
	instance: string;
	/** What the database said of itself when it was read last, and the place in its changes to go on from. */
	seen: string;
	since: string;
}

async function readAll(site: Site, state: DatabaseState): Promise<Keeper> {
	const nation = new Kept(await placesOf(site));
	for (const kind of WHOLE) await forEach(site, `${kind}:`, (doc) => nation.keep(doc._id, doc));
	const listings: KeptCommunity[] = [];
	await forEach(site, 'listing:', (doc) => listings.push(nation.made(doc)));
	nation.fill(listings);
	return { nation, instance: state.instance, seen: state.update_seq, since: state.update_seq };
}

async function forEach(site: Site, prefix: string, keep: (doc: Doc) => void): Promise<void> {
	for (let after: string | undefined; ;) {
		const docs = await site.backend.allDocs(REGISTRY, prefix, { after, limit: PAGE });
		for (const doc of docs) keep(doc);
		after = docs.at(-1)?._id;
		if (docs.length < PAGE) return;
	}
}

async function keepUp(site: Site, keeper: Keeper | undefined): Promise<Keeper> {
	const state = await site.backend.info(REGISTRY);
	if (!keeper || keeper.instance !== state.instance || fell(keeper.seen, state.update_seq))
		return readAll(site, state);
	const places = await placesOf(site);
	if (places !== keeper.nation.places) keeper.nation.move(places);
	if (keeper.seen === state.update_seq) return keeper;
	const asked = { since: keeper.since, limit: MANY, include_docs: false, all_leaves: false };
	const page = await site.backend.changes(REGISTRY, asked);
	if (page.results.length >= MANY) return readAll(site, state);
	const wanted = page.results.filter(({ id }) => /^(listing|story|event|coop|picture):/.test(id));
	for (let i = 0; i < wanted.length; i += AT_ONCE) {
		const few = wanted.slice(i, i + AT_ONCE);
		const docs = await Promise.all(
			few.map(({ id, deleted }) => (deleted ? undefined : site.backend.get(REGISTRY, id)))
		);
		for (const [n, { id }] of few.entries()) keeper.nation.keep(id, docs[n]);
	}
	keeper.seen = state.update_seq;
	keeper.since = page.last_seq;
	return keeper;
}

/** Positions begin with a number that falls only when a database was restored. */
const fell = (before: string, now: string) => Number.parseInt(now) < Number.parseInt(before);

/** The registry answers without districts as well: a reckoning that fails must not take it along. */
async function placesOf(site: Site): Promise<Places> {
	try {
		return await readPlaces(site);
	} catch (problem) {
		console.error(`communities are told without their councils: ${String(problem)}`);
		return UNKNOWN;
	}
}

const UNKNOWN: Places = {
	councils: new Map(),
	middles: new Map(),
	councilAt: () => undefined,
	middleOf: () => undefined
};

const keepers = new WeakMap<Site, () => Promise<Nation>>();

/** The registry as it stands now. Many who ask at once are answered by one look at the database. */
export function readNation(site: Site): Promise<Nation> {
	let ask = keepers.get(site);
	if (!ask) {
		let keeper: Keeper | undefined;
		// What fails half-way is read again from where it began, which does no harm.
		ask = together(async () => (keeper = await keepUp(site, keeper)).nation);
		keepers.set(site, ask);
	}
	return ask();
}

/** An answer that is made of the registry, and made anew only when one of these kinds has changed. */
export function untilKinds<T>(
	kinds: readonly Kind[],
	make: (nation: Nation, site: Site) => T
): (site: Site) => Promise<T> {
	const kept = new WeakMap<Nation, { at: string; answer: T }>();
	return async (site) => {
		const nation = await readNation(site);
		const at = kinds.map((kind) => nation.version(kind)).join();
		const known = kept.get(nation);
		if (known?.at === at) return known.answer;
		const answer = make(nation, site);
		kept.set(nation, { at, answer });
		return answer;
	};
}
