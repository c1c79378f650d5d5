/** Districts of a TopoJSON file. */
import { feature } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import type { District, Provenance, SourceId } from './facts.ts';
import { isInBounds, toFive } from './positions.ts';

export type BoundariesProblem =
	| 'cut_short'
	| 'not_json'
	| 'not_topojson'
	| 'no_codes'
	| 'arcs_missing'
	| 'broken_ring'
	| 'outside'
	| 'same_id';

export type ReadBoundaries =
	| { ok: true; source: SourceId; districts: Omit<District, keyof Provenance>[] }
	| { ok: false; why: BoundariesProblem; which?: string };

/** What the properties of a district are called, of Great Britain (of any year) and of Northern Ireland. */
const NAMES: readonly { source: SourceId; id: RegExp; name: RegExp }[] = [
	{ source: 'gb-districts', id: /^LAD\d\dCD$/, name: /^LAD\d\dNM$/ },
	{ source: 'ni-districts', id: /^LGDCode$/, name: /^LGDNAME$/ }
];

/** All districts of a file, or why it is none: it is taken whole or not at all. */
export function readBoundaries(text: string): ReadBoundaries {
	const no = (why: BoundariesProblem, which?: string) => ({ ok: false, why, which }) as const;
	let topology: Topology<{ [name: string]: GeometryCollection<Record<string, unknown>> }>;
	try {
		topology = JSON.parse(text);
	} catch {
		return no(/^\s*\{/.test(text) && !/\}\s*$/.test(text) ? 'cut_short' : 'not_json');
	}
	const shapes = topology?.type === 'Topology' && Array.isArray(topology.arcs) && topology.objects;
	const [layer] = shapes ? Object.values(shapes) : [];
	if (layer?.type !== 'GeometryCollection' || !Array.isArray(layer.geometries)) return no('not_topojson');
	const first = Object.keys(layer.geometries[0]?.properties ?? {});
	const names = NAMES.find(({ id, name }) => [id, name].every((is) => first.some((key) => is.test(key))));
	if (!names) return no('no_codes');
	const districts = new Map<string, Omit<District, keyof Provenance>>();
	for (const shape of layer.geometries) {
		const said = (is: RegExp) => Object.entries(shape?.properties ?? {}).find(([key]) => is.test(key))?.[1];
		const [id, name] = [said(names.id), said(names.name)];
		if (typeof id !== 'string' || typeof name !== 'string' || !/^[A-Z]\d{8}$/.test(id)) return no('no_codes');
		if (districts.has(id)) return no('same_id', id);
		if (shape.type !== 'Polygon' && shape.type !== 'MultiPolygon') return no('broken_ring', id);
		if (!hasItsArcs(topology.arcs, shape.arcs)) return no('arcs_missing', id);
		const area = polygonsOf(topology, shape)?.map((rings) => rings.map(rounded));
		if (!area?.every((rings) => rings.length > 0 && rings.every(isRing))) return no('broken_ring', id);
		const corners = area.flat(2) as [number, number][];
		if (!corners.every(isInBounds)) return no('outside', id);
		districts.set(id, { id, name, area });
	}
	return { ok: true, source: names.source, districts: [...districts.values()] };
}

/** The library trusts its file: on a transform or on arcs of another shape than they should have it throws. */
function polygonsOf(topology: Topology, shape: Polygon | MultiPolygon): number[][][][] | undefined {
	try {
		if (shape.type === 'MultiPolygon') return feature(topology, shape).geometry.coordinates;
		return [feature(topology, shape).geometry.coordinates];
	} catch {
		return undefined;
	}
}

/** Whether every arc that a shape is made of is in the file, from end to end: `~n` is arc n backwards. */
function hasItsArcs(there: Topology['arcs'], arcs: unknown): boolean {
	if (Array.isArray(arcs)) return arcs.every((inner) => hasItsArcs(there, inner));
	const arc = typeof arcs === 'number' ? there[arcs < 0 ? ~arcs : arcs] : undefined;
	return Array.isArray(arc) && arc.length > 1 && arc.every(isPosition);
}

const isPosition = (value: unknown) =>
	Array.isArray(value) && value.length > 1 && value.every((number) => Number.isFinite(number));

const rounded = (ring: number[][]) => ring.map(([x = 0, y = 0]) => [toFive(x), toFive(y)]);

function isRing(ring: number[][]): boolean {
	const [first, last] = [ring[0], ring.at(-1)];
	return ring.length > 3 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
}
