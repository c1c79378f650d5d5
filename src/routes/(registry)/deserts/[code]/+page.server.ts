import { currentSite } from '$lib/server/current-site.ts';
import { nearestCommunity, readCountry } from '$lib/server/deserts.ts';
import { interestedNear } from '$lib/server/interested/counted.ts';
import { forPage } from '$lib/server/page.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, setHeaders }) => {
	const { survey, sources } = await forPage(readCountry());
	const district = survey.districts.find(({ code }) => code === params.code);
	if (!district) error(404);
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	const { near } = await forPage(interestedNear(await forPage(currentSite()), district.middle));
	return { district, sources, near, community: await forPage(nearestCommunity(district.middle)) };
};
