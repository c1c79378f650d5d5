/** What the imported facts show of the whole country: its districts and its clusters, reckoned once after each import. */
import { setImmediate } from 'node:timers/promises';
import { sourcesOf, type PackSource } from '../rules/coop-pack.ts';
import {
	currentDistricts,
	findClusters,
	packDistricts,
	surveyDistricts,
	type Cluster,
	type Survey
} from '../rules/districts/index.ts';
import { metresBetween } from '../rules/index.ts';
import type { Provenance } from '../rules/reference/index.ts';
import { REFERENCE } from './backend.ts';
import { currentSite } from './current-site.ts';
import { clustersCsv, clustersGeoJson, districtsCsv, districtsGeoJson } from './desert-files.ts';
import { outlinesOf, type Outlines } from './outlines.ts';
import { answerFile, packFile } from './packed-file.ts';
import { readFacts } from './reference.ts';
import { allCommunities } from './registry.ts';
import type { Site } from './site.ts';
import { untilChanged } from './until-changed.ts';

export interface Country {
	survey: Survey;
	clusters: Cluster[];
	/** Who said what it is reckoned from. */
	sources: PackSource[];
}

interface Reckoned extends Country {
	outlines: Outlines;
}

const stands = ({ gone_at }: Provenance) => gone_at === undefined;

/** Other requests are let through between its steps, of which each takes up to a second or two for a whole nation. */
const reckon = untilChanged(async (site: Site): Promise<Reckoned> => {
	const coops = (await readFacts(site, 'coops')).filter(stands);
	const authorities = (await readFacts(site, 'authorities')).filter(stands);
	const boundaries = (await readFacts(site, 'boundaries')).filter(stands);
	const today = site.now().toISOString().slice(0, 10);
	await setImmediate();
	const { districts } = currentDistricts(authorities, boundaries, today);
	await setImmediate();
	const survey = surveyDistricts(districts, coops);
	await setImmediate();
	const clusters = findClusters(coops);
	await setImmediate();
	const outlines = outlinesOf(districts);
	const sources = sourcesOf([...coops, ...authorities, ...boundaries]);
	return { survey, clusters, sources, outlines };
}, REFERENCE);

/** The country as far as its operator imported it. */
export async function readCountry(site?: Site): Promise<Country> {
	return reckon(site ?? (await currentSite()));
}

/** The registered community nearest to a place, within a day's outing; examples for looking around in don't count. */
export async function nearestCommunity(
	place: readonly [number, number],
	site?: Site
): Promise<{ slug: string; name: string; metres: number } | undefined> {
	let nearest: { slug: string; name: string; metres: number } | undefined;
	for (const { slug, name, point, tags } of await allCommunities(site ?? (await currentSite()))) {
		if (!point || tags.includes('demo')) continue;
		const metres = metresBetween(place, point);
		if (metres < (nearest?.metres ?? OUTING)) nearest = { slug, name, metres };
	}
	return nearest;
}

/** Metres. */
const OUTING = 50_000;

const GEOJSON = { 'content-type': 'application/geo+json' };
const tableNamed = (name: string) => ({
	'content-type': 'text/csv; charset=utf-8',
	'content-disposition': `attachment; filename="${name}.csv"`
});

/** A file of what was reckoned, made once. */
function fileOf(text: (reckoned: Reckoned) => string | Promise<string>, headers: { 'content-type': string }) {
	const file = untilChanged(async (site: Site) => packFile(await text(await reckon(site))), REFERENCE);
	return async (site: Site, request: Request): Promise<Response> =>
		answerFile(await file(site), request, headers);
}

/** What others can fetch of it, by its path. */
export const answerWith = {
	/** For phones. */
	'/api/districts': fileOf(
		({ survey, outlines, sources }) => JSON.stringify(packDistricts(survey, outlines, sources)),
		{ 'content-type': 'application/json' }
	),
	'/deserts.geojson': fileOf((all) => JSON.stringify(districtsGeoJson(all)), GEOJSON),
	'/deserts.csv': fileOf(districtsCsv, tableNamed('co-op-deserts')),
	'/clusters.geojson': fileOf((all) => JSON.stringify(clustersGeoJson(all)), GEOJSON),
	'/clusters.csv': fileOf(clustersCsv, tableNamed('co-op-clusters'))
};
