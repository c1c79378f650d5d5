import { currentSite } from '$lib/server/current-site.ts';
import { answerDirectory } from '$lib/server/nation/directory.ts';
import { forPage } from '$lib/server/page.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

/** All communities in brief, as one file for phones. */
export const GET: RequestHandler = async ({ request }) =>
	forPage(answerDirectory(await forPage(currentSite()), request));
