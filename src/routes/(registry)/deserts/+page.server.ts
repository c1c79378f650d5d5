import { askDistricts, PAGE, readAsked } from '$lib/features/registry/deserts/ask-districts.ts';
import { CLASSES } from '$lib/rules/districts/classes.ts';
import { NEEDS } from '$lib/rules/needs.ts';
import { nearestCommunity, readCountry } from '$lib/server/deserts.ts';
import { forPage } from '$lib/server/page.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, setHeaders }) => {
	const { survey, sources } = await forPage(readCountry());
	const nations = [...new Set(survey.districts.map(({ nation }) => nation))].sort();
	const read = readAsked(url.searchParams, { nations, classes: CLASSES, needs: NEEDS });
	if (!read.ok) error(400, { message: read.fields.join(', '), code: 'asked' });
	const { asked } = read;
	const fitting = askDistricts(survey.districts, asked);
	const districts = fitting.slice((asked.page - 1) * PAGE, asked.page * PAGE);
	const near = await forPage(
		Promise.all(
			districts
				.filter(({ class: its, coops }) => its === 'desert' || coops === 0)
				.map(async ({ code, middle }) => [code, await nearestCommunity(middle)] as const)
		)
	);
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	return {
		...{ asked, districts, found: fitting.length, all: survey.districts.length, nations, sources },
		country: survey.country,
		without: survey.nations_without,
		near: Object.fromEntries(near.flatMap(([code, one]) => (one ? [[code, one]] : [])))
	};
};
