import { communityAsLinkedData } from '$lib/features/registry/json-ld.ts';
import { aheadOf } from '$lib/server/events.ts';
import { answerOpen } from '$lib/server/open-data/open-answer.ts';
import { forPage } from '$lib/server/page.ts';
import { findCommunity } from '$lib/server/registry.ts';
import { storiesOf } from '$lib/server/stories.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, request, url }) => {
	const community = await forPage(findCommunity(params.slug));
	if (!community) error(404);
	const [stories, events] = await forPage(Promise.all([storiesOf(community.slug), aheadOf(community.slug)]));
	const address = `${url.origin}/communities/${community.slug}`;
	const data = communityAsLinkedData(community, stories, events, address);
	return answerOpen(JSON.stringify(data, null, '\t'), request, {
		type: 'application/ld+json; charset=utf-8'
	});
};
