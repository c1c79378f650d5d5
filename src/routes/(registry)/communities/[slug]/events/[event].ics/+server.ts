import { publicCalendar } from '$lib/features/registry/public-calendar.ts';
import { calendarAnswer } from '$lib/server/calendar-answer.ts';
import { findEvent } from '$lib/server/events.ts';
import { forPage } from '$lib/server/page.ts';
import { findCommunity } from '$lib/server/registry.ts';
import { slugOf } from '$lib/rules/slug.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** One public event for a calendar. */
export const GET: RequestHandler = async ({ params, request, url }) => {
	const community = await forPage(findCommunity(params.slug));
	const event = community && (await forPage(findEvent(community.slug, params.event)));
	if (!event) error(404);
	const told = [{ ...event, community: community.name }];
	return calendarAnswer(
		publicCalendar(told, url.origin, { name: event.title }),
		request,
		slugOf(event.title)
	);
};
