import { communityAsLinkedData } from '$lib/features/registry/json-ld.ts';
import { aheadOf } from '$lib/server/events.ts';
import { forPage } from '$lib/server/page.ts';
import { findCommunity } from '$lib/server/registry.ts';
import { storiesOf } from '$lib/server/stories.ts';
import { error } from '@sveltejs/kit';
import { createHash } from 'node:crypto';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url }) => {
	const community = await forPage(findCommunity(params.slug));
	if (!community) error(404);
	const [stories, events] = await forPage(Promise.all([storiesOf(community.slug), aheadOf(community.slug)]));
	const body = JSON.stringify(
		communityAsLinkedData(community, stories, events, `${url.origin}/communities/${community.slug}`),
		null,
		'\t'
	);
	return new Response(body, {
		headers: {
			'content-type': 'application/ld+json; charset=utf-8',
			'cache-control': 'public, max-age=0, must-revalidate',
			etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
		}
	});
};
