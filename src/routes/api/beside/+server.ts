import { currentSite } from '$lib/server/current-site.ts';
import { answerBeside } from '$lib/server/nation/answer-communities.ts';
import { forPage } from '$lib/server/page.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

/** What the page of communities shows beside its list. */
export const GET: RequestHandler = async ({ request }) =>
	forPage(answerBeside(await forPage(currentSite()), request));
