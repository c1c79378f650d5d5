import { event } from '$lib/records';
import { expect, test } from 'vitest';
import { eventAsLinkedData, jsonForPage } from './event-json-ld.ts';
import type { PublicEvent } from './public-event.ts';

const sample: PublicEvent = {
	...event.sample(),
	...{
		id: '01k0toad0ane000000000000e1',
		slug: 'spotland',
		sequence: 2,
		changed_at: '2026-06-01T10:00:00.000Z'
	}
};
const community = { name: 'Spotland', address: 'https://example.org/communities/spotland' };
const address = `${community.address}/events/${sample.id}`;
const asJson = (changes: Partial<PublicEvent> = {}) =>
	JSON.parse(JSON.stringify(eventAsLinkedData({ ...sample, ...changes }, address, community))) as object;

test('an event is told with when and where it is, who plans it, and how its clocks are set', () => {
	expect(asJson({ point: [-2.16, 53.62] })).toMatchObject({
		'@type': 'Event',
		url: address,
		name: 'Toad Lane street party',
		startDate: '2026-07-12T14:00:00+01:00',
		endDate: '2026-07-12T18:00:00+01:00',
		eventStatus: 'https://schema.org/EventScheduled',
		location: { '@type': 'Place', geo: { longitude: -2.16, latitude: 53.62 } },
		organizer: { '@type': 'Organization', name: 'Spotland', url: community.address }
	});
	const winter = { start: '2026-10-25T00:30', end: '2026-10-25T10:00', zone: 'Europe/London' };
	expect(asJson({ when: winter })).toMatchObject({
		startDate: '2026-10-25T00:30:00+01:00',
		endDate: '2026-10-25T10:00:00+00:00'
	});
	const elsewhere = { start: '2026-07-12T14:00', end: '2026-07-12T18:00', zone: 'America/St_Johns' };
	expect(asJson({ when: elsewhere })).toMatchObject({ startDate: '2026-07-12T14:00:00-02:30' });
});

test('a cancelled event says so, and one without a place has none', () => {
	expect(asJson({ status: 'cancelled' })).toMatchObject({ eventStatus: 'https://schema.org/EventCancelled' });
	expect(asJson({ place: undefined })).not.toHaveProperty('location');
});

test('nothing but what is public stands in it, and no title breaks out of the page', () => {
	const leaky = { letter: 'canary', roads: ['canary'], created_by: 'canary' } as Partial<PublicEvent>;
	expect(JSON.stringify(asJson(leaky))).not.toContain('canary');
	const title = '</script><script>alert(1)</script>&amp;<!--\u2028';
	const text = jsonForPage(asJson({ title }));
	expect(text).not.toMatch(/[<>&\u2028]/);
	expect(JSON.parse(text)).toMatchObject({ name: title });
});
