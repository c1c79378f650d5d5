import { m } from '$lib/i18n';
import { unpackPlaces, whereabouts, type Bearing, type Country, type Place } from './gazetteer.ts';

const COUNTRIES: Record<Country, () => string> = {
	E: m.group_country_e,
	W: m.group_country_w,
	S: m.group_country_s,
	N: m.group_country_n,
	M: m.group_country_m,
	J: m.group_country_j,
	G: m.group_country_g
};
const BEARINGS: Record<Bearing, () => string> = {
	n: m.group_bearing_n,
	ne: m.group_bearing_ne,
	e: m.group_bearing_e,
	se: m.group_bearing_se,
	s: m.group_bearing_s,
	sw: m.group_bearing_sw,
	w: m.group_bearing_w,
	nw: m.group_bearing_nw
};

let loaded: Promise<Place[]> | undefined;

/** The built-in places, fetched once when first asked for; none when the file can't be had. */
export function loadPlaces(): Promise<Place[]> {
	loaded ??= import('virtual:gazetteer').then(
		({ default: packed }) => unpackPlaces(packed),
		() => {
			loaded = undefined;
			return [];
		}
	);
	return loaded;
}

/** `Newport, England: 8 miles north-east of Telford`. */
export function sayWhere(places: Place[], place: Place): string {
	const where = whereabouts(places, place);
	const country = COUNTRIES[where.country]();
	if (!where.near) return m.group_place_in({ name: place.name, country });
	return m.group_place_near({
		name: place.name,
		country,
		distance: m.group_miles({ count: where.near.miles }),
		bearing: BEARINGS[where.near.bearing](),
		town: where.near.name
	});
}
