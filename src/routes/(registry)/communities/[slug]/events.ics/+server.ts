import { publicCalendar } from '$lib/features/registry/public-calendar.ts';
import { calendarAnswer } from '$lib/server/calendar-answer.ts';
import { eventsInFeed } from '$lib/server/events.ts';
import { forPage } from '$lib/server/page.ts';
import { findCommunity } from '$lib/server/registry.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** What a community plans in public, to subscribe to. */
export const GET: RequestHandler = async ({ params, request, url }) => {
	const community = await forPage(findCommunity(params.slug));
	if (!community) error(404);
	const events = await forPage(eventsInFeed(community.slug));
	const options = { name: community.name, feed: true };
	return calendarAnswer(publicCalendar(events, url.origin, options), request, community.slug);
};
