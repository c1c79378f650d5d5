/**
 * Places gathered into numbered discs where they are close. A tap on a disc goes nearer until they come apart; those that
 * no nearness tells apart are spread around the place they share.
 */
import type {
	ExpressionSpecification,
	GeoJSONSource,
	LayerSpecification,
	Map,
	MapGeoJSONFeature,
	SourceSpecification,
	SymbolLayerSpecification
} from 'maplibre-gl';
import type { Colours } from './colours.ts';
import { lineAlong, pointAt, shape, type Shape } from './shapes.ts';
import { intoView, spread, THUMB } from './spread.ts';

/** A place on a map: `mark` is the name of the picture that stands there. */
export interface GatheredPlace {
	id: string;
	mark: string;
	point: readonly [number, number];
}

/** How far from a mark a tap may be, in pixels. */
const REACH = 12;
const gathered: ExpressionSpecification = ['has', 'point_count'];

const placesShape = (places: readonly GatheredPlace[]): Shape =>
	shape(places.map(({ id, mark, point }) => pointAt(point, { id, mark })));

/** The sources of `gatheredLayers`; as near as `closest`, places that are close stay gathered. */
export function gatheredSources(
	places: readonly GatheredPlace[],
	closest: number
): Record<string, SourceSpecification> {
	return {
		places: {
			type: 'geojson',
			data: placesShape(places),
			cluster: true,
			clusterRadius: 44,
			clusterMaxZoom: closest,
			maxzoom: closest + 1
		},
		legs: { type: 'geojson', data: shape([]) },
		spread: { type: 'geojson', data: shape([]) }
	};
}

/** Discs with their numbers, single places, and what is spread; what else is on the map stands just below that. */
export function gatheredLayers(
	colours: Colours,
	[disc, text]: readonly [disc: keyof Colours, text: keyof Colours],
	others: readonly LayerSpecification[] = []
): LayerSpecification[] {
	const icons: SymbolLayerSpecification['layout'] = {
		'icon-image': ['get', 'mark'],
		'icon-allow-overlap': true
	};
	return [
		{ id: 'places', type: 'symbol', source: 'places', filter: ['!', gathered], layout: icons },
		{
			id: 'legs',
			type: 'line',
			source: 'legs',
			paint: { 'line-color': colours['field-line'], 'line-width': 1.5 }
		},
		{
			id: 'clusters',
			type: 'circle',
			source: 'places',
			filter: gathered,
			paint: {
				'circle-color': colours[disc],
				'circle-radius': ['step', ['get', 'point_count'], 18, 10, 22, 100, 28],
				'circle-stroke-color': colours.ground,
				'circle-stroke-width': 3
			}
		},
		{
			id: 'counts',
			type: 'symbol',
			source: 'places',
			filter: gathered,
			layout: {
				'text-field': ['get', 'point_count_abbreviated'],
				'text-font': ['sans-serif'],
				'text-size': 15,
				'text-allow-overlap': true
			},
			paint: { 'text-color': colours[text] }
		},
		...others,
		{ id: 'spread', type: 'symbol', source: 'spread', layout: icons }
	];
}

type Together = Pick<GatheredPlace, 'id' | 'mark'>;

export interface Gathered {
	/** Shows these from now on, with nothing spread. */
	show(places: readonly GatheredPlace[]): void;
}

export interface TapsOptions {
	/** Another layer that answers taps. */
	others?: { layer: string; ontap: (one: MapGeoJSONFeature) => void };
	/** How much of the map's height, from its foot, is covered by what is told of a tapped place. */
	covered?: number | undefined;
}

/**
 * Answers taps: `onpick` tells which places stand where somebody tapped, several where they share a place, none on open
 * ground. Of what lies on top of each other the uppermost answers.
 */
export function tapGathered(
	map: Map,
	closest: number,
	onpick: (ids: string[]) => void,
	{ others, covered = 0 }: TapsOptions = {}
): Gathered {
	const layers = ['clusters', 'places', 'spread', ...(others ? [others.layer] : [])];
	const source = (name: string) => map.getSource<GeoJSONSource>(name);
	const fill = (name: string, data: Shape) => void source(name)?.setData(data);
	/** The disc whose places are spread. */
	let open: number | undefined;

	function close() {
		if (open === undefined) return;
		open = undefined;
		fill('legs', shape([]));
		fill('spread', shape([]));
	}
	map.on('zoomstart', close);
	map.on('style.load', () => (open = undefined));

	map.on('click', async ({ point: { x, y } }) => {
		const hit = map.queryRenderedFeatures(
			[
				[x - REACH, y - REACH],
				[x + REACH, y + REACH]
			],
			{ layers }
		)[0];
		if (hit && others?.layer === hit.layer.id) {
			close();
			uncover([x, y], THUMB);
			return others.ontap(hit);
		}
		if (hit?.layer.id === 'spread') return onpick([String(hit.properties.id)]);
		const wasOpen = open;
		close();
		const cluster = hit?.properties.cluster_id as number | undefined;
		if (cluster === undefined || hit?.geometry.type !== 'Point') {
			if (hit) uncover([x, y], THUMB / 2);
			return onpick(hit ? [String(hit.properties.id)] : []);
		}
		// The disc in the middle of what is spread puts it together again.
		if (wasOpen === cluster) return onpick([]);
		const middle = hit.geometry.coordinates as [number, number];
		const zoom = (await source('places')?.getClusterExpansionZoom(cluster)) ?? closest;
		if (zoom <= closest) return void map.easeTo({ center: middle, zoom });
		const count = Number(hit.properties.point_count);
		const leaves = (await source('places')?.getClusterLeaves(cluster, count, 0)) ?? [];
		const together = leaves.map(({ properties }) => properties as Together);
		if (spreadOut(middle, together)) open = cluster;
		else uncover([x, y], THUMB / 2);
		onpick(together.map(({ id }) => id));
	});

	function spreadOut(middle: [number, number], together: readonly Together[]): boolean {
		const room = Math.min(...bare()) / 2 - THUMB / 2;
		const steps = spread(together.length, room);
		if (!steps) return false;
		const { x, y } = map.project(middle);
		const feet = steps.map(([right, down]) => map.unproject([x + right, y + down]).toArray());
		fill('legs', shape(feet.map((foot) => lineAlong([middle, foot]))));
		fill('spread', shape(together.map((one, i) => pointAt(feet[i] ?? middle, one))));
		const radius = Math.max(...steps.map(([right, down]) => Math.hypot(right, down))) + THUMB / 2;
		uncover([x, y], radius);
		return true;
	}

	/** The size of what is not covered. */
	function bare(): [number, number] {
		const { clientWidth, clientHeight } = map.getCanvas();
		return [clientWidth, clientHeight * (1 - covered)];
	}

	function uncover(at: readonly [number, number], radius: number) {
		const [right, down] = intoView(at, radius, bare());
		if (right || down) map.panBy([-right, -down], { duration: 200 });
	}

	for (const layer of layers) {
		map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'));
		map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''));
	}

	return {
		show(places) {
			close();
			fill('places', placesShape(places));
		}
	};
}
