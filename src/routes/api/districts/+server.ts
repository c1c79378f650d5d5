import { currentSite } from '$lib/server/current-site.ts';
import { answerWith } from '$lib/server/deserts.ts';
import { forPage } from '$lib/server/page.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

export const GET: RequestHandler = async ({ request }) =>
	forPage(answerWith['/api/districts'](await forPage(currentSite()), request));
