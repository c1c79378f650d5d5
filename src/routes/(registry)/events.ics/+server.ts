import { publicCalendar } from '$lib/features/registry/public-calendar.ts';
import { m } from '$lib/i18n';
import { calendarAnswer } from '$lib/server/calendar-answer.ts';
import { eventsInFeed } from '$lib/server/events.ts';
import { forPage } from '$lib/server/page.ts';
import type { RequestHandler } from './$types';

/** What all communities plan in public, to subscribe to. */
export const GET: RequestHandler = async ({ request, url }) => {
	const events = await forPage(eventsInFeed());
	const options = { name: m.calendar_all_name(), feed: true };
	return calendarAnswer(publicCalendar(events, url.origin, options), request, 'events');
};
