import { FIGURES } from '$lib/rules/nation/figure-tables.ts';
import { currentSite } from '$lib/server/current-site.ts';
import { answerFigures, askNation } from '$lib/server/nation/figures.ts';
import { forPage } from '$lib/server/page.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

export const prerender = false;

export const GET: RequestHandler = async ({ params, url, request }) => {
	const figure = FIGURES.find((one) => one === params.figure);
	if (!figure) error(404);
	const asked = await forPage(askNation(await forPage(currentSite()), url.searchParams));
	if (!asked.ok) error(400, `There is no such ${asked.field} in this registry.`);
	return answerFigures(asked, figure, request);
};
