import { currentSite } from '$lib/server/current-site.ts';
import { answerStoriesOf } from '$lib/server/open-data/stories-feed.ts';
import { forPage } from '$lib/server/page.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, request, url }) => {
	const site = await forPage(currentSite());
	return (await forPage(answerStoriesOf(site, request, url.origin, params.slug))) ?? error(404);
};
