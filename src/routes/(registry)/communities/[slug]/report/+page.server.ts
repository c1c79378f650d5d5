import { forPage } from '$lib/server/page.ts';
import { findCommunity } from '$lib/server/registry.ts';
import { reportOnPage } from '$lib/server/report-form.ts';
import { error } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, request, setHeaders }) => {
	const community = await forPage(findCommunity(params.slug));
	setHeaders({ 'cache-control': 'private, no-store' });
	// The last report may have taken it out of sight: whoever sent it is thanked all the same.
	if (!community && request.method !== 'POST') error(404);
	return { slug: params.slug, name: community?.name };
};

export const actions: Actions = {
	default: ({ params, request, setHeaders, getClientAddress }) =>
		reportOnPage(params.slug, { request, setHeaders, getClientAddress })
};
