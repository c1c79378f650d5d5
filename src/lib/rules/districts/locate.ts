/** Which of many grounds a place lies in. */
import { metresBetween } from '../distance.ts';

type Point = readonly [number, number];
type Ring = readonly (readonly number[])[];
/** GeoJSON's coordinates of a MultiPolygon. */
export type Ground = readonly (readonly Ring[])[];

/** How far out of every ground a place may lie and still belong to the nearest: quays, piers, and outlines drawn at the tide's edge. */
export const OUTSIDE_METRES = 1000;

export interface Located {
	/** Which ground, by its place in the list. */
	at: number;
	/** How far outside of it; 0 within. */
	metres: number;
}

/** [west, south, east, north] */
type Box = readonly [number, number, number, number];

/** Makes grounds ready for questions. What lies on a border belongs to one of both, what lies on no ground to the nearest in reach. */
export function groundFinder(
	grounds: readonly Ground[],
	reach = OUTSIDE_METRES
): (point: Point) => Located | undefined {
	const pieces = grounds.flatMap((ground, at) =>
		ground.map((rings) => ({ at, rings, box: boxOf(rings[0] ?? []) }))
	);
	return (point) => {
		const within = pieces.find(({ box, rings }) => isInBox(box, point) && isWithin(rings, point));
		if (within) return { at: within.at, metres: 0 };
		let nearest: Located | undefined;
		for (const { at, rings, box } of pieces) {
			if (!isInBox(widened(box, reach), point)) continue;
			const metres = Math.min(...rings.map((ring) => metresToRing(ring, point)));
			if (metres <= reach && metres < (nearest?.metres ?? Infinity)) nearest = { at, metres };
		}
		return nearest;
	};
}

/** Whether a place lies in a polygon with holes: a line from it to the east crosses its rings an odd number of times. */
export function isWithin(rings: readonly Ring[], [x, y]: Point): boolean {
	let inside = false;
	for (const cut of cutsAt(rings, y)) if (x < cut) inside = !inside;
	return inside;
}

/** Some place well within a ground: in the middle of its widest stretch, halfway up its largest piece. */
export function placeWithin(ground: Ground): [number, number] {
	const sizeOf = ([outer = []]: readonly Ring[]) => {
		const [west, south, east, north] = boxOf(outer);
		return (east - west) * (north - south);
	};
	const rings = [...ground].sort((a, b) => sizeOf(b) - sizeOf(a))[0] ?? [];
	const [west, south, east, north] = boxOf(rings[0] ?? []);
	const y = (south + north) / 2 + 1e-7;
	const cuts = cutsAt(rings, y).sort((a, b) => a - b);
	let [from, to] = [west, west];
	for (let i = 1; i < cuts.length; i += 2)
		if (cuts[i]! - cuts[i - 1]! > to - from) [from, to] = [cuts[i - 1]!, cuts[i]!];
	return [to > from ? (from + to) / 2 : (west + east) / 2, y];
}

/** Where a line from west to east at a latitude cuts the rings. */
function cutsAt(rings: readonly Ring[], y: number): number[] {
	const cuts: number[] = [];
	for (const ring of rings) {
		for (let i = 1; i < ring.length; i += 1) {
			let [south, north] = [ring[i - 1]!, ring[i]!];
			if (south[1]! > y === north[1]! > y) continue;
			// Always from south to north, so that two neighbours reckon the same of the border that they share.
			if (south[1]! > north[1]!) [south, north] = [north, south];
			const [ax = 0, ay = 0] = south;
			const [bx = 0, by = 0] = north;
			cuts.push(((bx - ax) * (y - ay)) / (by - ay) + ax);
		}
	}
	return cuts;
}

function boxOf(ring: Ring): Box {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x = 0, y = 0] of ring) {
		west = Math.min(west, x);
		south = Math.min(south, y);
		east = Math.max(east, x);
		north = Math.max(north, y);
	}
	return [west, south, east, north];
}

const isInBox = ([west, south, east, north]: Box, [x, y]: Point) =>
	x >= west && x <= east && y >= south && y <= north;

const DEGREE = 111_000;

function widened([west, south, east, north]: Box, metres: number): Box {
	const up = metres / DEGREE;
	const aside = up / Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180);
	return [west - aside, south - up, east + aside, north + up];
}

/** To the nearest point of an edge, on ground that is flat for a few kilometres. */
function metresToRing(ring: Ring, point: Point): number {
	const [x, y] = point;
	const squeeze = Math.cos((y * Math.PI) / 180);
	let [least, best] = [Infinity, point];
	for (let i = 1; i < ring.length; i += 1) {
		const [ax = 0, ay = 0] = ring[i - 1]!;
		const [bx = 0, by = 0] = ring[i]!;
		const [dx, dy] = [(bx - ax) * squeeze, by - ay];
		const length = dx * dx + dy * dy;
		const along = length === 0 ? 0 : ((x - ax) * squeeze * dx + (y - ay) * dy) / length;
		const share = Math.min(1, Math.max(0, along));
		const near: Point = [ax + (bx - ax) * share, ay + (by - ay) * share];
		const far = ((near[0] - x) * squeeze) ** 2 + (near[1] - y) ** 2;
		if (far < least) [least, best] = [far, near];
	}
	return metresBetween(point, best);
}
