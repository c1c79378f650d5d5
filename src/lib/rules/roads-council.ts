/** Who looks after the roads of a place: its district’s council, or in two-tier England its county, which no district names. */
import { districtAt, type Districts } from './districts/file.ts';

type Point = readonly [number, number];

export type RoadsCouncil = { sort: 'district'; name: string } | { sort: 'county'; district: string };

/** Codes of England's non-metropolitan districts: above each of them is a county. */
const BELOW_A_COUNTY = /^E07/;

/** The council for the roads around these places; nothing where they lie in no district, or nobody knows where they are. */
export function roadsCouncil(districts: Districts, places: readonly Point[]): RoadsCouncil | undefined {
	if (places.length === 0) return undefined;
	const mean = (axis: 0 | 1) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
	const district = districtAt(districts, [mean(0), mean(1)]);
	if (!district) return undefined;
	const { code, name } = district;
	return BELOW_A_COUNTY.test(code) ? { sort: 'county', district: name } : { sort: 'district', name };
}
