import { currentSite } from '$lib/server/current-site.ts';
import { answerSitemap } from '$lib/server/open-data/sitemap.ts';
import { forPage } from '$lib/server/page.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

export const GET: RequestHandler = async ({ request, url }) =>
	forPage(answerSitemap(await forPage(currentSite()), request, url.origin));
