import { eventAsLinkedData, jsonForPage } from '$lib/features/registry/event-json-ld.ts';
import { timeOf } from '$lib/rules';
import { answerOnPage, newFormKey } from '$lib/server/answer-form.ts';
import { findEvent } from '$lib/server/events.ts';
import { forPage } from '$lib/server/page.ts';
import { findCommunity } from '$lib/server/registry.ts';
import { error } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, setHeaders }) => {
	const community = await forPage(findCommunity(params.slug));
	const event = community && (await forPage(findEvent(community.slug, params.event)));
	if (!event) error(404);
	const { name, slug, tags } = community;
	const over = timeOf(event, new Date()) === 'past';
	const open = event.sign_up && event.status !== 'cancelled' && !over;
	// A form is made for one visitor.
	setHeaders({ 'cache-control': open ? 'private, no-store' : 'public, max-age=0, must-revalidate' });
	const home = `${url.origin}/communities/${slug}`;
	const data = eventAsLinkedData(event, `${home}/events/${event.id}`, { name, address: home });
	return {
		event,
		community: { name, slug, tags },
		linkedData: jsonForPage({ '@context': 'https://schema.org', ...data }),
		over,
		formKey: open ? newFormKey() : undefined
	};
};

export const actions: Actions = {
	answer: ({ params, request, setHeaders, getClientAddress }) =>
		answerOnPage({ slug: params.slug, id: params.event }, { request, setHeaders, getClientAddress })
};
