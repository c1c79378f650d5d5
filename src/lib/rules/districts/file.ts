/** The districts as one file for phones: who has how many co-ops for what, and outlines to find a place by. */
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { isPackSource, type PackSource } from '../coop-pack.ts';
import { NEEDS, type Need } from '../needs.ts';
import { CLASSES, type DistrictClass } from './classes.ts';
import { groundFinder, type Ground, type Located } from './locate.ts';
import type { Survey } from './survey.ts';

/** A district as a phone knows it. Figures are left out where there is no data. */
export interface KnownDistrict {
	code: string;
	name: string;
	nation: string;
	class: DistrictClass;
	population?: number;
	coops?: number;
	per_10000?: number;
	needs?: Record<Need, number>;
}

export interface Districts {
	sources: PackSource[];
	districts: KnownDistrict[];
	/** What each district is compared with: all of those that there is data for. */
	country: { coops: number; population: number; per_10000?: number };
	find: (point: readonly [number, number]) => Located | undefined;
}

const FORMAT = 'toad-lane/districts';
/** Raised when an older app could no longer read a file: further fields alone are no reason. */
const VERSION = 1;

type Outlines = Topology<{ districts: GeometryCollection }>;
/** Needs in their usual order. */
type Row = Omit<KnownDistrict, 'needs'> & { needs?: number[] };

interface File extends Pick<Districts, 'sources' | 'country'> {
	format: string;
	version: number;
	districts: Row[];
	outlines: Outlines;
}

/** The file of a survey, with the outlines of its districts in the same order. */
export function packDistricts(survey: Survey, outlines: Outlines, sources: PackSource[]): unknown {
	const districts = survey.districts.map(
		({ code, name, nation, class: its, population, coops, per_10000, needs }): Row => ({
			...{ code, name, nation, class: its, population, coops },
			per_10000: per_10000 === undefined ? undefined : Math.round(per_10000 * 1000) / 1000,
			needs: needs && NEEDS.map((need) => needs[need])
		})
	);
	const { country } = survey;
	return { format: FORMAT, version: VERSION, sources, country, districts, outlines } satisfies File;
}

/** Opens a file, whatever was sent in its stead: 'too_new' for one that only a newer app can read, 'damaged' for no such file. */
export function openDistricts(
	value: unknown
): { ok: true; opened: Districts } | { ok: false; why: 'too_new' | 'damaged' } {
	const damaged = { ok: false, why: 'damaged' } as const;
	const file = value as File | null;
	if (typeof file !== 'object' || file?.format !== FORMAT || !Number.isSafeInteger(file.version))
		return damaged;
	if (file.version > VERSION) return { ok: false, why: 'too_new' };
	const { sources, districts, country, outlines } = file;
	if (!Array.isArray(sources) || !sources.every(isPackSource)) return damaged;
	if (!isCount(country?.coops) || !isCount(country.population)) return damaged;
	if (!Array.isArray(districts) || !districts.every(isRow)) return damaged;
	const grounds = groundsOf(outlines);
	if (grounds?.length !== districts.length) return damaged;
	return {
		ok: true,
		opened: {
			sources,
			country,
			districts: districts.map(({ needs, ...row }) => ({ ...row, ...(needs && { needs: byNeed(needs) }) })),
			find: groundFinder(grounds)
		}
	};
}

/** The district that a place lies in, as far as simplified outlines tell: near a border it may be the neighbour. */
export function districtAt(
	{ districts, find }: Districts,
	point: readonly [number, number]
): KnownDistrict | undefined {
	const found = find(point);
	return found && districts[found.at];
}

const byNeed = (counts: readonly number[]) =>
	Object.fromEntries(NEEDS.map((need, i) => [need, counts[i] ?? 0])) as Record<Need, number>;

/** The library trusts its file: on anything else it throws, or makes places of what is no number. */
function groundsOf(outlines: Outlines): Ground[] | undefined {
	try {
		const { features } = feature(outlines, outlines.objects.districts);
		const grounds = features.map(({ geometry }) =>
			geometry.type === 'MultiPolygon' ? geometry.coordinates : undefined
		);
		const isPlace = (place: readonly number[]) => Number.isFinite(place[0]) && Number.isFinite(place[1]);
		const isSound = grounds.every((ground) =>
			ground?.every((rings) => rings.every((ring) => ring.every(isPlace)))
		);
		return isSound ? (grounds as Ground[]) : undefined;
	} catch {
		return undefined;
	}
}

const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const isCountOrNone = (value: unknown) => value === undefined || isCount(value);

function isRow(value: unknown): boolean {
	const row = value as Partial<Row> | null;
	if (typeof row !== 'object' || row === null) return false;
	if (![row.code, row.name, row.nation].every((text) => typeof text === 'string')) return false;
	if (!CLASSES.some((one) => one === row.class)) return false;
	if (![row.population, row.coops].every(isCountOrNone)) return false;
	if (row.per_10000 !== undefined && !Number.isFinite(row.per_10000)) return false;
	return row.needs === undefined || (Array.isArray(row.needs) && row.needs.every(isCount));
}
