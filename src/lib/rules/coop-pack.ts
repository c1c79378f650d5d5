/**
 * The directory of co-operatives as one small file: a column for each field, words that come again named by their place in
 * a list, positions as whole hundred-thousandths of a degree from the one before. Sorted by postcode neighbours stand side
 * by side, and a compressor finds most of it said already.
 */
import type { ListedInDirectory } from './listed-in-directory.ts';
import { needsMet } from './needs.ts';
import { openOutlets, outletColumns, packedOutlets, type OutletColumns } from './outlet-columns.ts';
import type { KnownOutlet } from './outlets.ts';
import { coded, degrees, deltas, isCoded, isCount, isList, type Coded } from './pack-columns.ts';
import { SOURCES, type Coop, type Provenance, type Source, type SourceId } from './reference/facts.ts';

/** Who says what is in a pack, and when they said it. */
export interface PackSource extends Source {
	id: string;
	as_of: string;
}

/** A directory, opened. */
export interface CoopDirectory {
	sources: PackSource[];
	/** The co-ops, and after them their outlets. */
	coops: ListedInDirectory[];
}

const FORMAT = 'toad-lane/coops';
/** Raised when an older app could no longer read a pack: further columns alone are no reason. */
const VERSION = 1;

/** Fields whose words come again and again. */
const CODED = ['source', 'structure', 'activity', 'sector', 'ownership', 'place'] as const;
const PLAIN = ['id', 'name', 'postcode', 'website'] as const;

type Pack = {
	format: string;
	version: number;
	count: number;
	sources: PackSource[];
	/** Left out by who knew of none. */
	outlets?: OutletColumns;
} & Record<(typeof CODED)[number], Coded> &
	Record<(typeof PLAIN)[number], string[]> &
	Record<'lat' | 'lon', (number | null)[]>;

/**
 * The pack of what is known, without those that are gone and outlets with no position, in an order that depends on nothing
 * else. `said` are the facts that outlets were made of.
 */
export function packCoops(
	known: readonly Coop[],
	outlets: readonly KnownOutlet[] = [],
	said: readonly Provenance[] = []
): unknown {
	const coops = known.filter(({ gone_at }) => gone_at === undefined).sort(byPostcode);
	const pack: Partial<Pack> = { format: FORMAT, version: VERSION, count: coops.length };
	const shops = packedOutlets(outlets);
	pack.sources = sourcesOf(shops.length > 0 ? [...coops, ...said] : coops);
	for (const field of CODED) pack[field] = coded(coops.map((coop) => coop[field]));
	for (const field of PLAIN) pack[field] = coops.map((coop) => coop[field] ?? '');
	pack.lon = deltas(coops.map(({ point }) => point?.[0]));
	pack.lat = deltas(coops.map(({ point }) => point?.[1]));
	if (shops.length > 0) {
		const { words, at } = coded([...coops, ...shops].map(({ place }) => place));
		pack.place = { words, at: at.slice(0, coops.length) };
		pack.outlets = outletColumns(shops, at.slice(coops.length));
	}
	return pack;
}

/**
 * Opens a pack, whatever was sent in its stead: 'too_new' for one that only a newer app can read, 'damaged' for anything
 * that is not a pack from end to end.
 */
export function openPack(
	value: unknown
): { ok: true; directory: CoopDirectory } | { ok: false; why: 'too_new' | 'damaged' } {
	const damaged = { ok: false, why: 'damaged' } as const;
	const pack = value as Pack | null;
	if (typeof pack !== 'object' || pack?.format !== FORMAT || !isCount(pack.version)) return damaged;
	if (pack.version > VERSION) return { ok: false, why: 'too_new' };
	const { count, sources } = pack;
	if (!isCount(count) || !Array.isArray(sources) || !sources.every(isPackSource)) return damaged;
	if (!CODED.every((field) => isCoded(pack[field], count))) return damaged;
	if (!PLAIN.every((field) => isList(pack[field], count, (text) => typeof text === 'string'))) return damaged;
	const [lon, lat] = [degrees(pack.lon, count, 180), degrees(pack.lat, count, 90)];
	if (!lon || !lat) return damaged;
	const coops: ListedInDirectory[] = [];
	for (let i = 0; i < count; i += 1) {
		const coop = { name: pack.name[i] } as ListedInDirectory;
		for (const field of CODED) {
			const word = pack[field].words[pack[field].at[i] as number];
			if (word !== undefined) coop[field] = word as SourceId;
		}
		if (!pack.id[i] || !coop.name || !coop.source) return damaged;
		coop.id = `${coop.source}:${pack.id[i]}`;
		coop.needs = needsMet(coop);
		if (pack.postcode[i]) coop.postcode = pack.postcode[i];
		if (pack.website[i]) coop.website = pack.website[i];
		const [x, y] = [lon[i], lat[i]];
		if ((x === undefined) !== (y === undefined)) return damaged;
		if (x !== undefined && y !== undefined) coop.point = [x, y];
		coops.push(coop);
	}
	const outlets = pack.outlets === undefined ? [] : openOutlets(pack.outlets, pack.place.words, coops);
	if (!outlets) return damaged;
	return { ok: true, directory: { sources, coops: [...coops, ...outlets] } };
}

function byPostcode(a: Coop, b: Coop): number {
	const [one, other] = [a, b].map(({ postcode = '', source, id }) => `${postcode} ${source} ${id}`);
	return String(one) < String(other) ? -1 : 1;
}

/** Who said these facts, and when they said so last. */
export function sourcesOf(facts: readonly Provenance[]): PackSource[] {
	const latest = new Map<SourceId, string>();
	for (const { source, as_of } of facts) {
		if (as_of > (latest.get(source) ?? '')) latest.set(source, as_of);
	}
	return [...latest].sort().map(([id, as_of]) => ({ id, ...SOURCES[id], as_of }));
}

/** Whether something says who publishes what. */
export function isPackSource(value: unknown): boolean {
	const texts = ['id', 'name', 'licence', 'url', 'as_of'] as const;
	const source = value as Partial<PackSource> | null;
	return typeof source === 'object' && texts.every((field) => typeof source?.[field] === 'string');
}
