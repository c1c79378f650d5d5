/** The area of a patch as the map draws it. */
import type { LayerSpecification } from 'maplibre-gl';
import type { Colours } from './colours.ts';
import { pointAt, shape, type Shape } from './shapes.ts';

type Point = readonly [number, number];

/** An area by its corners, and whether it is being drawn. */
export interface Area {
	corners: readonly Point[];
	drawing: boolean;
}

/** The area as far as it goes: nothing, a line, or all of it; with its corners while it is being drawn. */
export function areaShape({ corners, drawing }: Area): Shape {
	const ring = [...corners, ...corners.slice(0, 1)].map((point) => [...point]);
	const whole = corners.length > 2;
	const outline: GeoJSON.Geometry = whole
		? { type: 'Polygon', coordinates: [ring] }
		: { type: 'LineString', coordinates: ring };
	return shape([
		...(corners.length > 1 ? [{ type: 'Feature' as const, properties: {}, geometry: outline }] : []),
		...(drawing ? corners.map((point) => pointAt(point, {})) : [])
	]);
}

/** Its layers, for a source named `area`. */
export const areaLayers = (colours: Colours): LayerSpecification[] => [
	{
		id: 'area',
		type: 'fill',
		source: 'area',
		filter: ['==', ['geometry-type'], 'Polygon'],
		paint: { 'fill-color': colours.green, 'fill-opacity': 0.1 }
	},
	{
		id: 'edge',
		type: 'line',
		source: 'area',
		filter: ['!=', ['geometry-type'], 'Point'],
		layout: { 'line-join': 'round' },
		paint: { 'line-color': colours.green, 'line-width': 3, 'line-dasharray': [2, 1.5] }
	},
	{
		id: 'corners',
		type: 'circle',
		source: 'area',
		filter: ['==', ['geometry-type'], 'Point'],
		paint: {
			'circle-color': colours.ground,
			'circle-radius': 6,
			'circle-stroke-color': colours.green,
			'circle-stroke-width': 3
		}
	}
];
