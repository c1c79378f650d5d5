import { coopsAsLinkedData } from '$lib/features/registry/coop-words.ts';
import { jsonForPage } from '$lib/features/registry/event-json-ld.ts';
import { coopsOf } from '$lib/server/coops.ts';
import { forPage } from '$lib/server/page.ts';
import { findCommunity } from '$lib/server/registry.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, setHeaders }) => {
	const community = await forPage(findCommunity(params.slug));
	if (!community) error(404);
	const coops = await forPage(coopsOf(community.slug));
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	const canonical = `${url.origin}/communities/${community.slug}/co-ops`;
	const { name, slug, tags, place, display_area, postcode } = community;
	return {
		community: { name, slug, tags, place, display_area, postcode },
		coops,
		canonical,
		today: new Date().toISOString().slice(0, 10),
		linkedData: jsonForPage(coopsAsLinkedData(coops, name, canonical))
	};
};
