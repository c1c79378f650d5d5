import { newFormKey } from '$lib/server/answer-form.ts';
import { currentSite } from '$lib/server/current-site.ts';
import { messageOnPage } from '$lib/server/message-form.ts';
import { forPage } from '$lib/server/page.ts';
import { reachable } from '$lib/server/public-message.ts';
import { error } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** A form is made for one visitor. */
export const load: PageServerLoad = async ({ params, setHeaders }) => {
	const site = await forPage(currentSite());
	const found = await forPage(reachable(site, params.slug));
	if (found.name === undefined) error(404);
	setHeaders({ 'cache-control': 'private, no-store' });
	return {
		name: found.name,
		demo: !found.ok && found.code === 'message_demo',
		formKey: found.ok ? newFormKey() : undefined
	};
};

export const actions: Actions = {
	default: ({ params, request, setHeaders, getClientAddress }) =>
		messageOnPage(params.slug, { request, setHeaders, getClientAddress })
};
