import { nearestCommunity, readCountry } from '$lib/server/deserts.ts';
import { forPage } from '$lib/server/page.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, setHeaders }) => {
	const { survey, sources } = await forPage(readCountry());
	const district = survey.districts.find(({ code }) => code === params.code);
	if (!district) error(404);
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	return { district, sources, community: await forPage(nearestCommunity(district.middle)) };
};
