/** How far two places are apart. */

type Point = readonly [number, number];

/** The mean radius of the earth in metres (IUGG). */
const EARTH = 6_371_009;

/** A degree of latitude in metres on that earth: places further apart in it are left out without reckoning. */
export const DEGREE = 111_195;

/** Metres between two places, [longitude, latitude] each, as the crow flies (the haversine formula). */
export function metresBetween([ax, ay]: Point, [bx, by]: Point): number {
	const half = (degrees: number) => Math.sin((degrees * Math.PI) / 360) ** 2;
	const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
	const h = half(by - ay) + cos(ay) * cos(by) * half(bx - ax);
	return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
}
