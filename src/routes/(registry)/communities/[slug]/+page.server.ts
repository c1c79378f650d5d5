import { jsonForPage } from '$lib/features/registry/event-json-ld.ts';
import { communityInBrief } from '$lib/features/registry/json-ld.ts';
import { coopsOf } from '$lib/server/coops.ts';
import { aheadOf } from '$lib/server/events.ts';
import { forPage } from '$lib/server/page.ts';
import { findCommunity } from '$lib/server/registry.ts';
import { similarTo } from '$lib/server/similar.ts';
import { storiesOf } from '$lib/server/stories.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Nothing on it waits for a script: it is read, and leads on by links. */
export const csr = false;

export const load: PageServerLoad = async ({ params, url, setHeaders }) => {
	const community = await forPage(findCommunity(params.slug));
	if (!community) error(404);
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	const { slug } = community;
	const asked = Promise.all([storiesOf(slug), aheadOf(slug), coopsOf(slug), similarTo(slug)]);
	const [stories, events, coops, similar] = await forPage(asked);
	const address = `${url.origin}/communities/${community.slug}`;
	const linkedData = jsonForPage(communityInBrief(community, address));
	return {
		linkedData,
		community,
		stories,
		events,
		coops,
		similar,
		today: new Date().toISOString().slice(0, 10)
	};
};
