/** Districts and clusters as others read them: flat rows, of which what nobody knows is left empty and never 0. */
import { feature } from 'topojson-client';
import type { PackSource } from '../rules/coop-pack.ts';
import type { Cluster, DistrictFigures, Survey } from '../rules/districts/index.ts';
import { NEEDS } from '../rules/needs.ts';
import { spreadsheet } from '../rules/spreadsheet.ts';
import type { Outlines } from './outlines.ts';

type Row = Record<string, string | number>;

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;

function districtRow(one: DistrictFigures): Row {
	const { code, name, nation, class: its, why, population, coops, per_10000, expected } = one;
	const row: Record<string, string | number | undefined> = {
		...{ code, name, nation, class: its, why, population, coops },
		per_10000: per_10000 === undefined ? undefined : round(per_10000, 3),
		expected: expected === undefined ? undefined : round(expected, 1),
		places: one.places,
		most_at_one_place: one.stacked?.coops ?? (one.coops === undefined ? undefined : Math.min(one.coops, 1)),
		made_of: one.made_of.join('; ') || undefined,
		latitude: round(one.middle[1], 5),
		longitude: round(one.middle[0], 5)
	};
	for (const need of NEEDS) row[`coops_${need}`] = one.needs?.[need];
	for (const need of NEEDS) {
		row[`nearest_${need}`] = one.nearest?.[need]?.name;
		row[`nearest_${need}_metres`] = one.nearest?.[need]?.metres;
	}
	return known(row);
}

function clusterRow({ id, sector, coops, place, metres, places, stacked, ...more }: Cluster): Row {
	return known({
		...{ id, sector, place, coops, radius_metres: metres, places },
		most_at_one_place: stacked.coops,
		postcode_of_these: stacked.coops > 1 ? stacked.postcode : undefined,
		members: more.members,
		referrals: more.referrals
	});
}

const known = (row: Record<string, string | number | undefined>) =>
	Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row;

const DISTRICT_FIELDS = [
	...['code', 'name', 'nation', 'class', 'why', 'population', 'coops', 'per_10000', 'expected', 'places'],
	...['most_at_one_place', 'made_of', 'latitude', 'longitude'],
	...NEEDS.map((need) => `coops_${need}`),
	...NEEDS.flatMap((need) => [`nearest_${need}`, `nearest_${need}_metres`])
];
const CLUSTER_FIELDS = [
	...['id', 'sector', 'place', 'coops', 'latitude', 'longitude', 'radius_metres', 'places'],
	...['most_at_one_place', 'postcode_of_these', 'members', 'referrals']
];
/** Said in every row, so that no row goes on without them. */
const SAID = ['sources', 'licences'];

interface Asked {
	survey: Survey;
	clusters: readonly Cluster[];
	sources: readonly PackSource[];
	outlines: Outlines;
}

/** Districts as a table. */
export function districtsCsv({ survey, sources }: Asked): Promise<string> {
	const rows = survey.districts.map((one) => ({ ...districtRow(one), ...said(sources) }));
	return spreadsheet([...DISTRICT_FIELDS, ...SAID], rows);
}

/** Clusters as a table. */
export function clustersCsv({ clusters, sources }: Pick<Asked, 'clusters' | 'sources'>): Promise<string> {
	const rows = clusters.map((one) => {
		const [longitude, latitude] = one.point;
		return { ...clusterRow(one), latitude, longitude, ...said(sources) };
	});
	return spreadsheet([...CLUSTER_FIELDS, ...SAID], rows);
}

/** Districts with outlines to about ten metres. */
export function districtsGeoJson({ survey, sources, outlines }: Asked): object {
	const { features } = feature(outlines, outlines.objects.districts);
	return {
		...{ type: 'FeatureCollection', name: 'Co-operatives by district', ...head(sources) },
		features: survey.districts.map((one, i) => ({
			...{ type: 'Feature', id: one.code, properties: districtRow(one) },
			geometry: rounded(features[i]?.geometry)
		}))
	};
}

/** Clusters as points. */
export function clustersGeoJson({ clusters, sources }: Pick<Asked, 'clusters' | 'sources'>): object {
	return {
		...{ type: 'FeatureCollection', name: 'Clusters of co-operatives', ...head(sources) },
		features: clusters.map((one) => ({
			...{ type: 'Feature', id: one.id, properties: clusterRow(one) },
			geometry: { type: 'Point', coordinates: one.point }
		}))
	};
}

const head = (sources: readonly PackSource[]) => ({ licence: said(sources).licences, sources });

const said = (sources: readonly PackSource[]) => ({
	sources: sources.map(({ name, as_of }) => `${name} (${as_of})`).join('; '),
	licences: [...new Set(sources.map(({ licence }) => licence))].join(' AND ')
});

function rounded(geometry: GeoJSON.Geometry | undefined): GeoJSON.Geometry | null {
	if (geometry?.type !== 'MultiPolygon') return null;
	const coordinates = geometry.coordinates.map((rings) =>
		rings.map((ring) => ring.map((place) => place.map((degrees) => round(degrees, 4))))
	);
	return { type: 'MultiPolygon', coordinates };
}
