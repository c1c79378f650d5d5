import { expect, test } from 'vitest';
import { door, event, type PlannedEvent } from '../records/index.ts';
import { askedAt } from './asked-at-door.ts';

const { patch } = door.sample();
const house = { id: 'door:here', patch, street: 'Toad Lane', number: 14 };
const now = new Date('2027-06-01T10:00:00.000Z');
const planned = (title: string, day: string, more: Partial<PlannedEvent> = {}): PlannedEvent => ({
	...{ ...event.sample(), _id: `event:${title}`, title, left_out: undefined, roads: undefined },
	when: { start: `${day}T14:00`, end: `${day}T18:00`, zone: 'Europe/London' },
	...more
});
const road = (street: string) => ({ roads: [{ patch, street }] });
const asked = (...events: PlannedEvent[]) => askedAt(events, house, now)?.title;

test('at a door people are asked about the next event on their road, before any that is sooner elsewhere', () => {
	const party = planned('Party', '2027-07-10', road('Toad Lane'));
	expect(asked(planned('Swap', '2027-06-05'), party)).toBe('Party');
	expect(asked(party, planned('Sooner', '2027-07-03', road('toad lane')))).toBe('Sooner');
});

test('else about the next one that is not for other streets alone', () => {
	const elsewhere = planned('Elsewhere', '2027-06-05', road('Yorkshire Street'));
	expect(asked(elsewhere)).toBeUndefined();
	expect(asked(elsewhere, planned('Swap', '2027-06-12'), planned('Later', '2027-06-20'))).toBe('Swap');
	expect(asked({ ...elsewhere, shown: true })).toBe('Elsewhere');
	expect(asked({ ...elsewhere, sign_up: true })).toBe('Elsewhere');
});

test('never about one that is over or cancelled, nor at a door that was left out', () => {
	expect(asked(planned('Past', '2027-05-31'))).toBeUndefined();
	expect(asked(planned('Today', '2027-06-01'))).toBe('Today');
	expect(asked(planned('Off', '2027-06-05', { status: 'cancelled' }))).toBeUndefined();
	const left = { ...road('Toad Lane'), left_out: [house.id], shown: true };
	expect(asked(planned('Party', '2027-06-05', left))).toBeUndefined();
});
