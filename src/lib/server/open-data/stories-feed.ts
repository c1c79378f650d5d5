/** Stories to follow with a feed reader. */
import { storiesFeed, type FeedFacts } from '../../rules/open-data/stories-feed.ts';
import { findCommunity } from '../registry.ts';
import type { Site } from '../site.ts';
import { latestStories } from '../stories.ts';
import { answerOpen } from './open-answer.ts';

const ATOM = 'application/atom+xml; charset=utf-8';
/** Older ones are on the pages. */
const IN_FEED = 50;
/** Before anything was told. */
const BEFORE = '2026-01-01T00:00:00.000Z';

/** Answers with the newest stories of all communities but made-up ones. */
export async function answerAllStories(site: Site, request: Request, origin: string): Promise<Response> {
	const stories = await latestStories({ limit: IN_FEED, real: true }, site);
	const facts = { path: '/stories.atom', page: '/stories', id: 'stories', since: BEFORE };
	return answer(request, origin, stories, { title: 'Stories on Toad Lane', ...facts });
}

/** Answers with the newest stories of a community; undefined where there is none at this address. */
export async function answerStoriesOf(
	site: Site,
	request: Request,
	origin: string,
	slug: string
): Promise<Response | undefined> {
	const community = await findCommunity(slug, site);
	if (!community) return undefined;
	const stories = await latestStories({ limit: IN_FEED, slug }, site);
	const page = `/communities/${slug}`;
	return answer(request, origin, stories, {
		...{ title: community.name, path: `${page}/stories.atom`, page },
		...{ id: `stories:${slug}`, since: community.registered_at }
	});
}

function answer(
	request: Request,
	origin: string,
	stories: Parameters<typeof storiesFeed>[0],
	facts: FeedFacts
): Promise<Response> {
	const modified = stories.reduce((last, { told_at }) => (told_at > last ? told_at : last), facts.since);
	return answerOpen(storiesFeed(stories, origin, facts), request, { type: ATOM, modified });
}
