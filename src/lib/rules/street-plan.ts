/** Where things stand on the plan of a street, told by the houses beside them. */
export type PlanPoint = readonly [number, number];

export interface PlacedHouse {
	id: string;
	label: string;
	street: string;
	/** [longitude, latitude] */
	point: PlanPoint;
}

const DEGREE = 111_320;
/** What is further away says nothing about where a thing stands, in metres. */
const NEAR = 60;

/**
 * The clear width that fire engines need between kerbs, in metres (Building Regulations 2010, Approved Document B,
 * volume 1, section 13, table 13.1: typical fire and rescue service vehicle access route specification).
 */
export const FIRE_ENGINE_METRES = 3.7;

/** East and south of a place, in metres, as if the ground were flat. */
export function metresFrom([ox, oy]: PlanPoint, [x, y]: PlanPoint): [number, number] {
	return [(x - ox) * Math.cos((oy * Math.PI) / 180) * DEGREE, (oy - y) * DEGREE];
}

const apart = (a: PlanPoint, b: PlanPoint) => Math.hypot(...metresFrom(a, b));

/** The house that stands nearest to a place, and how far off it is; none where all are far. */
export function nearestHouse<H extends PlacedHouse>(
	place: PlanPoint,
	houses: readonly H[]
): { house: H; metres: number } | undefined {
	let best: { house: H; metres: number } | undefined;
	for (const house of houses) {
		const metres = apart(place, house.point);
		if (metres <= NEAR && (!best || metres < best.metres)) best = { house, metres };
	}
	return best;
}

/** How long a line is, in metres. */
export function lengthOf(line: readonly PlanPoint[]): number {
	return line.slice(1).reduce((sum, point, i) => sum + apart(line[i] as PlanPoint, point), 0);
}

/** The place in the road outside a house: half way to the nearest one across it, or the house itself where there is none. */
export function outside(
	house: PlacedHouse & { side: string },
	houses: readonly (PlacedHouse & { side: string })[]
) {
	const across = nearestHouse(
		house.point,
		houses.filter(({ street, side }) => street === house.street && side !== house.side)
	);
	const [x, y] = house.point;
	if (!across) return [x, y] as [number, number];
	const [ox, oy] = across.house.point;
	return [(x + ox) / 2, (y + oy) / 2] as [number, number];
}
