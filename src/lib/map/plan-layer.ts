/** What is planned on a street, as the map draws it: a number at a place, or a broken line with one at its beginning. */
import type { LayerSpecification } from 'maplibre-gl';
import type { Colours } from './colours.ts';
import { lineAlong, pointAt, shape, type Shape } from './shapes.ts';

type Point = readonly [number, number];

export interface Planned {
	/** What stands on its mark. */
	label: string;
	/** One place, or the corners of a line. */
	points: readonly Point[];
}

/** Marks as shapes: the first point of each carries its label. */
export function planShape(plan: readonly Planned[]): Shape {
	return shape([
		...plan.filter(({ points }) => points.length > 1).map(({ points }) => lineAlong(points)),
		...plan.flatMap(({ label, points }) => points.map((point, i) => pointAt(point, i === 0 ? { label } : {})))
	]);
}

/** The same plan with its points, counted through all of it, elsewhere. */
export function withPoints(plan: readonly Planned[], points: readonly Point[]): Planned[] {
	let from = 0;
	return plan.map((one) => ({ ...one, points: points.slice(from, (from += one.points.length)) }));
}

/** Its layers, for a source named `plan`. */
export const planLayers = (colours: Colours): LayerSpecification[] => [
	{
		id: 'plan-lines',
		type: 'line',
		source: 'plan',
		filter: ['==', ['geometry-type'], 'LineString'],
		layout: { 'line-join': 'round', 'line-cap': 'round' },
		paint: { 'line-color': colours.stop, 'line-width': 5, 'line-dasharray': [1.5, 2] }
	},
	{
		id: 'plan-corners',
		type: 'circle',
		source: 'plan',
		filter: ['all', ['==', ['geometry-type'], 'Point'], ['!', ['has', 'label']]],
		paint: {
			'circle-color': colours.ground,
			'circle-radius': 7,
			'circle-stroke-color': colours.stop,
			'circle-stroke-width': 3
		}
	},
	{
		id: 'plan-marks',
		type: 'circle',
		source: 'plan',
		filter: ['has', 'label'],
		paint: {
			'circle-color': colours.ink,
			'circle-radius': 13,
			'circle-stroke-color': colours.ground,
			'circle-stroke-width': 2
		}
	},
	{
		id: 'plan-labels',
		type: 'symbol',
		source: 'plan',
		filter: ['has', 'label'],
		layout: {
			'text-field': ['get', 'label'],
			'text-font': ['sans-serif'],
			'text-size': 15,
			'text-allow-overlap': true,
			'text-ignore-placement': true
		},
		paint: { 'text-color': colours.ground }
	}
];
