/** The ground below the doors: the operator's own file of Protomaps' schema, in our few colours and without words. */
import {
	addProtocol,
	type FilterSpecification,
	type LayerSpecification,
	type VectorSourceSpecification
} from 'maplibre-gl';
import type { PMTiles } from 'pmtiles';
import type { Colours } from './colours.ts';
import { groundFile, keptTile, type Ground } from './kept-ground.ts';

let archive: PMTiles | undefined;

/** The source of the ground's tiles: those that are kept on the phone, else the server's. */
export function groundSource({ bounds, maxZoom }: Ground): VectorSourceSpecification {
	if (!archive) {
		const file = (archive = groundFile());
		addProtocol('ground', async ({ url }, { signal }) => {
			const [z = 0, x = 0, y = 0] = url.split('/').slice(-3).map(Number);
			const kept = await keptTile([z, x, y]);
			return { data: kept ?? (await file.getZxy(z, x, y, signal))?.data ?? new ArrayBuffer(0) };
		});
	}
	return { type: 'vector', tiles: ['ground://{z}/{x}/{y}'], bounds, maxzoom: maxZoom };
}

/** What is drawn of the ground, from below upwards. */
export function groundLayers(colours: Colours): LayerSpecification[] {
	const of = { source: 'ground' } as const;
	const area: FilterSpecification = ['==', ['geometry-type'], 'Polygon'];
	return [
		{ ...of, id: 'earth', type: 'fill', 'source-layer': 'earth', paint: { 'fill-color': colours.ground } },
		{
			...of,
			id: 'green',
			type: 'fill',
			'source-layer': 'landuse',
			filter: ['match', ['get', 'kind'], GREEN, true, false],
			paint: { 'fill-color': colours['green-tint'] }
		},
		{
			...of,
			id: 'water',
			type: 'fill',
			'source-layer': 'water',
			filter: area,
			paint: { 'fill-color': colours.slate, 'fill-opacity': 0.3 }
		},
		{
			...of,
			id: 'streams',
			type: 'line',
			'source-layer': 'water',
			filter: ['==', ['geometry-type'], 'LineString'],
			paint: { 'line-color': colours.slate, 'line-opacity': 0.5 }
		},
		{
			...of,
			id: 'buildings',
			type: 'fill',
			'source-layer': 'buildings',
			minzoom: 14,
			filter: area,
			paint: { 'fill-color': colours.line, 'fill-opacity': 0.6, 'fill-outline-color': colours['field-line'] }
		},
		{
			...of,
			id: 'roads',
			type: 'line',
			'source-layer': 'roads',
			filter: ['match', ['get', 'kind'], ['highway', 'major_road', 'minor_road'], true, false],
			layout: { 'line-cap': 'round', 'line-join': 'round' },
			paint: {
				'line-color': colours.line,
				'line-width': ['interpolate', ['exponential', 2], ['zoom'], 12, 1, 20, 40]
			}
		},
		{
			...of,
			id: 'paths',
			type: 'line',
			'source-layer': 'roads',
			minzoom: 14,
			filter: ['match', ['get', 'kind'], ['path', 'rail', 'other'], true, false],
			paint: { 'line-color': colours['field-line'], 'line-dasharray': [3, 2] }
		}
	];
}

const GREEN = [
	'park',
	'wood',
	'forest',
	'grass',
	'grassland',
	'nature_reserve',
	'garden',
	'golf_course',
	'recreation_ground',
	'cemetery',
	'allotments',
	'meadow'
];
