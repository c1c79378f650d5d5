import { packCoops } from '../rules/coop-pack.ts';
import { REFERENCE } from './backend.ts';
import { answerFile, packFile } from './packed-file.ts';
import { readFacts } from './reference.ts';
import type { Site } from './site.ts';
import { untilChanged } from './until-changed.ts';

const readPack = untilChanged(
	async (site: Site) => packFile(JSON.stringify(packCoops(await readFacts(site, 'coops')))),
	REFERENCE
);

/** The directory of co-operatives as one file, with a mark by which it is fetched again only when it has changed. */
export async function answerCoops(site: Site, request: Request): Promise<Response> {
	return answerFile(await readPack(site), request, { 'content-type': 'application/json' });
}
