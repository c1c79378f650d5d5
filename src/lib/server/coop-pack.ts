import { packCoops } from '../rules/coop-pack.ts';
import { knownOutlets } from '../rules/outlets.ts';
import { REFERENCE } from './backend.ts';
import { answerFile, packFile } from './packed-file.ts';
import { readFacts } from './reference.ts';
import type { Site } from './site.ts';
import { untilChanged } from './until-changed.ts';

const readPack = untilChanged(async (site: Site) => {
	const [coops, outlets] = [await readFacts(site, 'coops'), await readFacts(site, 'outlets')];
	const postcodes = outlets.length > 0 ? await readFacts(site, 'postcodes') : [];
	const pack = packCoops(coops, knownOutlets(coops, outlets, postcodes), [...outlets, ...postcodes]);
	return packFile(JSON.stringify(pack));
}, REFERENCE);

/** The directory of co-operatives as one file, with a mark by which it is fetched again only when it has changed. */
export async function answerCoops(site: Site, request: Request): Promise<Response> {
	return answerFile(await readPack(site), request, { 'content-type': 'application/json' });
}
