import { currentSite } from '$lib/server/current-site.ts';
import { answerCommunity } from '$lib/server/open-data/api.ts';
import { forPage } from '$lib/server/page.ts';
import type { RequestHandler } from './$types';

/** All that a community shows of itself. */
export const GET: RequestHandler = async ({ params, request, url }) =>
	forPage(answerCommunity(await forPage(currentSite()), request, url.origin, params.slug));
