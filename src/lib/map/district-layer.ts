/** Districts by class: a pattern and a word each, so that none is told by its colour alone. */
import type {
	ExpressionSpecification,
	FilterSpecification,
	LayerSpecification,
	SourceSpecification
} from 'maplibre-gl';
import { m } from '$lib/i18n';
import { CLASS_PATTERNS, CLASSES, TILE, type MapClass } from './class-patterns.ts';
import type { Colours } from './colours.ts';
import { pointAt, shape, type Shape } from './shapes.ts';

/** A district where somebody tapped, with its figures as the gateway publishes them. */
export interface TappedDistrict {
	code: string;
	name: string;
	nation: string;
	class: MapClass;
	why?: 'no_positions' | 'no_population';
	population?: number;
	coops?: number;
	expected?: number;
}

type Published = GeoJSON.FeatureCollection<
	GeoJSON.Geometry,
	TappedDistrict & { longitude: number; latitude: number }
>;

/** Their ground, and the one place of each where its words stand. */
export interface DistrictShapes {
	grounds: GeoJSON.FeatureCollection;
	middles: Shape;
}

export const NO_DISTRICTS: DistrictShapes = { grounds: shape([]), middles: shape([]) };

/** From here on there is room for names. */
const NAMED_FROM = 7;
/** Up to here districts are so small that the pattern is drawn at half its size. */
const SMALL_TO = 6.5;

/** The districts as the gateway publishes them. Throws when there is no network. */
export async function fetchDistricts(): Promise<DistrictShapes> {
	const answer = await fetch('/deserts.geojson');
	if (!answer.ok) throw new Error(`the districts did not come: ${answer.status}`);
	const grounds = (await answer.json()) as Published;
	const middles = grounds.features.map(({ properties: { name, class: its, longitude, latitude } }) =>
		pointAt([longitude, latitude], { name, class: its })
	);
	return { grounds, middles: shape(middles) };
}

/** The sources of `districtLayers`. */
export const districtSources = ({
	grounds,
	middles
}: DistrictShapes): Record<string, SourceSpecification> => ({
	districts: { type: 'geojson', data: grounds },
	middles: { type: 'geojson', data: middles }
});

/** Their layers, with a line round the one that was tapped. */
export function districtLayers(colours: Colours, tapped: string | undefined): LayerSpecification[] {
	const by = (of: (one: MapClass) => string) =>
		[
			'match',
			['get', 'class'],
			...CLASSES.flatMap((one) => [one, of(one)]),
			''
		] as unknown as ExpressionSpecification;
	const words: Record<MapClass, string> = {
		desert: m.deserts_is_desert(),
		few: m.deserts_is_few(),
		usual: m.deserts_is_usual(),
		many: m.deserts_is_many(),
		no_data: m.deserts_is_no_data()
	};
	return [
		{
			id: 'districts',
			type: 'fill',
			source: 'districts',
			paint: {
				'fill-pattern': ['step', ['zoom'], by((one) => `small-${one}`), SMALL_TO, by((one) => `class-${one}`)]
			}
		},
		{
			id: 'borders',
			type: 'line',
			source: 'districts',
			paint: { 'line-color': colours['field-line'], 'line-width': 1 }
		},
		{
			id: 'tapped',
			type: 'line',
			source: 'districts',
			filter: isTapped(tapped),
			paint: { 'line-color': colours.ink, 'line-width': 3 }
		},
		{
			id: 'district-words',
			type: 'symbol',
			source: 'middles',
			minzoom: NAMED_FROM,
			layout: {
				'text-field': ['concat', ['get', 'name'], '\n', by((one) => words[one])],
				'text-font': ['sans-serif'],
				'text-size': 13
			},
			paint: { 'text-color': colours.ink, 'text-halo-color': colours.ground, 'text-halo-width': 2 }
		}
	];
}

/** The filter of the layer `tapped`. */
export const isTapped = (code = ''): FilterSpecification => ['==', ['get', 'code'], code];

/** The patterns as pictures, drawn twice as large as shown for sharp edges. */
export function districtImages(colours: Colours): [name: string, picture: ImageData][] {
	return CLASSES.flatMap((one) => [
		[`class-${one}`, tile(one, 2, colours)],
		[`small-${one}`, tile(one, 1, colours)]
	]);
}

function tile(one: MapClass, scale: number, colours: Colours): ImageData {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = TILE * scale;
	const pen = canvas.getContext('2d', { willReadFrequently: true });
	if (!pen) throw new Error('no 2d canvas');
	const { path, width, colour, wash } = CLASS_PATTERNS[one];
	pen.scale(scale, scale);
	pen.fillStyle = colours.card;
	pen.fillRect(0, 0, TILE, TILE);
	pen.globalAlpha = wash;
	pen.fillStyle = colours[colour];
	pen.fillRect(0, 0, TILE, TILE);
	pen.globalAlpha = 1;
	pen.lineCap = 'round';
	pen.lineWidth = width || 1;
	pen.strokeStyle = colours[colour];
	pen.stroke(new Path2D(path));
	return pen.getImageData(0, 0, TILE * scale, TILE * scale);
}
