/** What the imported facts show of the whole country, for pages and for whoever takes it along. */
import { metresBetween } from '../rules/index.ts';
import { currentSite } from './current-site.ts';
import { OPEN_TO_ALL } from './open-data/open-answer.ts';
import { answerFile } from './packed-file.ts';
import { reckon } from './reckon-apart.ts';
import { FILES, type Country, type CountryFiles } from './reckoning.ts';
import { allCommunities } from './registry.ts';
import type { Site } from './site.ts';

/** The country as far as its operator imported it. */
export async function readCountry(site?: Site): Promise<Country> {
	return (await reckon(site ?? (await currentSite()))).country;
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

const HEADERS: Record<keyof CountryFiles, { 'content-type': string }> = {
	'/api/districts': { 'content-type': 'application/json' },
	'/deserts.geojson': GEOJSON,
	'/deserts.csv': tableNamed('co-op-deserts'),
	'/clusters.geojson': GEOJSON,
	'/clusters.csv': tableNamed('co-op-clusters')
};

type Answer = (site: Site, request: Request) => Promise<Response>;

/** What others can fetch of it, by its path; the first is for phones. */
export const answerWith = Object.fromEntries(
	FILES.map((path): [string, Answer] => [
		path,
		async (site, request) =>
			answerFile((await (await reckon(site)).files)[path], request, {
				...HEADERS[path],
				...OPEN_TO_ALL
			})
	])
) as Record<keyof CountryFiles, Answer>;
