import { currentSite } from '$lib/server/current-site.ts';
import { answerEvents } from '$lib/server/open-data/api.ts';
import { forPage } from '$lib/server/page.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

export const GET: RequestHandler = async ({ request, url }) =>
	forPage(answerEvents(await forPage(currentSite()), { request, url }));
