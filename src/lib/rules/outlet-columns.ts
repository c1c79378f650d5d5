/** Outlets in a directory's pack: by postcode, each told by what it has in common with the one before. */
import type { ListedInDirectory } from './coop-pack.ts';
import type { Need } from './needs.ts';
import { OUTLETS, outletId, OWNERS } from './outlet-ids.ts';
import { outletNeeds, type KnownOutlet } from './outlets.ts';
import { coded, degrees, deltas, isCoded, isCount, isList, type Coded } from './pack-columns.ts';

/** Columns of their own; the words of their places are among those of the co-ops. */
export interface OutletColumns {
	count: number;
	/** The owner's own id. */
	owner: Coded;
	name: Coded;
	place: number[];
	postcode: string[];
	lon: (number | null)[];
	lat: (number | null)[];
}

type Placed = KnownOutlet & { point: [number, number] };

/** The middle of a postcode is known no better than to a ten-thousandth of a degree. */
const STEPS = 1e4;

/** Those that a phone can show, in an order that depends on nothing else. */
export function packedOutlets(outlets: readonly KnownOutlet[]): Placed[] {
	const key = ({ postcode, owner }: KnownOutlet) => `${postcode} ${owner.id}`;
	return outlets
		.filter((one): one is Placed => one.point !== undefined && !one.gone)
		.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The columns of outlets whose places have these numbers among the words of all. */
export function outletColumns(outlets: readonly Placed[], place: number[]): OutletColumns {
	return {
		count: outlets.length,
		owner: coded(outlets.map(({ owner }) => owner.id)),
		name: coded(outlets.map(({ name }) => name)),
		place,
		postcode: shared(outlets.map(({ postcode }) => postcode)),
		lon: deltas(
			outlets.map(({ point }) => point[0]),
			STEPS
		),
		lat: deltas(
			outlets.map(({ point }) => point[1]),
			STEPS
		)
	};
}

/** The outlets of these co-ops; undefined when they are not whole. */
export function openOutlets(
	packed: OutletColumns | null,
	places: string[],
	coops: readonly ListedInDirectory[]
): ListedInDirectory[] | undefined {
	if (typeof packed !== 'object' || !packed || !isCount(packed.count)) return undefined;
	const { count, owner, name, place, postcode } = packed;
	const columns = [owner, name, { words: places, at: place }];
	if (!columns.every((column) => isCoded(column, count))) return undefined;
	if (!isList(postcode, count, (text) => typeof text === 'string')) return undefined;
	const [lon, lat] = [degrees(packed.lon, count, 180, STEPS), degrees(packed.lat, count, 90, STEPS)];
	const codes = unshared(postcode);
	if (!lon || !lat || !codes) return undefined;
	const byId = new Map(coops.map((coop) => [coop.id, coop]));
	const owners = owner.words.map((number) => byId.get(`${OWNERS}:${number}`));
	const needs = new Map<string, Need[]>();
	const outlets: ListedInDirectory[] = [];
	for (let i = 0; i < count; i += 1) {
		const [of, said] = [owner.at[i] as number, name.at[i] as number];
		const [coop, own, where] = [owners[of], name.words[said], places[place[i] as number]];
		const [x, y, code] = [lon[i], lat[i], codes[i]];
		if (!coop || x === undefined || y === undefined || !code) return undefined;
		const use = `${of} ${said}`;
		if (!needs.has(use)) needs.set(use, outletNeeds(own, coop));
		const outlet: ListedInDirectory = {
			id: outletId(owner.words[of] as string, code),
			source: OUTLETS,
			owner: { id: coop.id, name: coop.name },
			name: own ?? coop.name,
			needs: needs.get(use) as Need[],
			postcode: code,
			point: [x, y]
		};
		if (where !== undefined) outlet.place = where;
		for (const field of OWNERS_WORDS) if (coop[field] !== undefined) outlet[field] = coop[field];
		outlets.push(outlet);
	}
	return outlets;
}

/** What an outlet is told by as its owner is. */
const OWNERS_WORDS = ['structure', 'activity', 'sector', 'ownership', 'website'] as const;

/** Each text as how many letters of the one before it begins with, in one digit, and the rest. */
function shared(texts: readonly string[]): string[] {
	return texts.map((text, i) => {
		const before = texts[i - 1] ?? '';
		let same = 0;
		while (same < 9 && same < before.length && before[same] === text[same]) same += 1;
		return `${same}${text.slice(same)}`;
	});
}

/** The texts again; undefined where there are none. */
function unshared(column: readonly string[]): string[] | undefined {
	const texts: string[] = [];
	for (const told of column) {
		const before = texts.at(-1) ?? '';
		const same = Number(told.slice(0, 1));
		if (!/^\d/.test(told) || same > before.length) return undefined;
		texts.push(before.slice(0, same) + told.slice(1));
	}
	return texts;
}
