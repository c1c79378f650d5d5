import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBoundaries } from './boundaries.ts';

/** Two squares side by side, which share the line between them. */
const sound = () => ({
	type: 'Topology',
	transform: { scale: [0.01, 0.01], translate: [-2, 53] },
	arcs: [
		[
			[10, 0],
			[0, 10]
		],
		[
			[10, 10],
			[-10, 0],
			[0, -10],
			[10, 0]
		],
		[
			[10, 10],
			[10, 0],
			[0, -10],
			[-10, 0]
		]
	],
	objects: {
		lad: {
			type: 'GeometryCollection',
			geometries: [
				{ type: 'Polygon', properties: { LAD13CD: 'E07000001', LAD13NM: 'West' }, arcs: [[0, 1]] },
				{ type: 'MultiPolygon', properties: { LAD13CD: 'E07000002', LAD13NM: 'East' }, arcs: [[[2, 0]]] }
			]
		}
	}
});

type Sound = ReturnType<typeof sound>;

describe('districts of a TopoJSON file', () => {
	it('are polygons in degrees with code and name', () => {
		const read = readBoundaries(JSON.stringify(sound()));
		expect(read).toMatchObject({ ok: true, source: 'gb-districts' });
		if (!read.ok) return;
		expect(read.districts.map(({ id, name }) => [id, name])).toEqual([
			['E07000001', 'West'],
			['E07000002', 'East']
		]);
		expect(read.districts[0]?.area).toEqual([
			[
				[
					[-1.9, 53],
					[-1.9, 53.1],
					[-2, 53.1],
					[-2, 53],
					[-1.9, 53]
				]
			]
		]);
	});

	it('of Northern Ireland are known by their own headings', () => {
		const topology = sound();
		topology.objects.lad.geometries = [
			{ type: 'Polygon', properties: { LGDCode: 'N09000001', LGDNAME: 'North' }, arcs: [[0, 1]] } as never
		];
		expect(readBoundaries(JSON.stringify(topology))).toMatchObject({ ok: true, source: 'ni-districts' });
	});

	it('are refused wherever the file was cut', () => {
		const text = JSON.stringify(sound());
		for (let length = 1; length < text.length; length += 1)
			expect(readBoundaries(text.slice(0, length)).ok).toBe(false);
		expect(readBoundaries(text.slice(0, 100))).toMatchObject({ why: 'cut_short' });
	});

	it.each<[string, (topology: Sound) => void]>([
		['arcs_missing', ({ arcs }) => arcs.pop()],
		['outside', ({ transform }) => transform.translate.reverse()],
		['same_id', ({ objects }) => objects.lad.geometries.push(objects.lad.geometries[0]!)],
		['broken_ring', ({ objects }) => Object.assign(objects.lad.geometries[0]!, { arcs: [[1]] })],
		['no_codes', ({ objects }) => Object.assign(objects.lad.geometries[0]!, { properties: {} })],
		['not_topojson', (topology) => Object.assign(topology, { type: 'FeatureCollection' })]
	])('are refused as a whole: %s', (why, spoil) => {
		const topology = sound();
		spoil(topology);
		expect(readBoundaries(JSON.stringify(topology))).toMatchObject({ ok: false, why });
	});

	it('say what is wrong where the file’s own scale is not one', () => {
		for (const transform of [{}, { scale: 1 }, { scale: [], translate: null }])
			expect(readBoundaries(JSON.stringify({ ...sound(), transform }))).toMatchObject({ ok: false });
	});

	it('answer something to anything', () => {
		fc.assert(
			fc.property(fc.json(), fc.nat(), (other, at) => {
				readBoundaries(other);
				const text = JSON.stringify(sound());
				const tokens = [...text.matchAll(/-?[\d.]+|"[A-Za-z0-9]+"/g)];
				const token = tokens[at % tokens.length]!;
				readBoundaries(text.slice(0, token.index) + other + text.slice(token.index + token[0].length));
			})
		);
	});
});
