import { currentSite } from '$lib/server/current-site.ts';
import { answerSitemapFile } from '$lib/server/open-data/sitemap.ts';
import { forPage } from '$lib/server/page.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, request, url }) => {
	const site = await forPage(currentSite());
	return (await forPage(answerSitemapFile(site, request, url.origin, params.file))) ?? error(404);
};
