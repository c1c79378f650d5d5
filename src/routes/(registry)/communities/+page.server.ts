import { readAsked } from '$lib/rules/nation/index.ts';
import { upcomingEvents } from '$lib/server/events.ts';
import { forPage } from '$lib/server/page.ts';
import { currentSite } from '$lib/server/current-site.ts';
import { listCommunities, offeredTags } from '$lib/server/registry.ts';
import { latestStories } from '$lib/server/stories.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Events and stories below the whole list. */
const latest = 3;

export const load: PageServerLoad = async ({ url, setHeaders }) => {
	const read = readAsked(url.searchParams);
	if (!read.ok) error(400);
	const { query = '', tag = '', after, dormant = false } = read.asked;
	const site = await forPage(currentSite());
	const [found, tags, told, planned] = await forPage(
		Promise.all([
			listCommunities(read.asked, site),
			offeredTags(site),
			latestStories({ limit: latest }),
			upcomingEvents({ limit: latest })
		])
	);
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	const whole = !query && !tag && !after;
	return {
		communities: found.communities,
		stories: whole ? told : [],
		events: whole ? planned : [],
		query,
		tag,
		dormant,
		someDormant: dormant || found.dormant > 0,
		after: found.after,
		later: after !== undefined,
		tags
	};
};
