/** What the directory shows of every district: how many co-ops, for what, how near, and how that compares with the country. */
import { per10000 } from '../audit-progress.ts';
import { metresBetween } from '../distance.ts';
import { NEEDS, needsMet, type Need } from '../needs.ts';
import type { Coop, Place } from '../reference/facts.ts';
import { classOf, LEAST_COVERAGE, type DistrictClass } from './classes.ts';
import type { CurrentDistrict } from './carry-over.ts';
import { groundFinder } from './locate.ts';

/** A co-op as others are told of it. */
export interface NearestCoop {
	name: string;
	place?: string;
	metres: number;
}

export interface DistrictFigures extends Omit<CurrentDistrict, 'area'> {
	class: DistrictClass;
	/** Why there is no data: the directory places next to nothing in this nation, or nobody knows how many people live here. */
	why?: 'no_positions' | 'no_population';
	/** Those whose position lies here; left out where the directory has no positions. */
	coops?: number;
	/** At how many places they are. */
	places?: number;
	/** The most that are at one place, where they are more than one. */
	stacked?: { coops: number; postcode?: string };
	per_10000?: number;
	/** How many there would be here at the country's rate. */
	expected?: number;
	/** How many serve each need. */
	needs?: Record<Need, number>;
	/** The nearest to its middle that serves a need, wherever that is. */
	nearest?: Partial<Record<Need, NearestCoop>>;
}

export interface Survey {
	districts: DistrictFigures[];
	/** All districts together that there are figures for: what each is compared with. */
	country: { coops: number; population: number; per_10000?: number };
	/** Nations in which the directory places too little to be a word on them. */
	nations_without: string[];
	/** Of all co-ops: how many have no position, how many lie in no district, and how many only near one. */
	coops: { all: number; no_position: number; unplaced: number; outside: number };
}

type Placed = Coop & { point: Place };

/** The survey of a country's districts. Facts that are gone are not to be among them. */
export function surveyDistricts(districts: readonly CurrentDistrict[], coops: readonly Coop[]): Survey {
	const find = groundFinder(districts.map(({ area }) => area));
	const placed = coops.filter((coop): coop is Placed => coop.point !== undefined);
	const here = districts.map((): Placed[] => []);
	let [unplaced, outside] = [0, 0];
	for (const coop of placed) {
		const found = find(coop.point);
		if (!found) unplaced += 1;
		else here[found.at]!.push(coop);
		if (found && found.metres > 0) outside += 1;
	}
	const without = nationsWithout(districts, here);
	const covered = districts.flatMap((district, i) =>
		without.has(district.nation) || district.population === undefined
			? []
			: [{ coops: here[i]!.length, people: district.population }]
	);
	const all = covered.reduce((n, { coops }) => n + coops, 0);
	const population = covered.reduce((n, { people }) => n + people, 0);
	const rate = per10000(all, population);
	const byNeed = new Map(NEEDS.map((need) => [need, placed.filter((coop) => needsMet(coop).includes(need))]));
	return {
		districts: districts.map(({ area: _, ...district }, i): DistrictFigures => {
			if (without.has(district.nation)) return { ...district, class: 'no_data', why: 'no_positions' };
			const its = here[i]!;
			const counted = { ...district, ...countsOf(its), nearest: nearestOf(district.middle, byNeed) };
			const per_10000 = per10000(its.length, district.population);
			if (per_10000 === undefined || rate === undefined)
				return { ...counted, class: 'no_data', why: 'no_population' };
			const expected = (rate * district.population!) / 10_000;
			return { ...counted, class: classOf(its.length, expected), per_10000, expected };
		}),
		country: { coops: all, population, ...(rate !== undefined && { per_10000: rate }) },
		nations_without: [...without].sort(),
		coops: { all: coops.length, no_position: coops.length - placed.length, unplaced, outside }
	};
}

/** Nations with less than a tenth of the co-ops that they would have at the rate of all: no desert, but a hole in the data. */
function nationsWithout(
	districts: readonly CurrentDistrict[],
	here: readonly (readonly unknown[])[]
): Set<string> {
	const sums = new Map<string, { coops: number; people: number }>();
	districts.forEach(({ nation, population = 0 }, i) => {
		const { coops, people } = sums.get(nation) ?? { coops: 0, people: 0 };
		sums.set(nation, { coops: coops + here[i]!.length, people: people + population });
	});
	const coops = [...sums.values()].reduce((n, one) => n + one.coops, 0);
	const people = [...sums.values()].reduce((n, one) => n + one.people, 0);
	const isWithout = (one: { coops: number; people: number }) =>
		one.coops === 0 || one.coops * people < LEAST_COVERAGE * coops * one.people;
	return new Set([...sums].filter(([, one]) => isWithout(one)).map(([nation]) => nation));
}

function countsOf(coops: readonly Placed[]): Pick<DistrictFigures, 'coops' | 'places' | 'stacked' | 'needs'> {
	const needs = Object.fromEntries(NEEDS.map((need) => [need, 0])) as Record<Need, number>;
	const places = new Map<string, Placed[]>();
	for (const coop of coops) {
		for (const need of needsMet(coop)) needs[need] += 1;
		const key = coop.point.join();
		places.set(key, [...(places.get(key) ?? []), coop]);
	}
	const most = [...places.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
	const postcode = most[0]?.postcode;
	return {
		coops: coops.length,
		places: places.size,
		...(most.length > 1 && { stacked: { coops: most.length, ...(postcode && { postcode }) } }),
		needs
	};
}

/** A degree of latitude is nowhere shorter, in metres. */
const LEAST_DEGREE = 110_000;

function nearestOf(
	middle: Place,
	byNeed: ReadonlyMap<Need, readonly Placed[]>
): Partial<Record<Need, NearestCoop>> {
	const nearest: Partial<Record<Need, NearestCoop>> = {};
	for (const [need, coops] of byNeed) {
		let [best, least] = [undefined as Placed | undefined, Infinity];
		for (const coop of coops) {
			// As far apart as their latitudes they are at least: most need not be reckoned.
			if (Math.abs(coop.point[1] - middle[1]) * LEAST_DEGREE > least) continue;
			const metres = metresBetween(middle, coop.point);
			if (metres < least) [best, least] = [coop, metres];
		}
		if (best)
			nearest[need] = {
				name: best.name,
				...(best.place && { place: best.place }),
				metres: Math.round(least)
			};
	}
	return nearest;
}
