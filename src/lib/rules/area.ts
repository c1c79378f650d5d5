/** The area of a patch: a ring of corners on the ground, [longitude, latitude] each, small enough to be reckoned as flat. */
import type { Patch } from '../records/index.ts';

type Point = readonly [number, number];
type Ring = NonNullable<Patch['area']>;

/** Closer than this corners are one, in degrees: about ten centimetres. */
const SAME = 1e-6;
const MARGIN_METRES = 25;
const DEGREE = 111_320;

/** Why corners make no area. */
export type AreaProblem = 'too_few' | 'crosses';

/** Whether a place lies in the area: a line from it to the east crosses the edge an odd number of times. */
export function isInside(ring: readonly Point[], [x, y]: Point): boolean {
	let inside = false;
	edges(ring).forEach(([[ax, ay], [bx, by]]) => {
		if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
	});
	return inside;
}

/** The closed ring that corners make in their order, with six decimals. */
export function areaOf(
	corners: readonly Point[]
): { ok: true; ring: Ring } | { ok: false; why: AreaProblem } {
	const round = (degrees: number) => Math.round(degrees / SAME) * SAME;
	const rounded = corners.map(([x, y]): [number, number] => [+round(x).toFixed(6), +round(y).toFixed(6)]);
	const apart = rounded.filter((corner, i) => !isSame(corner, rounded[(i + 1) % rounded.length]));
	const [first] = apart;
	if (!first || apart.length < 3 || isFlat(apart)) return { ok: false, why: 'too_few' };
	if (crosses(apart)) return { ok: false, why: 'crosses' };
	return { ok: true, ring: [...apart, first] };
}

/** The corners of a ring that was kept, whether or not its first one stands at its end again. */
export function cornersOf(ring: readonly Point[] | undefined): [number, number][] {
	const corners = (ring ?? []).map(([x, y]): [number, number] => [x, y]);
	return corners.length > 1 && isSame(corners[0], corners.at(-1)) ? corners.slice(0, -1) : corners;
}

/** The corners of the tightest area without dents around places, with a margin (Andrew 1979). */
export function cornersAround(points: readonly Point[]): [number, number][] {
	const wide = points.flatMap(([x, y]): [number, number][] => {
		const [east, north] = [MARGIN_METRES / (DEGREE * Math.cos((y * Math.PI) / 180)), MARGIN_METRES / DEGREE];
		return [
			[x - east, y - north],
			[x + east, y - north],
			[x + east, y + north],
			[x - east, y + north]
		];
	});
	wide.sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
	const half = (all: readonly [number, number][]) => {
		const chain: [number, number][] = [];
		for (const point of all) {
			while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
			chain.push(point);
		}
		return chain.slice(0, -1);
	};
	return [...half(wide), ...half([...wide].reverse())];
}

const isSame = (a: Point | undefined, b: Point | undefined) =>
	a !== undefined && b !== undefined && Math.abs(a[0] - b[0]) < SAME && Math.abs(a[1] - b[1]) < SAME;

const edges = (ring: readonly Point[]) =>
	ring.map((corner, i): [Point, Point] => [corner, ring[(i + 1) % ring.length] ?? corner]);

/** Positive where the way from `a` over `b` to `c` turns left. */
const turn = (a: Point, b: Point, c: Point) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

const isFlat = ([a, b, ...rest]: readonly Point[]) =>
	a !== undefined && b !== undefined && rest.every((c) => Math.abs(turn(a, b, c)) < SAME ** 2);

function crosses(corners: readonly Point[]): boolean {
	const all = edges(corners);
	return all.some(([a, b], i) =>
		all.some(([c, d], j) => {
			const beside = j <= i + 1 || (i === 0 && j === all.length - 1);
			return !beside && turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;
		})
	);
}
