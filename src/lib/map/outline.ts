/**
 * The coastline of Britain, Ireland and the islands between, made at build time from Natural Earth (public
 * domain, npm world-atlas). Never imported by a page: it goes into two prerendered files.
 */
import { merge } from 'topojson-client';
import type { GeometryCollection, Polygon, Topology, MultiPolygon } from 'topojson-specification';
import atlas from 'world-atlas/countries-10m.json';
import { drawing, project } from './projection.ts';

type Point = [number, number];

/** ISO 3166-1 numbers: United Kingdom, Ireland, Isle of Man, Guernsey, Jersey. */
const countries = new Set(['826', '372', '833', '831', '832']);

function distanceToLine(p: Point, a: Point, b: Point): number {
	const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
	const length = Math.hypot(dx, dy);
	if (length === 0) return Math.hypot(p[0] - a[0], p[1] - a[1]);
	return Math.abs(dy * (p[0] - a[0]) - dx * (p[1] - a[1])) / length;
}

/**
 * Fewer points for the same line: none left out lies further than `tolerance` from what remains
 * (Ramer 1972, Douglas and Peucker 1973). A closed ring is halved first.
 */
export function simplify(line: Point[], tolerance: number): Point[] {
	const [first, last] = [line[0], line.at(-1)];
	if (!first || !last || line.length < 3) return line;
	let farthest = 0;
	let distance = 0;
	for (const [i, point] of line.entries()) {
		const d = distanceToLine(point, first, last);
		if (d > distance) [farthest, distance] = [i, d];
	}
	if (distance <= tolerance) return [first, last];
	const before = simplify(line.slice(0, farthest + 1), tolerance);
	return [...before.slice(0, -1), ...simplify(line.slice(farthest), tolerance)];
}

function rings(): Point[][] {
	const topology = atlas as unknown as Topology;
	const all = topology.objects.countries as GeometryCollection;
	const wanted = all.geometries.filter((g) => countries.has(String(g.id)));
	const land = merge(topology, wanted as (Polygon | MultiPolygon)[]);
	return land.coordinates.flat() as Point[][];
}

/** The coastline for the large map, as GeoJSON with three decimals (about 70 m). */
export function outlineGeoJson(): GeoJSON.Feature<GeoJSON.MultiPolygon> {
	const round = (n: number) => Math.round(n * 1000) / 1000;
	const coordinates = rings().map((ring) => [ring.map(([x, y]) => [round(x), round(y)])]);
	return { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates } };
}

/** The coastline for the small drawn map: an SVG file whose `#land` pages use with their own colours. */
export function outlineSvg(): string {
	const path = rings()
		.map((ring) => simplify(ring.map(project), 0.7))
		.filter((ring) => ring.length > 4)
		.map((ring) => 'M' + ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L') + 'Z')
		.join('');
	const box = `0 0 ${drawing.width} ${drawing.height}`;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}"><path id="land" d="${path}"/></svg>`;
}
