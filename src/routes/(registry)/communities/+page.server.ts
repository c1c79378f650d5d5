import { commonTags } from '$lib/features/registry/summary.ts';
import { upcomingEvents } from '$lib/server/events.ts';
import { forPage } from '$lib/server/page.ts';
import { hasDormant, listCommunities } from '$lib/server/registry.ts';
import { latestStories } from '$lib/server/stories.ts';
import type { PageServerLoad } from './$types';

/** Communities on one page; more follow behind a link. */
const onePage = 60;
/** How many communities the offered tags are taken from, and how many are offered. */
const tagged = 500;
const offered = 14;
/** Events and stories below the whole list. */
const latest = 3;

export const load: PageServerLoad = async ({ url, setHeaders }) => {
	const asked = (name: string) => url.searchParams.get(name)?.trim().slice(0, 100) ?? '';
	const [query, tag, after] = [asked('q'), asked('tag'), asked('after')];
	const dormant = asked('dormant') === 'yes';
	const [found, all, someDormant, told, planned] = await forPage(
		Promise.all([
			listCommunities({
				query: query || undefined,
				tag: tag || undefined,
				dormant,
				after: after || undefined,
				limit: onePage + 1
			}),
			listCommunities({ limit: tagged }),
			hasDormant({ query: query || undefined, tag: tag || undefined }),
			latestStories({ limit: latest }),
			upcomingEvents({ limit: latest })
		])
	);
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	const communities = found.slice(0, onePage);
	return {
		communities,
		stories: query || tag || after ? [] : told,
		events: query || tag || after ? [] : planned,
		query,
		tag,
		dormant,
		someDormant,
		after: found.length > onePage ? communities.at(-1)?.slug : undefined,
		later: after !== '',
		tags: commonTags(all, offered)
	};
};
