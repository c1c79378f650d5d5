/**
 * The large map: plain ground, the outline of Britain and Ireland, and communities as gables, gathered into
 * numbered discs where they are close. Imported lazily.
 */
import type { ExpressionSpecification, GeoJSONSource, StyleSpecification } from 'maplibre-gl';
import { m } from '$lib/i18n';
import { readColours, type Colours } from './colours.ts';
import { openMap } from './open-map.ts';

export interface MapPoint {
	id: string;
	name: string;
	point: readonly [number, number];
}

export interface DrawnMap {
	show(points: readonly MapPoint[]): void;
	remove(): void;
}

const britain: [[number, number], [number, number]] = [
	[-10.8, 49.7],
	[2.2, 60.9]
];
const closest = 12;
const clustered: ExpressionSpecification = ['has', 'point_count'];

const collection = (points: readonly MapPoint[]): GeoJSON.FeatureCollection => ({
	type: 'FeatureCollection',
	features: points.map(({ id, name, point }) => ({
		type: 'Feature',
		properties: { id, name },
		geometry: { type: 'Point', coordinates: [...point] }
	}))
});

function style(colours: Colours, points: readonly MapPoint[]): StyleSpecification {
	return {
		version: 8,
		sources: {
			land: { type: 'geojson', data: new URL('/map/britain.json', location.href).href },
			places: {
				type: 'geojson',
				data: collection(points),
				cluster: true,
				clusterRadius: 44,
				clusterMaxZoom: closest
			}
		},
		layers: [
			{ id: 'sea', type: 'background', paint: { 'background-color': colours.ground } },
			{ id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colours.line } },
			{ id: 'coast', type: 'line', source: 'land', paint: { 'line-color': colours['field-line'] } },
			{
				id: 'clusters',
				type: 'circle',
				source: 'places',
				filter: clustered,
				paint: {
					'circle-color': colours.green,
					'circle-radius': ['step', ['get', 'point_count'], 18, 10, 22, 100, 28],
					'circle-stroke-color': colours.ground,
					'circle-stroke-width': 3
				}
			},
			{
				id: 'counts',
				type: 'symbol',
				source: 'places',
				filter: clustered,
				layout: {
					'text-field': ['get', 'point_count_abbreviated'],
					'text-font': ['sans-serif'],
					'text-size': 15,
					'text-allow-overlap': true
				},
				paint: { 'text-color': colours['on-green'] }
			},
			{
				id: 'places',
				type: 'symbol',
				source: 'places',
				filter: ['!', clustered],
				layout: { 'icon-image': 'gable', 'icon-allow-overlap': true }
			}
		]
	};
}

/** A gable, the shape of the mark, drawn twice as large as shown for sharp edges. */
function gable(colours: Colours): ImageData {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = 56;
	const pen = canvas.getContext('2d', { willReadFrequently: true });
	if (!pen) throw new Error('no 2d canvas');
	const shape = new Path2D('M8 25 28 5 48 25V50H8Z');
	pen.lineJoin = 'round';
	pen.lineWidth = 6;
	pen.strokeStyle = colours.ground;
	pen.stroke(shape);
	pen.fillStyle = colours.green;
	pen.fill(shape);
	pen.fillStyle = colours['on-green'];
	pen.fill(new Path2D('M23 50V33H33V50Z'));
	return pen.getImageData(0, 0, 56, 56);
}

/**
 * Draws the map into `host`. `onpick` tells which communities stand where somebody tapped, `onready`
 * that all of it is on screen. Throws where the browser has no WebGL2: the drawn map and the list then stand in.
 */
export function drawMap(
	host: HTMLElement,
	first: readonly MapPoint[],
	{ onpick, onready }: { onpick: (ids: string[]) => void; onready: () => void }
): DrawnMap {
	let shown = first;
	const map = openMap(host, {
		label: m.registry_map_label(),
		source: m.registry_map_source(),
		style: style(readColours(host), shown),
		bounds: britain,
		fitBoundsOptions: { padding: 12 },
		maxZoom: closest + 1
	});

	const source = () => map.getSource<GeoJSONSource>('places');
	const dress = () => map.addImage('gable', gable(readColours(host)), { pixelRatio: 2 });
	map.on('style.load', dress);
	map.once('load', onready);

	const repaint = () => map.setStyle(style(readColours(host), shown), { diff: false });
	const dark = matchMedia('(prefers-color-scheme: dark)');
	dark.addEventListener('change', repaint);

	map.on('click', async (event) => {
		const reach = 12;
		const { x, y } = event.point;
		const hit = map.queryRenderedFeatures(
			[
				[x - reach, y - reach],
				[x + reach, y + reach]
			],
			{ layers: ['clusters', 'places'] }
		)[0];
		if (!hit) return onpick([]);
		const cluster = hit.properties.cluster_id as number | undefined;
		if (cluster === undefined) return onpick([String(hit.properties.id)]);
		const zoom = (await source()?.getClusterExpansionZoom(cluster)) ?? closest;
		if (zoom <= closest && hit.geometry.type === 'Point') {
			const [lng = 0, lat = 0] = hit.geometry.coordinates;
			return void map.easeTo({ center: [lng, lat], zoom });
		}
		const together = (await source()?.getClusterLeaves(cluster, 50, 0)) ?? [];
		onpick(together.map(({ properties }) => String(properties?.id)));
	});
	for (const layer of ['clusters', 'places']) {
		map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'));
		map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''));
	}

	return {
		show(points) {
			shown = points;
			void source()?.setData(collection(points));
		},
		remove() {
			dark.removeEventListener('change', repaint);
			map.remove();
		}
	};
}
