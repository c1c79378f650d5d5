import { currentSite } from '$lib/server/current-site.ts';
import { answerProfile } from '$lib/server/open-data/profile.ts';
import { forPage } from '$lib/server/page.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, request, url }) =>
	forPage(answerProfile(await forPage(currentSite()), request, url.origin, params.slug));
