/** The reckoning itself, from the facts as they are stored. It takes seconds of a processor: see `reckon-apart.ts`. */
import { sourcesOf, type PackSource } from '../rules/coop-pack.ts';
import {
	currentDistricts,
	findClusters,
	packDistricts,
	surveyDistricts,
	type Cluster,
	type CurrentDistrict,
	type Survey
} from '../rules/districts/index.ts';
import type { FactKinds, Provenance } from '../rules/reference/index.ts';
import { clustersCsv, clustersGeoJson, districtsCsv, districtsGeoJson } from './desert-files.ts';
import { outlinesOf } from './outlines.ts';
import { packFile, type PackedFile } from './packed-file.ts';

export interface Country {
	survey: Survey;
	clusters: Cluster[];
	/** Who said what it is reckoned from. */
	sources: PackSource[];
}

/** What there is to fetch of it, by its path. */
export const FILES = [
	'/api/districts',
	'/deserts.geojson',
	'/deserts.csv',
	'/clusters.geojson',
	'/clusters.csv'
] as const;
export type CountryFiles = Record<(typeof FILES)[number], PackedFile>;

/** The facts of each kind as texts of JSON, one a source, and the day, YYYY-MM-DD. */
export interface Imported {
	coops: string[];
	authorities: string[];
	boundaries: string[];
	today: string;
}

/** The country, and the districts that its files are made from. */
export function reckonCountry(imported: Imported): { country: Country; districts: CurrentDistrict[] } {
	const coops = standing('coops', imported.coops);
	const authorities = standing('authorities', imported.authorities);
	const boundaries = standing('boundaries', imported.boundaries);
	const { districts } = currentDistricts(authorities, boundaries, imported.today);
	const survey = surveyDistricts(districts, coops);
	const sources = sourcesOf([...coops, ...authorities, ...boundaries]);
	return { country: { survey, clusters: findClusters(coops), sources }, districts };
}

/** The country as others fetch it. */
export async function filesOf(
	country: Country,
	districts: readonly CurrentDistrict[]
): Promise<CountryFiles> {
	const outlines = outlinesOf(districts);
	const all = { ...country, outlines };
	const [phones, deserts, desertsTable, clusters, clustersTable] = await Promise.all([
		packFile(JSON.stringify(packDistricts(country.survey, outlines, country.sources))),
		packFile(JSON.stringify(districtsGeoJson(all))),
		districtsCsv(all).then(packFile),
		packFile(JSON.stringify(clustersGeoJson(all))),
		clustersCsv(all).then(packFile)
	]);
	return {
		'/api/districts': phones,
		'/deserts.geojson': deserts,
		'/deserts.csv': desertsTable,
		'/clusters.geojson': clusters,
		'/clusters.csv': clustersTable
	};
}

function standing<K extends keyof FactKinds>(_: K, texts: readonly string[]): FactKinds[K][] {
	const facts = texts.flatMap((text) => JSON.parse(text) as (FactKinds[K] & Provenance)[]);
	return facts.filter(({ gone_at }) => gone_at === undefined);
}
