/**
 * The registry's directory as one small file for phones: pieces of a few hundred communities each, by name, a column for
 * each field. A piece says all by itself, so that what changes in one leaves the others as they are.
 */
import { COMMUNITY_KINDS, STATUSES } from '../../records/lists.ts';
import { breathe } from '../breathe.ts';
import { coded, degrees, deltas, isCoded, isCount, isList, type Coded } from '../pack-columns.ts';
import { slugOf } from '../slug.ts';
import type { Council } from './asked.ts';
import type { CommunitySummary } from './summary.ts';

const FORMAT = 'toad-lane/communities';
/** Raised when an older app could no longer read a file: further columns alone are no reason. */
const VERSION = 1;
/** Positions are known to a hundredth of a degree, a kilometre. */
const STEPS = 100;

const CODED = ['place', 'postcode', 'area', 'council'] as const;

type Piece = {
	name: string[];
	/** '' where it is what the name makes. */
	slug: string[];
	kind: number[];
	lon: (number | null)[];
	lat: (number | null)[];
	/** Words by their place in `tag`. */
	tag: string[];
	tags: number[][];
	/** A letter a commitment: large for co-operative action, small for enterprise, by its status. */
	promises: string[];
	/** Days since 1970. */
	since: number[];
	/** Days after `since`; -1 for no review. */
	reviewed: number[];
	/** 1 for a pilot, 2 for one that a moderator looked at, 3 for both. */
	marks: number[];
} & Record<(typeof CODED)[number], Coded>;

/** What stands round the pieces. */
export interface DirectoryHead {
	/** Councils in the order of their codes. */
	councils: readonly Council[];
	/** The middle of a postcode's district, where somebody knows it. */
	districts: Readonly<Record<string, readonly [number, number]>>;
}

/** A directory, opened. */
export interface CommunityDirectory {
	/** By name, in its pieces. */
	communities: CommunitySummary[][];
	councils: ReadonlyMap<string, Council>;
	districts: Readonly<Record<string, readonly [number, number]>>;
}

const LETTERS = 'ABCDEFGHIJKLMNOP';
const DAY = 86_400_000;
const dayNumber = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
const dayOf = (number: number) => new Date(number * DAY).toISOString().slice(0, 10);

/** One piece as a text of JSON. */
export function packPiece(communities: readonly CommunitySummary[]): string {
	const tags = new Map<string, number>();
	const numbered = (tag: string) => {
		const known = tags.get(tag) ?? tags.size;
		tags.set(tag, known);
		return known;
	};
	const piece: Partial<Piece> = {
		name: communities.map(({ name }) => name),
		slug: communities.map(({ name, slug }) => (slugOf(name) === slug ? '' : slug)),
		kind: communities.map(({ kind }) => COMMUNITY_KINDS.indexOf(kind)),
		lon: deltas(
			communities.map(({ point }) => point?.[0]),
			STEPS
		),
		lat: deltas(
			communities.map(({ point }) => point?.[1]),
			STEPS
		),
		tags: communities.map((one) => one.tags.map(numbered)),
		promises: communities.map(({ commitments }) => commitments.map(letterOf).sort().join('')),
		since: communities.map(({ since }) => dayNumber(since)),
		reviewed: communities.map(({ since, reviewed }) =>
			reviewed === undefined ? -1 : Math.max(0, dayNumber(reviewed) - dayNumber(since))
		),
		marks: communities.map(({ pilot, verified }) => (pilot ? 1 : 0) + (verified ? 2 : 0))
	};
	for (const field of CODED) piece[field] = coded(communities.map((one) => one[field]));
	return JSON.stringify({ ...piece, tag: [...tags.keys()] });
}

const letterOf = ({ area, status }: CommunitySummary['commitments'][number]) => {
	const letter = LETTERS[STATUSES.indexOf(status)] ?? '';
	return area === 'action' ? letter : letter.toLowerCase();
};

/** What stands before the pieces, and after them; between two there is a comma. */
export function packHead({ councils, districts }: DirectoryHead): { before: string; after: string } {
	const columns = {
		code: councils.map(({ code }) => code),
		name: councils.map(({ name }) => name),
		nation: coded(councils.map(({ nation }) => nation)),
		region: coded(councils.map(({ region }) => region)),
		cooperative: councils.flatMap(({ cooperative }, i) => (cooperative ? [i] : []))
	};
	const names = Object.keys(districts).sort();
	const middles = {
		name: names,
		lon: deltas(
			names.map((name) => districts[name]?.[0]),
			STEPS
		),
		lat: deltas(
			names.map((name) => districts[name]?.[1]),
			STEPS
		)
	};
	const head = { format: FORMAT, version: VERSION, councils: columns, districts: middles };
	return { before: `${JSON.stringify(head).slice(0, -1)},"pieces":[`, after: ']}' };
}

/**
 * Opens a file, whatever was sent in its stead: 'too_new' for one that only a newer app can read, 'damaged' for no such file.
 * Gives way to others after each piece.
 */
export async function openCommunities(
	value: unknown
): Promise<{ ok: true; opened: CommunityDirectory } | { ok: false; why: 'too_new' | 'damaged' }> {
	const damaged = { ok: false, why: 'damaged' } as const;
	const file = value as Record<string, unknown> | null;
	if (typeof file !== 'object' || file?.format !== FORMAT || !isCount(file.version)) return damaged;
	if ((file.version as number) > VERSION) return { ok: false, why: 'too_new' };
	const councils = openCouncils(file.councils);
	const districts = openDistrictMiddles(file.districts);
	if (!councils || !districts || !Array.isArray(file.pieces)) return damaged;
	const communities: CommunitySummary[][] = [];
	for (const piece of file.pieces as unknown[]) {
		const opened = openPiece(piece);
		if (!opened) return damaged;
		communities.push(opened);
		await breathe();
	}
	return { ok: true, opened: { communities, councils, districts } };
}

const isText = (value: unknown) => typeof value === 'string';
const isNumber = (value: unknown) => Number.isSafeInteger(value);

function openPiece(value: unknown): CommunitySummary[] | undefined {
	const piece = value as Piece | null;
	if (typeof piece !== 'object' || piece === null || !Array.isArray(piece.name)) return undefined;
	const count = piece.name.length;
	const columns: [unknown, (one: unknown) => boolean][] = [
		[piece.name, (one) => isText(one) && one !== ''],
		[piece.slug, isText],
		[piece.kind, (one) => COMMUNITY_KINDS[one as number] !== undefined],
		[piece.promises, isText],
		[piece.since, isNumber],
		[piece.reviewed, isNumber],
		[piece.marks, isCount]
	];
	if (!columns.every(([column, is]) => isList(column, count, is))) return undefined;
	if (!CODED.every((field) => isCoded(piece[field], count))) return undefined;
	const words = piece.tag;
	if (!Array.isArray(words) || !words.every(isText)) return undefined;
	const isTags = (one: unknown) => Array.isArray(one) && one.every((at) => words[at as number] !== undefined);
	const [lon, lat] = [degrees(piece.lon, count, 180, STEPS), degrees(piece.lat, count, 90, STEPS)];
	if (!isList(piece.tags, count, isTags) || !lon || !lat) return undefined;
	return piece.name.map((name, i) => {
		const summary = { name, slug: piece.slug[i] || slugOf(name) } as CommunitySummary;
		for (const field of CODED) {
			const word = piece[field].words[piece[field].at[i] as number];
			if (word !== undefined) summary[field] = word;
		}
		const [x, y] = [lon[i], lat[i]];
		if (x !== undefined && y !== undefined) summary.point = [x, y];
		summary.kind = COMMUNITY_KINDS[piece.kind[i] as number]!;
		summary.tags = (piece.tags[i] ?? []).map((at) => words[at] as string);
		summary.commitments = promisesOf(piece.promises[i] ?? '');
		const since = piece.since[i] as number;
		summary.since = dayOf(since);
		if (piece.reviewed[i]! >= 0) summary.reviewed = dayOf(since + piece.reviewed[i]!);
		const marks = piece.marks[i] as number;
		if (marks & 1) summary.pilot = true;
		if (marks & 2) summary.verified = true;
		return summary;
	});
}

/** A status that only a newer app knows is left out. */
function promisesOf(letters: string): CommunitySummary['commitments'] {
	return [...letters].flatMap((letter) => {
		const status = STATUSES[LETTERS.indexOf(letter.toUpperCase())];
		const area = letter === letter.toUpperCase() ? ('action' as const) : ('enterprise' as const);
		return status ? [{ area, status }] : [];
	});
}

function openCouncils(value: unknown): Map<string, Council> | undefined {
	const columns = value as {
		code: string[];
		name: string[];
		nation: Coded;
		region: Coded;
		cooperative: number[];
	} | null;
	if (typeof columns !== 'object' || columns === null || !Array.isArray(columns.code)) return undefined;
	const { code, name, nation, region, cooperative } = columns;
	if (!isList(code, code.length, isText) || !isList(name, code.length, isText)) return undefined;
	if (!isCoded(nation, code.length) || !isCoded(region, code.length) || !Array.isArray(cooperative))
		return undefined;
	const marked = new Set(cooperative);
	return new Map(
		code.map((one, i) => {
			const its = region.words[region.at[i] as number];
			const council: Council = {
				code: one,
				name: name[i]!,
				nation: nation.words[nation.at[i] as number] ?? ''
			};
			return [one, { ...council, ...(its && { region: its }), ...(marked.has(i) && { cooperative: true }) }];
		})
	);
}

function openDistrictMiddles(value: unknown): Record<string, [number, number]> | undefined {
	const columns = value as { name: string[]; lon: unknown; lat: unknown } | null;
	if (typeof columns !== 'object' || columns === null || !Array.isArray(columns.name)) return undefined;
	const count = columns.name.length;
	const [lon, lat] = [degrees(columns.lon, count, 180, STEPS), degrees(columns.lat, count, 90, STEPS)];
	if (!isList(columns.name, count, isText) || !lon || !lat) return undefined;
	const known = columns.name.flatMap((name, i): [string, [number, number]][] => {
		const [x, y] = [lon[i], lat[i]];
		return x === undefined || y === undefined ? [] : [[name, [x, y]]];
	});
	return Object.fromEntries(known);
}
