/** The outlines of districts as one small topology: borders once, merged ground without the lines inside it, simplified. */
import { feature, mergeArcs, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { filter, filterAttachedWeight, presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import { isWithin, placeWithin, type CurrentDistrict } from '../rules/districts/index.ts';

/** What a corner must be worth to stay: the triangle that it makes with its neighbours, in square degrees (about 200 by 200 m). */
const CORNER = 5e-6;
/** Islands smaller than this are left out. */
const ISLAND = 5e-6;
/** Steps from one end of the country to the other: about 40 metres each. */
const STEPS = 30_000;

export type Outlines = Topology<{ districts: GeometryCollection }>;

/** The outlines of districts, in their order. */
export function outlinesOf(districts: readonly Pick<CurrentDistrict, 'area' | 'boundaries'>[]): Outlines {
	// The library can't tell how large nothing is.
	if (districts.length === 0) return { type: 'Topology', arcs: [], objects: { districts: collection([]) } };
	const pieces = districts.flatMap(({ area }, at) => area.map((rings) => ({ at, rings })));
	const polygons = pieces.map(({ rings }) => ({ type: 'Polygon', coordinates: rings }));
	const all = { type: 'GeometryCollection', geometries: polygons } as GeoJSON.GeometryCollection;
	const { objects, ...whole } = topology({ all });
	const cut = (objects.all as GeometryCollection).geometries as Polygon[];
	const shapes = districts.map(({ boundaries }, at) => {
		const its = cut.filter((_, i) => pieces[i]!.at === at);
		return boundaries.length > 1
			? dissolved({ ...whole, objects: {} }, its)
			: multi(its.map(({ arcs }) => arcs));
	});
	const first = { ...whole, objects: { districts: collection(shapes) } } as Outlines;
	const plain = simplify(presimplify(first), CORNER);
	const kept = filter(plain, filterAttachedWeight(plain, ISLAND));
	// Of what was left out altogether the library leaves a geometry without a type of its own.
	const { geometries } = kept.objects.districts as GeometryCollection;
	kept.objects.districts = collection(geometries.map((one) => (one.type === null ? multi([]) : one)));
	return quantize(kept, STEPS) as Outlines;
}

const multi = (arcs: number[][][]): MultiPolygon => ({ type: 'MultiPolygon', arcs });
const collection = (geometries: GeometryCollection['geometries']): GeometryCollection => ({
	type: 'GeometryCollection',
	geometries
});

/**
 * Pieces without the borders between them. The library takes the largest ring of what hangs together for the outside and every
 * other for a hole; where pieces only touch in a point, what lies beside it is a piece of its own.
 */
function dissolved(whole: Topology, pieces: readonly Polygon[]): MultiPolygon {
	const { arcs } = mergeArcs(whole, [...pieces]);
	return multi(
		arcs.flatMap(([outer = [], ...others]) => {
			const polygons = [[outer]];
			for (const ring of others) {
				const place = placeWithin([[ringOf(whole, ring)]]);
				const around = polygons.find(([first = []]) => isWithin([ringOf(whole, first)], place));
				if (around) around.push(ring);
				else polygons.push([ring]);
			}
			return polygons;
		})
	);
}

function ringOf(whole: Topology, ring: number[]): number[][] {
	const { geometry } = feature(whole, { type: 'Polygon', arcs: [ring] });
	return geometry.coordinates[0] ?? [];
}
