import ICAL from 'ical.js';
import { event } from '$lib/records';
import { expect, test } from 'vitest';
import type { ToldEvent } from './public-event.ts';
import { publicCalendar } from './public-calendar.ts';

test('a public calendar says under which licence it is, with who plans each event and where it is told of', () => {
	const told: ToldEvent = {
		...event.sample(),
		...{ id: '01k0toad0ane000000000000e1', slug: 'spotland', sequence: 0, community: 'Spotland; & friends' },
		changed_at: '2026-06-01T10:00:00.000Z'
	};
	const text = publicCalendar([told], 'https://toadlane.example', { name: 'All', feed: true });
	const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
	expect(calendar.getFirstPropertyValue('description')).toContain(
		'CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)'
	);
	const [first] = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
	expect(first?.description).toContain('Spotland; & friends');
	expect(first?.description).toContain('https://toadlane.example/communities/spotland/events/');
});
