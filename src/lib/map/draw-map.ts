/**
 * The large map: plain ground, the outline of Britain and Ireland, and communities as gables, gathered into
 * numbered discs where they are close. Imported lazily.
 */
import type { GeoJSONSource, MapGeoJSONFeature, StyleSpecification } from 'maplibre-gl';
import { m } from '$lib/i18n';
import { around } from './bounds.ts';
import { readColours, type Colours } from './colours.ts';
import {
	districtImages,
	districtLayers,
	districtSources,
	fetchDistricts,
	isTapped,
	NO_DISTRICTS,
	type DistrictShapes,
	type TappedDistrict
} from './district-layer.ts';
import { gatheredLayers, gatheredSources, tapGathered } from './gathered.ts';
import { openMap } from './open-map.ts';
import {
	bubbleImage,
	districtsTapped,
	PEOPLE,
	peopleLayer,
	peopleSource,
	showPeople,
	type MapPeople
} from './people-layer.ts';

export interface MapPoint {
	id: string;
	name: string;
	point: readonly [number, number];
}

export interface DrawnMap {
	show(points: readonly MapPoint[]): void;
	/** How many people are interested where. */
	count(people: readonly MapPeople[]): void;
	remove(): void;
}

const britain: [[number, number], [number, number]] = [
	[-10.8, 49.7],
	[2.2, 60.9]
];
const closest = 12;
/** A bubble above the uppermost place stays in view, and nothing is under the buttons at the right. */
const ROOM = { padding: { top: 72, bottom: 48, left: 48, right: 72 }, maxZoom: 11 };

const gables = (points: readonly MapPoint[]) => points.map(({ id, point }) => ({ id, point, mark: 'gable' }));

interface Districts {
	shapes: DistrictShapes;
	/** The code of the one that was tapped. */
	tapped: string | undefined;
}

interface Shown {
	points: readonly MapPoint[];
	people: readonly MapPeople[];
	districts: Districts | undefined;
}

function style(colours: Colours, { points, people, districts }: Shown): StyleSpecification {
	return {
		version: 8,
		sources: {
			...(districts && districtSources(districts.shapes)),
			land: { type: 'geojson', data: new URL('/map/britain.json', location.href).href },
			...gatheredSources(gables(points), closest),
			...peopleSource(people, closest)
		},
		layers: [
			{ id: 'sea', type: 'background', paint: { 'background-color': colours.ground } },
			{ id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colours.line } },
			{ id: 'coast', type: 'line', source: 'land', paint: { 'line-color': colours['field-line'] } },
			...(districts ? districtLayers(colours, districts.tapped) : []),
			...gatheredLayers(colours, ['green', 'on-green'], [peopleLayer(colours)])
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

interface Drawing {
	onpick: (ids: string[]) => void;
	/** The postcode districts of the bubble that was tapped. */
	onpeople?: (districts: string[]) => void;
	onready: () => void;
	/** Begins close around these instead of with the whole country. */
	near?: readonly MapPoint[] | undefined;
	/** How much of the height, from the foot, is covered by what is told of a tapped place. */
	covered?: number | undefined;
	/** Districts by class are drawn below the communities, and this tells which one was tapped. */
	ondistrict?: ((one: TappedDistrict) => void) | undefined;
	/** The districts did not come. */
	onfail?: () => void;
}

/**
 * Draws the map into `host`. `onpick` tells which communities stand where somebody tapped, `onready`
 * that all of it is on screen. Throws where the browser has no WebGL2: the drawn map and the list then stand in.
 */
export function drawMap(
	host: HTMLElement,
	first: readonly MapPoint[],
	{ onpick, onpeople, onready, near = [], covered, ondistrict, onfail }: Drawing
): DrawnMap {
	let gone = false;
	const districts: Districts | undefined = ondistrict && { shapes: NO_DISTRICTS, tapped: undefined };
	const shown: Shown = { points: first, people: [], districts };
	const styled = () => style(readColours(host), shown);
	const map = openMap(host, {
		label: districts ? m.deserts_map_label() : m.registry_map_label(),
		source: m.registry_map_source(),
		style: styled(),
		bounds: near.length > 0 ? around(near.map(({ point }) => point)) : britain,
		fitBoundsOptions: near.length > 0 ? ROOM : { padding: 12 },
		maxZoom: closest + 1
	});

	const dress = () => {
		const colours = readColours(host);
		const patterns = districts ? districtImages(colours) : [];
		for (const [name, picture] of [['gable', gable(colours)] as const, bubbleImage(colours), ...patterns])
			map.addImage(name, picture, { pixelRatio: 2 });
		// What came before there was anything to put it into.
		places.show(gables(shown.points));
		showPeople(map, shown.people);
	};
	map.on('style.load', dress);
	map.once('load', onready);

	const repaint = () => map.setStyle(styled(), { diff: false });
	const dark = matchMedia('(prefers-color-scheme: dark)');
	dark.addEventListener('change', repaint);

	function tap(one?: TappedDistrict) {
		if (!districts) return;
		districts.tapped = one?.code;
		if (map.getLayer('tapped')) map.setFilter('tapped', isTapped(one?.code));
		if (one) ondistrict?.(one);
	}
	const pick = (ids: string[]) => {
		tap();
		onpick(ids);
	};
	const others = {
		layer: PEOPLE,
		async ontap(one: MapGeoJSONFeature) {
			const tapped = await districtsTapped(map, closest, one);
			if (tapped.length > 0) onpeople?.(tapped);
		}
	};
	const places = tapGathered(map, closest, pick, { others, covered });
	async function layDistricts(into: Districts) {
		into.shapes = await fetchDistricts();
		if (gone) return;
		void map.getSource<GeoJSONSource>('districts')?.setData(into.shapes.grounds);
		void map.getSource<GeoJSONSource>('middles')?.setData(into.shapes.middles);
	}
	if (districts) {
		map.on('click', 'districts', ({ features }) =>
			tap(features?.[0]?.properties as TappedDistrict | undefined)
		);
		layDistricts(districts).catch(() => onfail?.());
	}

	return {
		show(points) {
			shown.points = points;
			places.show(gables(points));
		},
		count(people) {
			shown.people = people;
			showPeople(map, people);
		},
		remove() {
			gone = true;
			dark.removeEventListener('change', repaint);
			map.remove();
		}
	};
}
