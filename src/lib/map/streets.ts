/** Streets as their doors show them, for a map that has no ground of its own. */
type Point = readonly [number, number];

export interface StreetDoor {
	street: string;
	side: string;
	point: Point;
}

/** Doors of one street that lie further apart belong to two pieces of it, in metres. */
const GAP = 120;

const DEGREE = 111_320;

/** Metres between two places near each other. */
export function metresBetween([ax, ay]: Point, [bx, by]: Point): number {
	const east = (bx - ax) * Math.cos((((ay + by) / 2) * Math.PI) / 180);
	return Math.hypot(east, by - ay) * DEGREE;
}

/**
 * A line along each side of each street, through its doors in the order they come, broken where there is a gap; and
 * the name of each street at its middle door.
 */
export function streetLines(doors: readonly StreetDoor[]): {
	lines: Point[][];
	names: { name: string; point: Point }[];
} {
	const sides = gather(doors, ({ street, side }) => `${street}\n${side}`);
	const streets = gather(doors, ({ street }) => street);
	return {
		lines: [...sides.values()].flatMap(pieces),
		names: [...streets].flatMap(([name, along]) => {
			const middle = along[Math.floor(along.length / 2)];
			return middle && name ? [{ name, point: middle.point }] : [];
		})
	};
}

function gather<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
	const kept = new Map<string, T[]>();
	for (const one of all) {
		const key = by(one);
		const together = kept.get(key);
		if (together) together.push(one);
		else kept.set(key, [one]);
	}
	return kept;
}

function pieces(doors: readonly StreetDoor[]): Point[][] {
	const lines: Point[][] = [];
	let last: Point | undefined;
	for (const { point } of doors) {
		if (last && metresBetween(last, point) <= GAP) lines.at(-1)?.push(point);
		else lines.push([point]);
		last = point;
	}
	return lines.filter((line) => line.length > 1);
}
