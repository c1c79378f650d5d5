import { currentSite } from '$lib/server/current-site.ts';
import { answerFigures, askNation } from '$lib/server/nation/figures.ts';
import { forPage } from '$lib/server/page.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

export const prerender = false;

export const GET: RequestHandler = async ({ url, request }) => {
	const asked = await forPage(askNation(await forPage(currentSite()), url.searchParams));
	if (!asked.ok) error(400, `There is no such ${asked.field} in this registry.`);
	return answerFigures(asked, 'all', request);
};
