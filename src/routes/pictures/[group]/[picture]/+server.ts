import { currentSite } from '$lib/server/current-site.ts';
import { forPage } from '$lib/server/page.ts';
import { answerPicture } from '$lib/server/picture-answer.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

/** A picture of a published story. */
export const GET: RequestHandler = async ({ params }) =>
	forPage(answerPicture(await forPage(currentSite()), params.group, params.picture));
