/**
 * The directory of co-operatives as one small file: a column for each field, words that come again named by their place in
 * a list, positions as whole hundred-thousandths of a degree from the one before. Sorted by postcode neighbours stand side
 * by side, and a compressor finds most of it said already.
 */
import { needsMet, type Need } from './needs.ts';
import { SOURCES, type Coop, type Provenance, type Source, type SourceId } from './reference/facts.ts';

/** A co-operative of the directory. */
export interface ListedInDirectory extends Packed {
	/** Its source and that source's own id, as notes of an audit name it: `cuk-organisations:R006884`. */
	id: string;
	/** What neighbours can use it for, as far as its sector, activity and owners tell. */
	needs: Need[];
}

type Packed = Pick<
	Coop,
	| 'source'
	| 'name'
	| 'structure'
	| 'activity'
	| 'sector'
	| 'ownership'
	| 'place'
	| 'postcode'
	| 'website'
	| 'point'
>;

/** Who says what is in a pack, and when they said it. */
export interface PackSource extends Source {
	id: string;
	as_of: string;
}

/** A directory, opened. */
export interface CoopDirectory {
	sources: PackSource[];
	coops: ListedInDirectory[];
}

const FORMAT = 'toad-lane/coops';
/** Raised when an older app could no longer read a pack: further columns alone are no reason. */
const VERSION = 1;

/** Fields whose words come again and again. */
const CODED = ['source', 'structure', 'activity', 'sector', 'ownership', 'place'] as const;
const PLAIN = ['id', 'name', 'postcode', 'website'] as const;

interface Coded {
	words: string[];
	/** -1 for none. */
	at: number[];
}

type Pack = { format: string; version: number; count: number; sources: PackSource[] } & Record<
	(typeof CODED)[number],
	Coded
> &
	Record<(typeof PLAIN)[number], string[]> &
	Record<'lat' | 'lon', (number | null)[]>;

/** The pack of what is known, without those that are gone, in an order that depends on nothing else. */
export function packCoops(known: readonly Coop[]): unknown {
	const coops = known.filter(({ gone_at }) => gone_at === undefined).sort(byPostcode);
	const pack: Partial<Pack> = { format: FORMAT, version: VERSION, count: coops.length };
	pack.sources = sourcesOf(coops);
	for (const field of CODED) pack[field] = coded(coops.map((coop) => coop[field]));
	for (const field of PLAIN) pack[field] = coops.map((coop) => coop[field] ?? '');
	pack.lon = deltas(coops.map(({ point }) => point?.[0]));
	pack.lat = deltas(coops.map(({ point }) => point?.[1]));
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
	return { ok: true, directory: { sources, coops } };
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

function coded(column: readonly (string | undefined)[]): Coded {
	const words = new Map<string, number>();
	const at = column.map((word) => {
		if (word === undefined) return -1;
		const known = words.get(word) ?? words.size;
		words.set(word, known);
		return known;
	});
	return { words: [...words.keys()], at };
}

function deltas(column: readonly (number | undefined)[]): (number | null)[] {
	let last = 0;
	return column.map((degree) => {
		if (degree === undefined) return null;
		const now = Math.round(degree * 1e5);
		const step = now - last;
		last = now;
		return step;
	});
}

/** The degrees that steps lead to; undefined when they lead off the globe or are none. */
function degrees(steps: unknown, count: number, most: number): (number | undefined)[] | undefined {
	if (!isList(steps, count, (step) => step === null || Number.isSafeInteger(step))) return undefined;
	let last = 0;
	let sound = true;
	const column = (steps as (number | null)[]).map((step) => {
		if (step === null) return undefined;
		last += step;
		if (Math.abs(last) > most * 1e5) sound = false;
		return last / 1e5;
	});
	return sound ? column : undefined;
}

const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

const isList = (value: unknown, count: number, is: (one: unknown) => boolean) =>
	Array.isArray(value) && value.length === count && value.every(is);

function isCoded(value: Coded | undefined, count: number): boolean {
	const words = value?.words;
	if (!Array.isArray(words) || !words.every((word) => typeof word === 'string')) return false;
	const isPlace = (at: unknown) =>
		Number.isInteger(at) && (at as number) >= -1 && (at as number) < words.length;
	return isList(value?.at, count, isPlace);
}

/** Whether something says who publishes what. */
export function isPackSource(value: unknown): boolean {
	const texts = ['id', 'name', 'licence', 'url', 'as_of'] as const;
	const source = value as Partial<PackSource> | null;
	return typeof source === 'object' && texts.every((field) => typeof source?.[field] === 'string');
}
