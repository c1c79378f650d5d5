import { coopsOf } from '$lib/server/coops.ts';
import { aheadOf } from '$lib/server/events.ts';
import { forPage } from '$lib/server/page.ts';
import { findCommunity } from '$lib/server/registry.ts';
import { storiesOf } from '$lib/server/stories.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, setHeaders }) => {
	const community = await forPage(findCommunity(params.slug));
	if (!community) error(404);
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	const asked = Promise.all([storiesOf(community.slug), aheadOf(community.slug), coopsOf(community.slug)]);
	const [stories, events, coops] = await forPage(asked);
	return { community, stories, events, coops, today: new Date().toISOString().slice(0, 10) };
};
