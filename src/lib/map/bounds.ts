type Point = readonly [number, number];
type Box = [[west: number, south: number], [east: number, north: number]];

const BRITAIN: Box = [
	[-8.2, 49.9],
	[1.8, 58.7]
];

/** The corners of the smallest box around all of it, [[west, south], [east, north]]; Britain where there is nothing. */
export function around(points: readonly Point[]): Box {
	if (points.length === 0) return BRITAIN;
	let [west, south, east, north] = [180, 90, -180, -90];
	for (const point of points) {
		west = Math.min(west, point[0]);
		south = Math.min(south, point[1]);
		east = Math.max(east, point[0]);
		north = Math.max(north, point[1]);
	}
	return [
		[west, south],
		[east, north]
	];
}
