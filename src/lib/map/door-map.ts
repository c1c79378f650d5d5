/** The map of a patch: its doors by state, on plain ground with their streets. Imported lazily. */
import {
	AttributionControl,
	type GeoJSONSource,
	type LayerSpecification,
	type MapGeoJSONFeature,
	type StyleSpecification,
	type VectorSourceSpecification
} from 'maplibre-gl';
import { m } from '$lib/i18n';
import { readColours, type Colours } from './colours.ts';
import { drawMarks, type Marks } from './door-marks.ts';
import { findGround } from './find-ground.ts';
import { openMap } from './open-map.ts';
import { metresBetween, streetLines } from './streets.ts';

type Point = readonly [number, number];

export interface MapDoor {
	id: string;
	street: string;
	side: string;
	/** What stands beside the door: its number or name. */
	label: string;
	/** The name of its mark. */
	state: string;
	point: Point;
}

export interface DoorMap {
	show(doors: readonly MapDoor[]): void;
	/** Shows where somebody stands, and brings it to the middle when it is followed; none takes it away. */
	place(point: Point | undefined, follow: boolean): void;
	remove(): void;
}

export interface DoorMapEvents {
	/** The doors where somebody tapped; several when they can't be told apart there, none on open ground. */
	onpick: (ids: string[]) => void;
	/** Somebody moved the map by hand. */
	onmove: () => void;
	onready: () => void;
}

/** Closer than this doors are not told apart by going nearer, in metres. */
const TOGETHER = 2;
const CLOSEST = 20;

type Shape = GeoJSON.FeatureCollection;
const shape = (features: GeoJSON.Feature[]): Shape => ({ type: 'FeatureCollection', features });
const pointAt = (point: Point, properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature => ({
	type: 'Feature',
	properties,
	geometry: { type: 'Point', coordinates: [...point] }
});

function shapes(doors: readonly MapDoor[]): { doors: Shape; streets: Shape; names: Shape } {
	const { lines, names } = streetLines(doors);
	return {
		doors: shape(doors.map(({ point, id, label, state }) => pointAt(point, { id, label, state }))),
		streets: shape(
			lines.map((line) => ({
				type: 'Feature',
				properties: {},
				geometry: { type: 'LineString', coordinates: line.map((point) => [...point]) }
			}))
		),
		names: shape(names.map(({ name, point }) => pointAt(point, { name })))
	};
}

/** The operator's ground, once it is known: its source, and its layers in the colours of the moment. */
interface Below {
	source: VectorSourceSpecification;
	layers: (colours: Colours) => LayerSpecification[];
}

function style(
	colours: Colours,
	doors: readonly MapDoor[],
	me: Point | undefined,
	below: Below | undefined
): StyleSpecification {
	const drawn = shapes(doors);
	const text = { 'text-font': ['sans-serif'], 'text-size': 14 };
	const halo = { 'text-halo-color': colours.ground, 'text-halo-width': 2 };
	return {
		version: 8,
		sources: {
			...(below && { ground: below.source }),
			streets: { type: 'geojson', data: drawn.streets },
			names: { type: 'geojson', data: drawn.names },
			doors: { type: 'geojson', data: drawn.doors },
			me: { type: 'geojson', data: shape(me ? [pointAt(me, {})] : []) }
		},
		layers: [
			{ id: 'paper', type: 'background', paint: { 'background-color': colours.ground } },
			...(below?.layers(colours) ?? [streetsOf(colours)]),
			{
				id: 'doors',
				type: 'symbol',
				source: 'doors',
				layout: {
					'icon-image': ['get', 'state'],
					'icon-size': ['interpolate', ['linear'], ['zoom'], 13, 0.2, 15, 0.35, 16, 0.55, 18, 1],
					'icon-allow-overlap': true,
					'icon-ignore-placement': true,
					'symbol-sort-key': ['match', ['get', 'state'], ['blocked', 'sign'], 2, 'come_back', 1, 0]
				}
			},
			{
				id: 'names',
				type: 'symbol',
				source: 'names',
				layout: { ...text, 'text-field': ['get', 'name'], 'text-offset': [0, -1.6], 'text-padding': 8 },
				paint: { 'text-color': colours.ink, ...halo }
			},
			{
				id: 'labels',
				type: 'symbol',
				source: 'doors',
				minzoom: 17.5,
				layout: { ...text, 'text-field': ['get', 'label'], 'text-anchor': 'top', 'text-offset': [0, 1] },
				paint: { 'text-color': colours['ink-soft'], ...halo }
			},
			{
				id: 'me',
				type: 'circle',
				source: 'me',
				paint: {
					'circle-color': colours.ink,
					'circle-radius': 8,
					'circle-stroke-color': colours.ground,
					'circle-stroke-width': 4
				}
			}
		]
	};
}

/** Streets as their doors show them, where there is no other ground. */
const streetsOf = (colours: Colours): LayerSpecification => ({
	id: 'streets',
	type: 'line',
	source: 'streets',
	layout: { 'line-cap': 'round', 'line-join': 'round' },
	paint: {
		'line-color': colours.line,
		'line-width': ['interpolate', ['exponential', 2], ['zoom'], 13, 2, 20, 40]
	}
});

/** The corners of the smallest box around all doors: [[west, south], [east, north]]. */
function around(doors: readonly MapDoor[]): [[number, number], [number, number]] {
	let [west, south, east, north] = [180, 90, -180, -90];
	for (const { point } of doors) {
		west = Math.min(west, point[0]);
		south = Math.min(south, point[1]);
		east = Math.max(east, point[0]);
		north = Math.max(north, point[1]);
	}
	return [
		[west, south],
		[east, north]
	];
}

const placeOf = ({ geometry }: MapGeoJSONFeature): Point =>
	geometry.type === 'Point' ? [geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0] : [0, 0];

/** Draws the map into `host`, all doors in view, each with its mark of `marks`. Throws where the browser has no WebGL2. */
export function drawDoorMap(
	host: HTMLElement,
	first: readonly MapDoor[],
	marks: Marks,
	events: DoorMapEvents
): DoorMap {
	let shown = first;
	let me: Point | undefined;
	let below: Below | undefined;
	let gone = false;
	const map = openMap(host, {
		label: m.map_label(),
		style: style(readColours(host), shown, me, below),
		bounds: around(shown),
		fitBoundsOptions: { padding: 40, maxZoom: 18 },
		maxZoom: CLOSEST,
		fadeDuration: 0
	});
	map.on('style.load', () => {
		for (const [name, image] of drawMarks(marks, readColours(host)))
			map.addImage(name, image, { pixelRatio: 2 });
	});
	map.once('idle', events.onready);
	map.on('dragstart', events.onmove);

	const repaint = () => map.setStyle(style(readColours(host), shown, me, below), { diff: false });
	const dark = matchMedia('(prefers-color-scheme: dark)');
	dark.addEventListener('change', repaint);
	async function layGround() {
		const ground = await findGround();
		if (!ground) return;
		const { groundLayers, groundSource } = await import('./ground.ts');
		if (gone) return;
		below = { source: groundSource(ground), layers: groundLayers };
		map.addControl(new AttributionControl({ compact: false, customAttribution: m.map_source() }));
		repaint();
	}
	// Doors are drawn without waiting for it, and without it.
	layGround().catch(() => undefined);
	const fill = (source: string, data: Shape) => void map.getSource<GeoJSONSource>(source)?.setData(data);

	map.on('click', ({ point: { x, y } }) => {
		const near = (reach: number) =>
			map.queryRenderedFeatures(
				[
					[x - reach, y - reach],
					[x + reach, y + reach]
				],
				{ layers: ['doors'] }
			);
		const distance = (door: MapGeoJSONFeature) => {
			const at = map.project([...placeOf(door)]);
			return Math.hypot(at.x - x, at.y - y);
		};
		const hit = near(24).reduce<MapGeoJSONFeature | undefined>(
			(best, door) => (best && distance(best) <= distance(door) ? best : door),
			undefined
		);
		if (!hit) return events.onpick([]);
		const there = placeOf(hit);
		const beside = near(24).filter((door) => metresBetween(placeOf(door), there) <= TOGETHER);
		const ids = [...new Set(beside.map(({ properties }) => String(properties.id)))];
		events.onpick(ids);
	});
	map.on('mouseenter', 'doors', () => (map.getCanvas().style.cursor = 'pointer'));
	map.on('mouseleave', 'doors', () => (map.getCanvas().style.cursor = ''));

	return {
		show(doors) {
			shown = doors;
			for (const [source, data] of Object.entries(shapes(doors))) fill(source, data);
		},
		place(point, follow) {
			me = point;
			fill('me', shape(point ? [pointAt(point, {})] : []));
			if (point && follow) map.easeTo({ center: [...point], zoom: Math.max(map.getZoom(), 16) });
		},
		remove() {
			gone = true;
			dark.removeEventListener('change', repaint);
			map.remove();
		}
	};
}
