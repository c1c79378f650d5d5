/** Districts by class: a pattern and a word each, so that none is told by its colour alone. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { m } from '$lib/i18n';
import { CLASS_PATTERNS, CLASSES, TILE, type MapClass } from './class-patterns.ts';
import type { Colours } from './colours.ts';

/** A district where somebody tapped. */
export interface TappedDistrict {
	code: string;
	name: string;
	class: MapClass;
}

/** From here on there is room for names. */
const NAMED_FROM = 7;

/** Districts with their figures, as the gateway publishes them. */
export const districtSource = () => ({
	type: 'geojson' as const,
	data: new URL('/deserts.geojson', location.href).href
});

/** Their layers, for a source named `districts`. */
export function districtLayers(colours: Colours): LayerSpecification[] {
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
			paint: { 'fill-pattern': by((one) => `class-${one}`) }
		},
		{
			id: 'borders',
			type: 'line',
			source: 'districts',
			paint: { 'line-color': colours['field-line'], 'line-width': 1 }
		},
		{
			id: 'district-words',
			type: 'symbol',
			source: 'districts',
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

/** The patterns as pictures, drawn twice as large as shown for sharp edges. */
export function districtImages(colours: Colours): [name: string, picture: ImageData][] {
	const side = TILE * 2;
	return CLASSES.map((one) => {
		const canvas = document.createElement('canvas');
		canvas.width = canvas.height = side;
		const pen = canvas.getContext('2d', { willReadFrequently: true });
		if (!pen) throw new Error('no 2d canvas');
		const { path, width, colour } = CLASS_PATTERNS[one];
		pen.fillStyle = colours.card;
		pen.fillRect(0, 0, side, side);
		pen.scale(2, 2);
		pen.lineCap = 'round';
		pen.lineWidth = width || 1;
		pen.strokeStyle = colours[colour];
		pen.stroke(new Path2D(path));
		return [`class-${one}`, pen.getImageData(0, 0, side, side)];
	});
}
