import { currentSite } from '$lib/server/current-site.ts';
import { answerAllStories } from '$lib/server/open-data/stories-feed.ts';
import { forPage } from '$lib/server/page.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

export const GET: RequestHandler = async ({ request, url }) =>
	forPage(answerAllStories(await forPage(currentSite()), request, url.origin));
