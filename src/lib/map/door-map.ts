/** The map of a patch: its doors by state, on plain ground with their streets. Imported lazily. */
import {
	AttributionControl,
	type GeoJSONSource,
	type LayerSpecification,
	type StyleSpecification,
	type VectorSourceSpecification
} from 'maplibre-gl';
import { m } from '$lib/i18n';
import { readColours, type Colours } from './colours.ts';
import { doorLayer, type DoorLayer } from './door-layer.ts';
import type { Marks } from './door-marks.ts';
import { dragCorners } from './drag-corners.ts';
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
	/** Shows an area by its corners; one that is being drawn takes taps as further corners. */
	area(corners: readonly Point[], drawing: boolean): void;
	/** The place in the middle of what is shown. */
	middle(): [number, number];
	remove(): void;
}

export interface DoorMapEvents {
	/** The doors where somebody tapped; several when they can't be told apart there, none on open ground. */
	onpick: (ids: string[]) => void;
	/** Somebody moved the map by hand. */
	onmove: () => void;
	/** Somebody tapped here while an area is being drawn, or pressed Enter with this in the middle. */
	oncorner: (point: [number, number]) => void;
	/** A corner was dragged to another place. */
	oncornermoved: (index: number, point: [number, number]) => void;
	onready: () => void;
}

/** Closer than this doors are not told apart by going nearer, in metres. */
const TOGETHER = 2;
/** How far from a door a tap may be, in pixels. */
const REACH = 24;
const CLOSEST = 20;
const BRITAIN: [[number, number], [number, number]] = [
	[-8.2, 49.9],
	[1.8, 58.7]
];

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
		doors: shape(doors.map(({ point, label }) => pointAt(point, { label }))),
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

interface Area {
	corners: readonly Point[];
	drawing: boolean;
}

/** The area as far as it goes: nothing, a line, or all of it; with its corners while it is being drawn. */
function areaShape({ corners, drawing }: Area): Shape {
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

/** The operator's ground, once it is known: its source, and its layers in the colours of the moment. */
interface Below {
	source: VectorSourceSpecification;
	layers: (colours: Colours) => LayerSpecification[];
}

function style(
	colours: Colours,
	doors: readonly MapDoor[],
	me: Point | undefined,
	area: Area,
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
			area: { type: 'geojson', data: areaShape(area) },
			doors: { type: 'geojson', data: drawn.doors },
			me: { type: 'geojson', data: shape(me ? [pointAt(me, {})] : []) }
		},
		layers: [
			{ id: 'paper', type: 'background', paint: { 'background-color': colours.ground } },
			...(below?.layers(colours) ?? [streetsOf(colours)]),
			...areaLayers(colours),
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

const areaLayers = (colours: Colours): LayerSpecification[] => [
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

/** The corners of the smallest box around all of it, [[west, south], [east, north]]; Britain where there is nothing. */
function around(points: readonly Point[]): [[number, number], [number, number]] {
	if (points.length === 0) return BRITAIN;
	let [west, south, east, north] = [180, 90, -180, -90];
	for (const point of points) {
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

/** States drawn above others where doors overlap, the topmost last. */
const ABOVE = ['come_back', 'sign', 'blocked'];
const inOrder = (doors: readonly MapDoor[]) =>
	doors.toSorted((a, b) => ABOVE.indexOf(a.state) - ABOVE.indexOf(b.state));

/**
 * Draws the map into `host`, all doors and their area in view (`near` when there is neither), each door with its mark
 * of `marks`. Throws where the browser has no WebGL2.
 */
export function drawDoorMap(
	host: HTMLElement,
	first: { doors: readonly MapDoor[]; area: readonly Point[]; near?: Point | undefined },
	marks: Marks,
	events: DoorMapEvents
): DoorMap {
	let shown = first.doors;
	let me: Point | undefined;
	let area: Area = { corners: first.area, drawing: false };
	let below: Below | undefined;
	let gone = false;
	const everything = [...shown.map(({ point }) => point), ...first.area];
	const map = openMap(host, {
		label: m.map_label(),
		style: style(readColours(host), shown, me, area, below),
		bounds: around(everything.length ? everything : first.near ? [first.near] : []),
		fitBoundsOptions: { padding: 40, maxZoom: everything.length ? 18 : 15 },
		maxZoom: CLOSEST,
		fadeDuration: 0
	});
	let layer: DoorLayer | undefined;
	map.on('style.load', () => {
		layer = doorLayer(marks, readColours(host), () => map.getZoom());
		layer.show(inOrder(shown));
		map.addLayer(layer, 'names');
	});
	map.on('webglcontextlost', () => layer?.lost());
	map.once('idle', events.onready);
	map.on('dragstart', events.onmove);

	const repaint = () => map.setStyle(style(readColours(host), shown, me, area, below), { diff: false });
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

	const key = (event: KeyboardEvent) => {
		if (event.key !== 'Enter' || !area.drawing) return;
		event.preventDefault();
		events.oncorner(middle());
	};
	const middle = () => map.getCenter().toArray();
	map.getCanvas().addEventListener('keydown', key);
	const isCorner = dragCorners(map, {
		corners: () => (area.drawing ? area.corners : []),
		show: (corners) => fill('area', areaShape({ corners, drawing: true })),
		moved: events.oncornermoved
	});
	map.on('click', ({ point: { x, y }, lngLat }) => {
		if (area.drawing) return isCorner({ x, y }) ? undefined : events.oncorner(lngLat.toArray());
		const hit = doorAt(x, y);
		if (!hit) return events.onpick([]);
		const beside = shown.filter(({ point }) => metresBetween(point, hit.point) <= TOGETHER);
		events.onpick(beside.map(({ id }) => id));
	});
	map.on('mousemove', ({ point: { x, y } }) => {
		const over = area.drawing ? isCorner({ x, y }) && 'move' : doorAt(x, y) && 'pointer';
		map.getCanvas().style.cursor = over || '';
	});
	/** The nearest door within a thumb's reach of a place on the canvas. */
	function doorAt(x: number, y: number): MapDoor | undefined {
		const [from, to] = [map.unproject([x - REACH, y + REACH]), map.unproject([x + REACH, y - REACH])];
		let best: MapDoor | undefined;
		let least = Infinity;
		for (const door of shown) {
			const [lng, lat] = door.point;
			if (lng < from.lng || lng > to.lng || lat < from.lat || lat > to.lat) continue;
			const at = map.project([lng, lat]);
			const far = Math.hypot(at.x - x, at.y - y);
			if (far < least) [best, least] = [door, far];
		}
		return best;
	}

	return {
		show(doors) {
			shown = doors;
			layer?.show(inOrder(doors));
			map.triggerRepaint();
			for (const [source, data] of Object.entries(shapes(doors))) fill(source, data);
		},
		place(point, follow) {
			me = point;
			fill('me', shape(point ? [pointAt(point, {})] : []));
			if (point && follow) map.easeTo({ center: [...point], zoom: Math.max(map.getZoom(), 16) });
		},
		area(corners, drawing) {
			area = { corners, drawing };
			fill('area', areaShape(area));
		},
		middle,
		remove() {
			gone = true;
			dark.removeEventListener('change', repaint);
			map.remove();
		}
	};
}
