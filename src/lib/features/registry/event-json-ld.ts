/** Events as linked data: schema.org's Event (https://schema.org/Event). */
import { momentsOf } from '$lib/rules';
import type { PublicEvent } from './public-event.ts';

/** The linked data of one event. `address` is the full address of its page, `organizer` who plans it. */
export function eventAsLinkedData(
	event: PublicEvent,
	address: string,
	organizer: { name: string; address: string }
): object {
	const { title, about, place, point, when, status, capacity } = event;
	const { start, end } = momentsOf(event);
	return {
		'@type': 'Event',
		'@id': address,
		url: address,
		name: title,
		description: about,
		startDate: withOffset(when.start, start),
		endDate: withOffset(when.end, end),
		eventStatus: `https://schema.org/${status === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
		eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
		location: (place || point) && {
			'@type': 'Place',
			name: place,
			address: place,
			geo: point && { '@type': 'GeoCoordinates', longitude: point[0], latitude: point[1] }
		},
		maximumAttendeeCapacity: capacity,
		isAccessibleForFree: true,
		organizer: {
			'@type': 'Organization',
			'@id': organizer.address,
			name: organizer.name,
			url: organizer.address
		}
	};
}

/** What the clock shows, with how far it is ahead of UTC: `2026-07-12T14:00:00+01:00`. */
function withOffset(clock: string, moment: Date): string {
	const ahead = Math.round((Date.parse(`${clock}:00Z`) - moment.getTime()) / 60_000);
	const two = (figure: number) => String(Math.floor(figure)).padStart(2, '0');
	const size = Math.abs(ahead);
	return `${clock}:00${ahead < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

/** JSON that may stand inside a page: no letter of it ends the element or begins another. */
export function jsonForPage(value: object): string {
	const hex = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
	return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, hex);
}
