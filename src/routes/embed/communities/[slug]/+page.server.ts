import { forPage } from '$lib/server/page.ts';
import { findCommunity } from '$lib/server/registry.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, setHeaders }) => {
	const community = await forPage(findCommunity(params.slug));
	if (!community) error(404);
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	return { community };
};
