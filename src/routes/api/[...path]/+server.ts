import { version } from '$app/environment';
import { answerApi } from '$lib/server/api.ts';
import { currentSite } from '$lib/server/current-site.ts';
import { asAsked } from '$lib/server/asked.ts';
import type { RequestHandler } from './$types';

export const trailingSlash = 'ignore';
export const prerender = false;

/** Every method: the API refuses by itself what it does not serve. */
export const fallback: RequestHandler = async (event) =>
	answerApi(await currentSite(), asAsked(event), version);
