/** The map of co-ops: each with its mark, gathered where they are close, on plain ground. Imported lazily. */
import type { GeoJSONSource, StyleSpecification } from 'maplibre-gl';
import { m } from '$lib/i18n';
import { findBelow, groundSaid, type Below } from './below.ts';
import { around } from './bounds.ts';
import { readColours, type Colours } from './colours.ts';
import { drawMarks, type Marks } from './door-marks.ts';
import { gatheredLayers, gatheredSources, tapGathered } from './gathered.ts';
import { keepFitted } from './keep-fitted.ts';
import { openMap } from './open-map.ts';
import { pointAt, shape } from './shapes.ts';

type Point = readonly [number, number];

export interface MapPlace {
	id: string;
	/** The name of its mark. */
	mark: string;
	point: Point;
}

export interface CoopMapEvents {
	/** The places where somebody tapped, none on open ground. */
	onpick: (ids: string[]) => void;
	/** Somebody moved the map by hand. */
	onmove: () => void;
	onready: () => void;
}

export interface CoopMap {
	show(places: readonly MapPlace[]): void;
	/** Shows where somebody stands, and brings it to the middle when it is followed; nothing takes it away. */
	stand(here: Point | undefined, follow: boolean): void;
	remove(): void;
}

/** As near as the map goes; up to here co-ops that are close stay gathered. */
const CLOSEST = 18;
/** Whoever is followed sees the streets around. */
const FOLLOWED = 14;
/** Half a gathered mark stays in view, and none is under the buttons at the right. */
const ROOM = { padding: { top: 48, bottom: 48, left: 48, right: 96 }, maxZoom: 15 };

interface Shown {
	places: readonly MapPlace[];
	here: Point | undefined;
}

function style(colours: Colours, { places, here }: Shown, below: Below | undefined): StyleSpecification {
	return {
		version: 8,
		sources: {
			...(below && { ground: below.source }),
			land: { type: 'geojson', data: new URL('/map/britain.json', location.href).href },
			here: { type: 'geojson', data: standing(here) },
			...gatheredSources(places, CLOSEST)
		},
		layers: [
			{ id: 'sea', type: 'background', paint: { 'background-color': colours.ground } },
			{
				id: 'land',
				type: 'fill',
				source: 'land',
				// A coast drawn for the whole country is wrong by streets where one stands.
				maxzoom: 12,
				paint: {
					'fill-color': colours.line,
					'fill-opacity': ['interpolate', ['linear'], ['zoom'], 9, 1, 12, 0]
				}
			},
			{
				id: 'coast',
				type: 'line',
				source: 'land',
				maxzoom: 11,
				paint: { 'line-color': colours['field-line'] }
			},
			...(below?.layers(colours) ?? []),
			{
				id: 'here',
				type: 'circle',
				source: 'here',
				paint: {
					'circle-color': colours.ink,
					'circle-radius': 8,
					'circle-stroke-color': colours.ground,
					'circle-stroke-width': 4
				}
			},
			...gatheredLayers(colours, ['brick', 'ground'])
		]
	};
}

const standing = (here: Point | undefined) => shape(here ? [pointAt(here, {})] : []);

/**
 * Draws the map into `host`, all places in view, or `near` when there are none, each with its mark of `marks`. Throws
 * where the browser has no WebGL2.
 */
export function drawCoopMap(
	host: HTMLElement,
	first: Shown & { near: Point | undefined },
	marks: Marks,
	{ onpick, onmove, onready }: CoopMapEvents
): CoopMap {
	const shown: Shown = { places: first.places, here: first.here };
	let below: Below | undefined;
	let gone = false;
	const points = shown.places.map(({ point }) => point);
	const bounds = around(points.length > 0 ? points : first.near ? [first.near] : []);
	const map = openMap(host, {
		label: m.directory_map_label(),
		source: m.registry_map_source(),
		style: style(readColours(host), shown, below),
		bounds,
		fitBoundsOptions: ROOM,
		maxZoom: CLOSEST + 0.5,
		fadeDuration: 0
	});
	map.on('style.load', () => {
		for (const [name, image] of drawMarks(marks, readColours(host)))
			map.addImage(name, image, { pixelRatio: 2 });
	});
	map.once('idle', onready);
	map.on('dragstart', onmove);
	const fitted = keepFitted(map, bounds, ROOM);
	const gathered = tapGathered(map, CLOSEST, onpick);

	const repaint = () => map.setStyle(style(readColours(host), shown, below), { diff: false });
	const dark = matchMedia('(prefers-color-scheme: dark)');
	dark.addEventListener('change', repaint);
	// Co-ops are drawn without waiting for the ground, and without it.
	findBelow()
		.then((found) => {
			if (!found || gone) return;
			below = found;
			map.addControl(groundSaid());
			repaint();
		})
		.catch(() => undefined);

	return {
		show(places) {
			shown.places = places;
			gathered.show(places);
		},
		stand(here, follow) {
			shown.here = here;
			void map.getSource<GeoJSONSource>('here')?.setData(standing(here));
			if (!here || !follow) return;
			fitted.leave();
			map.easeTo({ center: [...here], zoom: Math.max(map.getZoom(), FOLLOWED) });
		},
		remove() {
			gone = true;
			dark.removeEventListener('change', repaint);
			map.remove();
		}
	};
}
