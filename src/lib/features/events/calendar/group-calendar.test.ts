import { editRecord, event, type PlannedEvent } from '$lib/records';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { fileName, groupCalendar, lastChange } from './group-calendar.ts';

const sample = event.sample();
const by = (at: string) => ({ member: sample.created_by, device: 'a', at });
const parse = async (events: PlannedEvent[], page?: string) =>
	new ICAL.Component(ICAL.parse(await (await groupCalendar(events, 'Ours', () => page)).text()) as unknown[])
		.getAllSubcomponents('vevent')
		.map((one) => new ICAL.Event(one));

test('a change and a cancellation carry a higher number and a later time', async () => {
	const moved = editRecord(sample, { place: 'The hall' }, by('2026-06-01T10:00:00.000Z'));
	const off = editRecord(moved, { status: 'cancelled' }, by('2026-06-02T10:00:00.000Z'));
	const [before, after] = await parse([sample, off]);
	expect([before?.sequence, after?.sequence]).toEqual([0, 2]);
	expect(before?.uid).toBe(after?.uid);
	expect(after?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
	expect(String(after?.component.getFirstPropertyValue('last-modified'))).toBe('2026-06-02T10:00:00Z');
	expect(lastChange(sample)).toBe(sample.created_at);
});

test('nothing personal goes into a calendar', async () => {
	const leaky = { ...sample, letter: 'CANARY', council: 'CANARY', wet_plan: 'CANARY', uid: 'CANARY' };
	expect(await (await groupCalendar([leaky], 'Ours', () => undefined)).text()).not.toContain('CANARY');
	const [found] = await parse([sample], 'https://toadlane.example/communities/a/events/b');
	expect(found?.component.getFirstPropertyValue('url')).toBe(
		'https://toadlane.example/communities/a/events/b'
	);
});

test('a file is named after its event', () => {
	expect(fileName('Toad Lane: street party!')).toBe('Toad-Lane-street-party.ics');
	expect(fileName('../../🎉')).toBe('event.ics');
});
