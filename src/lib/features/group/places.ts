import { m } from '$lib/i18n';
import { unpackPlaces, whereabouts, type Place } from './gazetteer.ts';

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
	const country = m[`group_country_${where.country.toLowerCase() as Lowercase<typeof where.country>}`]();
	if (!where.near) return m.group_place_in({ name: place.name, country });
	return m.group_place_near({
		name: place.name,
		country,
		distance: m.group_miles({ count: where.near.miles }),
		bearing: m[`group_bearing_${where.near.bearing}`](),
		town: where.near.name
	});
}
