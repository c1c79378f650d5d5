import { currentSite } from '$lib/server/current-site.ts';
import { answerInterested } from '$lib/server/interested/answer-interested.ts';
import { forPage } from '$lib/server/page.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

/** How many people are interested, by postcode district. */
export const GET: RequestHandler = async ({ request }) =>
	forPage(answerInterested(await forPage(currentSite()), request));
