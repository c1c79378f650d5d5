/** The point that stands for a shape. */
type Point = [number, number];

/**
 * A GeoJSON geometry's point, the middle of its first area, or the mean of its first line; undefined where it has
 * none. Takes anything, since files hold anything.
 */
export function centreOf(geometry: unknown): Point | undefined {
	if (typeof geometry !== 'object' || geometry === null) return undefined;
	const { type, coordinates, geometries } = geometry as Record<string, unknown>;
	if (type === 'GeometryCollection') return Array.isArray(geometries) ? centreOf(geometries[0]) : undefined;
	const points = firstLine(coordinates);
	return type === 'Polygon' || type === 'MultiPolygon'
		? (middle(points) ?? mean(points))
		: mean(type === 'MultiPoint' ? points.slice(0, 1) : points);
}

/** The innermost first list of positions. */
function firstLine(value: unknown): Point[] {
	if (!Array.isArray(value)) return [];
	if (isPoint(value)) return [value];
	return Array.isArray(value[0]) && !isPoint(value[0]) ? firstLine(value[0]) : value.filter(isPoint);
}

function isPoint(value: unknown): value is Point {
	return Array.isArray(value) && Number.isFinite(value[0]) && Number.isFinite(value[1]);
}

function mean(points: readonly Point[]): Point | undefined {
	if (points.length === 0) return undefined;
	const [x, y] = points.reduce(([sx, sy], [px, py]) => [sx + px, sy + py], [0, 0]);
	return [x / points.length, y / points.length];
}

/** The centre of area of a ring, reckoned from its first corner, which keeps small buildings exact. */
function middle(ring: readonly Point[]): Point | undefined {
	const [ox, oy] = ring[0] ?? [0, 0];
	let [area, x, y] = [0, 0, 0];
	ring.forEach(([px, py], i) => {
		const [nx, ny] = ring[(i + 1) % ring.length] as Point;
		const [ax, ay, bx, by] = [px - ox, py - oy, nx - ox, ny - oy];
		const cross = ax * by - bx * ay;
		area += cross;
		x += (ax + bx) * cross;
		y += (ay + by) * cross;
	});
	return area === 0 ? undefined : [ox + x / (3 * area), oy + y / (3 * area)];
}
