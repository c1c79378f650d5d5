import { answerSync } from '$lib/server/gateway.ts';
import { currentSite } from '$lib/server/current-site.ts';
import { asAsked } from '$lib/server/asked.ts';
import type { RequestHandler } from './$types';

export const trailingSlash = 'ignore';
export const prerender = false;

/** Every method: the gateway refuses by itself what it does not serve. */
export const fallback: RequestHandler = async (event) => answerSync(await currentSite(), asAsked(event));
