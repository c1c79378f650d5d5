import { eventKindWords } from '$lib/i18n';
import { bareId, changesOf, type PlannedEvent } from '$lib/records';
import type { CalendarEvent } from '$lib/rules/calendar.ts';

/**
 * A group's events as a calendar's file, with what strangers may know of them and no more: a calendar is often somebody
 * else's computer. `pageOf` tells the address of an event's public page, where it has one.
 */
export async function groupCalendar(
	events: readonly PlannedEvent[],
	name: string,
	pageOf: (event: PlannedEvent) => string | undefined
): Promise<Blob> {
	const { calendarOf } = await import('$lib/rules/calendar.ts');
	const text = calendarOf(
		events.map((event) => toCalendar(event, pageOf(event))),
		{ name }
	);
	return new Blob([text], { type: 'text/calendar' });
}

function toCalendar(event: PlannedEvent, url?: string): CalendarEvent {
	const { title, when, place, point, about, status } = event;
	return {
		...{ id: bareId(event._id), sequence: changesOf(event), changed_at: lastChange(event) },
		...{ title, when, place, point, about, status, category: eventKindWords(event.kind) },
		...(url && { url })
	};
}

/** When it was last changed, by the clock of whoever did. */
export function lastChange({ created_at, dots = {} }: PlannedEvent): string {
	const times = Object.values(dots).flatMap((dot) => (typeof dot[2] === 'string' ? [dot[2]] : []));
	return times.reduce((latest, at) => (at > latest ? at : latest), created_at);
}

/** A title as the name of a file. */
export const fileName = (title: string): string =>
	`${
		title
			.replace(/[^\p{L}\p{N}]+/gu, '-')
			.replace(/^-+|-+$/g, '')
			.slice(0, 60) || 'event'
	}.ics`;
