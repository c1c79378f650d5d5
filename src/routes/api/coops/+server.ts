import { answerCoops } from '$lib/server/coop-pack.ts';
import { currentSite } from '$lib/server/current-site.ts';
import { forPage } from '$lib/server/page.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

/** The directory of co-operatives that the operator imported, as one file. */
export const GET: RequestHandler = async ({ request }) =>
	forPage(answerCoops(await forPage(currentSite()), request));
