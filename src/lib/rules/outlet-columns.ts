/** Outlets in a directory's pack: by postcode, each told by what it has in common with the one before. */
import type { ListedInDirectory } from './listed-in-directory.ts';
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
	const owners = owner.words.map((number) => ownerOf(byId.get(`${OWNERS}:${number}`)));
	const outlets: ListedInDirectory[] = [];
	for (let i = 0; i < count; i += 1) {
		const [of, said] = [owner.at[i] as number, name.at[i] as number];
		const [x, y, code, whose] = [lon[i], lat[i], codes[i], owners[of]];
		if (!whose || x === undefined || y === undefined || !code) return undefined;
		const outlet: ListedInDirectory = {
			...whose.told,
			source: OUTLETS,
			id: outletId(owner.words[of] as string, code),
			name: name.words[said] ?? whose.told.owner.name,
			needs: whose.needs(said, name.words[said]),
			postcode: code,
			point: [x, y]
		};
		const where = places[place[i] as number];
		if (where !== undefined) outlet.place = where;
		outlets.push(outlet);
	}
	return outlets;
}

/** What all outlets of a co-op are told by as it is; names and needs come again and again. */
function ownerOf(coop: ListedInDirectory | undefined) {
	if (!coop) return undefined;
	const { id, name, structure, activity, sector, ownership, website } = coop;
	const words = Object.entries({ structure, activity, sector, ownership, website });
	const known: Need[][] = [];
	return {
		told: {
			...Object.fromEntries(words.filter(([, word]) => word !== undefined)),
			owner: { id, name }
		},
		/** By the number of a name; -1 for none. */
		needs: (said: number, own: string | undefined) => (known[said + 1] ??= outletNeeds(own, coop))
	};
}

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
		const before = texts[texts.length - 1] ?? '';
		const same = told.charCodeAt(0) - 48;
		if (!(same >= 0 && same <= 9 && same <= before.length)) return undefined;
		texts.push(before.slice(0, same) + told.slice(1));
	}
	return texts;
}
