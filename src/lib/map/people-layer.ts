/**
 * People without a community who are interested, counted by postcode district: each count in a speech bubble whose tail points to
 * the district's middle, so that no shape and no place is taken for a community's.
 */
import type {
	ExpressionSpecification,
	GeoJSONSource,
	LayerSpecification,
	Map,
	MapGeoJSONFeature,
	SourceSpecification
} from 'maplibre-gl';
import type { Colours } from './colours.ts';
import { pointAt, shape, type Shape } from './shapes.ts';

/** How many people in one district; fewer than three are a few. */
export interface MapPeople {
	district: string;
	people: number | 'few';
	point: readonly [number, number];
}

/** The layer that answers taps. */
export const PEOPLE = 'people';
const BUBBLE = 'bubble';
/** Closer than a bubble's width, one stands for both. */
const GATHERED = 48;

/** Of a few one is sure, and which of the two it is nobody says. */
const peopleShape = (all: readonly MapPeople[]): Shape =>
	shape(
		all.map(({ district, people, point }) =>
			pointAt(point, { district, sure: people === 'few' ? 1 : people, few: people === 'few' ? 1 : 0 })
		)
	);

/** The source of `peopleLayer`; as near as `closest`, districts that are close stay gathered. */
export const peopleSource = (
	all: readonly MapPeople[],
	closest: number
): Record<string, SourceSpecification> => ({
	[PEOPLE]: {
		type: 'geojson',
		data: peopleShape(all),
		cluster: true,
		clusterRadius: GATHERED,
		clusterMaxZoom: closest,
		clusterProperties: { sure: ['+', ['get', 'sure']], few: ['+', ['get', 'few']] },
		maxzoom: closest + 1
	}
});

/** "7", "1–2" for a few, and "9+" for several districts with a few among them. */
const count: ExpressionSpecification = [
	'case',
	['==', ['get', 'few'], 0],
	['to-string', ['get', 'sure']],
	['has', 'point_count'],
	['concat', ['to-string', ['get', 'sure']], '+'],
	'1–2'
];

/** The bubbles. */
export const peopleLayer = (colours: Colours): LayerSpecification => ({
	id: PEOPLE,
	type: 'symbol',
	source: PEOPLE,
	layout: {
		'icon-image': BUBBLE,
		'icon-anchor': 'bottom',
		'icon-offset': [0, -LIFT],
		'icon-allow-overlap': true,
		'text-field': count,
		'text-font': ['sans-serif'],
		'text-size': 15,
		'text-offset': [0, -(LIFT + TAIL + BODY / 2) / 15],
		'text-allow-overlap': true
	},
	paint: { 'text-color': colours['on-mustard'] }
});

const WIDTH = 46;
const BODY = 30;
const TAIL = 9;
/** A community that stands in the middle of the district is not covered. */
const LIFT = 10;
/** Its outline, on a ground of 46 by 39. */
export const BUBBLE_OUTLINE =
	'M9 3H37a6 6 0 0 1 6 6V21a6 6 0 0 1-6 6H29L23 35 17 27H9a6 6 0 0 1-6-6V9a6 6 0 0 1 6-6Z';

/** The bubble, drawn twice as large as shown for sharp edges. */
export function bubbleImage(colours: Colours): [name: string, picture: ImageData] {
	const canvas = document.createElement('canvas');
	canvas.width = WIDTH * 2;
	canvas.height = (BODY + TAIL) * 2;
	const pen = canvas.getContext('2d', { willReadFrequently: true });
	if (!pen) throw new Error('no 2d canvas');
	pen.scale(2, 2);
	const outline = new Path2D(BUBBLE_OUTLINE);
	pen.lineJoin = 'round';
	pen.strokeStyle = colours.ground;
	pen.lineWidth = 6;
	pen.stroke(outline);
	pen.strokeStyle = colours['mustard-ink'];
	pen.lineWidth = 3;
	pen.stroke(outline);
	pen.fillStyle = colours.mustard;
	pen.fill(outline);
	return [BUBBLE, pen.getImageData(0, 0, canvas.width, canvas.height)];
}

/** Shows these from now on. */
export const showPeople = (map: Map, all: readonly MapPeople[]) =>
	void map.getSource<GeoJSONSource>(PEOPLE)?.setData(peopleShape(all));

/** Which districts a tapped bubble stands for; goes nearer instead while that tells them apart. */
export async function districtsTapped(
	map: Map,
	closest: number,
	{ properties, geometry }: MapGeoJSONFeature
): Promise<string[]> {
	const cluster = properties.cluster_id as number | undefined;
	const source = map.getSource<GeoJSONSource>(PEOPLE);
	if (cluster === undefined || geometry.type !== 'Point' || !source) return [String(properties.district)];
	const zoom = await source.getClusterExpansionZoom(cluster);
	if (zoom <= closest) {
		map.easeTo({ center: geometry.coordinates as [number, number], zoom });
		return [];
	}
	const leaves = await source.getClusterLeaves(cluster, Number(properties.point_count), 0);
	return leaves.map((one) => String(one.properties?.district));
}
