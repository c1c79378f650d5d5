import { currentSite } from '$lib/server/current-site.ts';
import { answerCommunityFile } from '$lib/server/open-data/community-files.ts';
import { forPage } from '$lib/server/page.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

export const GET: RequestHandler = async ({ request, url }) =>
	forPage(answerCommunityFile(await forPage(currentSite()), request, 'csv', url));
