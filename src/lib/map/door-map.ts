/** The map of a patch: its doors by state, on plain ground with their streets. Imported lazily. */
import type { GeoJSONSource, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { m } from '$lib/i18n';
import { areaLayers, areaShape, type Area } from './area-layer.ts';
import { findBelow, groundSaid, type Below } from './below.ts';
import { around } from './bounds.ts';
import { readColours, type Colours } from './colours.ts';
import { doorLayer, type DoorLayer } from './door-layer.ts';
import type { Marks } from './door-marks.ts';
import { lineAlong, pointAt, shape, type Shape } from './shapes.ts';
import { dragCorners } from './drag-corners.ts';
import { openMap } from './open-map.ts';
import { planLayers, planShape, withPoints, type Planned } from './plan-layer.ts';
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
	/** Shows what is planned; where it is drawn, taps and Enter are places for more, and its points can be dragged. */
	plan(planned: readonly Planned[], drawing: boolean): void;
	/** The place in the middle of what is shown. */
	middle(): [number, number];
	remove(): void;
}

export interface DoorMapEvents {
	/** The doors where somebody tapped; several when they can't be told apart there, none on open ground. */
	onpick: (ids: string[]) => void;
	/** Somebody moved the map by hand. */
	onmove: () => void;
	/** Somebody tapped here while an area or a plan is being drawn, or pressed Enter with this in the middle. */
	oncorner: (point: [number, number]) => void;
	/** A corner of the area, or a point of the plan counted through all of it, was dragged to another place. */
	oncornermoved: (index: number, point: [number, number]) => void;
	onready: () => void;
}

/** Closer than this doors are not told apart by going nearer, in metres. */
const TOGETHER = 2;
/** How far from a door a tap may be, in pixels. */
const REACH = 24;
const CLOSEST = 20;

function shapes(doors: readonly MapDoor[]): { doors: Shape; streets: Shape; names: Shape } {
	const { lines, names } = streetLines(doors);
	return {
		doors: shape(doors.map(({ point, label }) => pointAt(point, { label }))),
		streets: shape(lines.map(lineAlong)),
		names: shape(names.map(({ name, point }) => pointAt(point, { name })))
	};
}

interface Shown {
	doors: readonly MapDoor[];
	me: Point | undefined;
	area: Area;
	plan: readonly Planned[];
}

function style(
	colours: Colours,
	{ doors, me, area, plan }: Shown,
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
			plan: { type: 'geojson', data: planShape(plan) },
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
			...planLayers(colours),
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
	first: {
		doors: readonly MapDoor[];
		area: readonly Point[];
		plan: readonly Planned[];
		near?: Point | undefined;
	},
	marks: Marks,
	events: DoorMapEvents
): DoorMap {
	const shown: Shown = {
		doors: first.doors,
		me: undefined,
		area: { corners: first.area, drawing: false },
		plan: first.plan
	};
	let planning = false;
	let below: Below | undefined;
	let gone = false;
	const planPoints = () => shown.plan.flatMap(({ points }) => points);
	const everything = [...shown.doors.map(({ point }) => point), ...first.area, ...planPoints()];
	const map = openMap(host, {
		label: m.map_label(),
		style: style(readColours(host), shown, below),
		bounds: around(everything.length ? everything : first.near ? [first.near] : []),
		fitBoundsOptions: { padding: 40, maxZoom: everything.length ? 18 : 15 },
		maxZoom: CLOSEST,
		fadeDuration: 0
	});
	let layer: DoorLayer | undefined;
	map.on('style.load', () => {
		layer = doorLayer(marks, readColours(host), () => map.getZoom());
		layer.show(inOrder(shown.doors));
		map.addLayer(layer, 'names');
	});
	map.on('webglcontextlost', () => layer?.lost());
	map.once('idle', events.onready);
	map.on('dragstart', events.onmove);

	const repaint = () => map.setStyle(style(readColours(host), shown, below), { diff: false });
	const dark = matchMedia('(prefers-color-scheme: dark)');
	dark.addEventListener('change', repaint);
	async function layGround() {
		const found = await findBelow();
		if (!found || gone) return;
		below = found;
		map.addControl(groundSaid());
		repaint();
	}
	// Doors are drawn without waiting for it, and without it.
	layGround().catch(() => undefined);
	const fill = (source: string, data: Shape) => void map.getSource<GeoJSONSource>(source)?.setData(data);

	const drawing = () => planning || shown.area.drawing;
	const key = (event: KeyboardEvent) => {
		if (event.key !== 'Enter' || !drawing()) return;
		event.preventDefault();
		events.oncorner(middle());
	};
	const middle = () => map.getCenter().toArray();
	map.getCanvas().addEventListener('keydown', key);
	const isCorner = dragCorners(map, {
		corners: () => (planning ? planPoints() : shown.area.drawing ? shown.area.corners : []),
		show: (corners) =>
			planning
				? fill('plan', planShape(withPoints(shown.plan, corners)))
				: fill('area', areaShape({ corners, drawing: true })),
		moved: events.oncornermoved
	});
	map.on('click', ({ point: { x, y }, lngLat }) => {
		if (drawing()) return isCorner({ x, y }) ? undefined : events.oncorner(lngLat.toArray());
		const hit = doorAt(x, y);
		if (!hit) return events.onpick([]);
		const beside = shown.doors.filter(({ point }) => metresBetween(point, hit.point) <= TOGETHER);
		events.onpick(beside.map(({ id }) => id));
	});
	map.on('mousemove', ({ point: { x, y } }) => {
		const over = drawing() ? isCorner({ x, y }) && 'move' : doorAt(x, y) && 'pointer';
		map.getCanvas().style.cursor = over || '';
	});
	/** The nearest door within a thumb's reach of a place on the canvas. */
	function doorAt(x: number, y: number): MapDoor | undefined {
		const [from, to] = [map.unproject([x - REACH, y + REACH]), map.unproject([x + REACH, y - REACH])];
		let best: MapDoor | undefined;
		let least = Infinity;
		for (const door of shown.doors) {
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
			shown.doors = doors;
			layer?.show(inOrder(doors));
			map.triggerRepaint();
			for (const [source, data] of Object.entries(shapes(doors))) fill(source, data);
		},
		place(point, follow) {
			shown.me = point;
			fill('me', shape(point ? [pointAt(point, {})] : []));
			if (point && follow) map.easeTo({ center: [...point], zoom: Math.max(map.getZoom(), 16) });
		},
		area(corners, drawing) {
			shown.area = { corners, drawing };
			fill('area', areaShape(shown.area));
		},
		plan(planned, drawing) {
			shown.plan = planned;
			planning = drawing;
			fill('plan', planShape(planned));
		},
		middle,
		remove() {
			gone = true;
			dark.removeEventListener('change', repaint);
			map.remove();
		}
	};
}
