import { currentSite } from '$lib/server/current-site.ts';
import { answerFound } from '$lib/server/nation/answer-communities.ts';
import { forPage } from '$lib/server/page.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

/** Communities that fit a question, a page at a time. */
export const GET: RequestHandler = async ({ request }) =>
	forPage(answerFound(await forPage(currentSite()), request));
