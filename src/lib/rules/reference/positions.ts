/** Positions as tables give them. */
import type { Place } from './facts.ts';

/** What is wrong with a position: the rest of a row may be sound all the same. */
export type PositionProblem =
	'position_unreadable' | 'position_zero' | 'position_swapped' | 'position_outside';

/** The United Kingdom with the Isle of Man and the Channel Islands. */
const BOUNDS = { west: -8.7, south: 49, east: 1.9, north: 61 };

/** Whether a place lies where these tables can be about. */
export function isInBounds([lon, lat]: readonly [number, number]): boolean {
	return lon >= BOUNDS.west && lon <= BOUNDS.east && lat >= BOUNDS.south && lat <= BOUNDS.north;
}

/** Latitude and longitude as typed, to five decimals (a metre); nothing when both are empty. */
export function readPosition(
	latitude: string,
	longitude: string
): { point?: Place; problem?: PositionProblem } {
	if (latitude === '' && longitude === '') return {};
	const [lat, lon] = [toNumber(latitude), toNumber(longitude)];
	if (Number.isNaN(lat) || Number.isNaN(lon)) return { problem: 'position_unreadable' };
	if (lat === 0 && lon === 0) return { problem: 'position_zero' };
	if (isInBounds([lon, lat])) return { point: [toFive(lon), toFive(lat)] };
	return { problem: isInBounds([lat, lon]) ? 'position_swapped' : 'position_outside' };
}

/** A number as tables write them; anything else is none. */
export const toNumber = (text: string) => (/^-?\d{1,12}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);

/** Five decimals: about a metre. */
export const toFive = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
