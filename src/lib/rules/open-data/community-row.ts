/** A community as others take it along: what it published in brief, in words that need no explanation. */
import { AREAS, STATUSES } from '../../records/lists.ts';
import type { Area, Status } from '../../records/index.ts';
import type { Council } from '../nation/asked.ts';
import { heardOf, livenessOf, type CommunitySummary } from '../nation/summary.ts';
import type { Liveness } from '../yearly.ts';

/** How many commitments stand how, by area; nought is left out. */
export type OpenCounts = Record<Area, Partial<Record<Status, number>>>;

export interface OpenCommunity {
	slug: string;
	name: string;
	/** The full address of its page. */
	address: string;
	kind: CommunitySummary['kind'];
	about?: string;
	place?: string;
	/** The first half of a postcode: nothing finer is published. */
	postcode_district?: string;
	/** The area that it shows, in its own words. */
	area?: string;
	/** Whole hundredths of a degree, a kilometre or so. */
	longitude?: number;
	latitude?: number;
	council_code?: string;
	council?: string;
	/** It says that it is a co-operative council. */
	cooperative_council?: boolean;
	region?: string;
	nation?: string;
	tags: string[];
	commitments: OpenCounts;
	/** The day since which it has been registered. */
	since: string;
	/** The day of its last review, or else of its registration. */
	last_heard: string;
	/** By that day: `fresh`, `fading` after 12 months, `dormant` after 18. */
	liveness: Liveness;
	pilot: boolean;
	/** When the group last said what it publishes. */
	as_of: string;
}

/** What a row is made of. */
export interface RowFacts {
	summary: CommunitySummary;
	about?: string;
	as_of: string;
	council?: Council;
}

/** The row of a community; `origin` is where its page stands. */
export function openCommunity({ summary, about, as_of, council }: RowFacts, origin: string, now: Date) {
	const { slug, name, kind, place, postcode, area, point, tags, since, pilot } = summary;
	return {
		...{ slug, name, address: `${origin}/communities/${slug}`, kind },
		...(about && { about }),
		...(place && { place }),
		...(postcode && { postcode_district: postcode }),
		...(area && { area }),
		...(point && { longitude: point[0], latitude: point[1] }),
		...(summary.council && { council_code: summary.council }),
		...(council && { council: council.name, cooperative_council: council.cooperative ?? false }),
		...(council?.region && { region: council.region }),
		...(council && { nation: council.nation }),
		...{ tags, commitments: countsOf(summary.commitments), since },
		last_heard: heardOf(summary, now.toISOString().slice(0, 10)),
		...{ liveness: livenessOf(summary, now), pilot: pilot === true, as_of }
	} satisfies OpenCommunity as OpenCommunity;
}

function countsOf(commitments: CommunitySummary['commitments']): OpenCounts {
	const counts: OpenCounts = { action: {}, enterprise: {} };
	for (const { area, status } of commitments) counts[area][status] = (counts[area][status] ?? 0) + 1;
	return counts;
}

const PLAIN = ['slug', 'name', 'address', 'kind', 'about', 'place', 'postcode_district', 'area'] as const;
const PLACED = ['longitude', 'latitude', 'council_code', 'council', 'region', 'nation'] as const;
const DAYS = ['since', 'last_heard', 'liveness', 'as_of'] as const;
const COUNTED = AREAS.flatMap((area) => STATUSES.map((status) => ({ area, status })));
const columnOf = ({ area, status }: { area: Area; status: Status }) => `${area}_${status}`;

/** The columns of a table of communities; every row says under which licence and from where it is. */
export const COMMUNITY_COLUMNS: readonly string[] = [
	...[...PLAIN, ...PLACED, 'cooperative_council', 'tags', 'commitments'],
	...COUNTED.map(columnOf),
	...[...DAYS, 'pilot', 'licence', 'attribution', 'sources']
];

/** A community as flat values, for maps and tables; what nobody knows is left out. */
export function flatCommunity(one: OpenCommunity): Record<string, string | number | boolean | string[]> {
	const flat: Record<string, string | number | boolean | string[] | undefined> = {};
	for (const field of [...PLAIN, ...PLACED, ...DAYS]) flat[field] = one[field];
	flat.cooperative_council = one.cooperative_council;
	flat.tags = one.tags;
	flat.commitments = 0;
	for (const at of COUNTED) {
		const count = one.commitments[at.area][at.status] ?? 0;
		flat[columnOf(at)] = count;
		flat.commitments += count;
	}
	flat.pilot = one.pilot;
	return Object.fromEntries(Object.entries(flat).filter(([, value]) => value !== undefined)) as ReturnType<
		typeof flatCommunity
	>;
}

/** A row of a table. */
export function communityCells(one: OpenCommunity): Record<string, string | number> {
	const cells: Record<string, string | number> = {};
	for (const [name, value] of Object.entries(flatCommunity(one))) {
		if (typeof value === 'boolean') cells[name] = value ? 'yes' : 'no';
		else cells[name] = Array.isArray(value) ? value.join('; ') : value;
	}
	return cells;
}

/** A place on a map (RFC 7946); a community of interest may have none. */
export function communityFeature(one: OpenCommunity): object {
	const { longitude, latitude, ...properties } = flatCommunity(one);
	const point = longitude !== undefined && { type: 'Point', coordinates: [longitude, latitude] };
	return { type: 'Feature', id: one.slug, geometry: point || null, properties };
}
