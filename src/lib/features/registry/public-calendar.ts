import { eventKindWords, m } from '$lib/i18n';
import { calendarOf, type CalendarOptions } from '$lib/rules/calendar.ts';
import { LICENCE } from '$lib/rules/open-data/licence.ts';

import { eventAddress, type ToldEvent } from './public-event.ts';

/** Published events as a calendar's file; `origin` is where their pages stand. */
export function publicCalendar(
	events: readonly ToldEvent[],
	origin: string,
	options: CalendarOptions
): string {
	const told = events.map((one) => {
		const url = origin + eventAddress(one);
		// Several calendars show the text and not the address beside it.
		const about = [one.about, m.calendar_by({ community: one.community }), url].filter(Boolean).join('\n\n');
		return { ...one, about, url, category: eventKindWords(one.kind) };
	});
	return calendarOf(told, {
		about: m.reuse_calendar_licence({ licence: LICENCE.name, url: LICENCE.url }),
		...options
	});
}
