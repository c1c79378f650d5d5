import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockAt, isZone, momentOf } from './clock.ts';
import { byTime, momentsOf, timeOf } from './event-time.ts';
import { event } from '../records/index.ts';

test('what a clock shows is the same moment as in the tables of the time zones', () => {
	const at = (clock: string, zone = 'Europe/London') => momentOf(clock, zone).toISOString().slice(0, 16);
	expect(at('2027-07-10T14:00')).toBe('2027-07-10T13:00');
	expect(at('2027-01-10T14:00')).toBe('2027-01-10T14:00');
	expect(at('2027-03-28T12:00')).toBe('2027-03-28T11:00');
	expect(at('2027-10-31T12:00')).toBe('2027-10-31T12:00');
	expect(at('2027-10-30T12:00')).toBe('2027-10-30T11:00');
	expect(at('2027-07-10T14:00', 'America/New_York')).toBe('2027-07-10T18:00');
});

test('a time that clocks skip is as much later, and of one that they show twice it is the first', () => {
	expect(momentOf('2027-03-28T01:30', 'Europe/London').toISOString()).toBe('2027-03-28T01:30:00.000Z');
	expect(clockAt(new Date('2027-03-28T01:30:00.000Z'), 'Europe/London')).toBe('2027-03-28T02:30');
	expect(momentOf('2027-10-31T01:30', 'Europe/London').toISOString()).toBe('2027-10-31T00:30:00.000Z');
});

test('there and back is the same, wherever clocks show a time at all', () => {
	const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 * 12 });
	const zone = fc.constantFrom('Europe/London', 'Europe/Dublin', 'Asia/Kathmandu', 'America/St_Johns');
	fc.assert(
		fc.property(minutes, zone, (after, zone) => {
			const clock = clockAt(new Date(Date.UTC(2024, 0, 1) + after * 60_000), zone);
			expect(clockAt(momentOf(clock, zone), zone)).toBe(clock);
		})
	);
});

test('a zone is known or not, and an event in one that is not known is as in Britain', () => {
	expect(isZone('Europe/London')).toBe(true);
	expect(isZone('Europe/Atlantis')).toBe(false);
	const when = { start: '2027-07-10T14:00', end: '2027-07-10T18:00', zone: 'Europe/Atlantis' };
	expect(momentsOf({ when }).start.toISOString()).toBe('2027-07-10T13:00:00.000Z');
});

test('an event is today until its last day is over where it is', () => {
	const when = { start: '2027-07-10T14:00', end: '2027-07-11T02:00', zone: 'Europe/London' };
	expect(timeOf({ when }, new Date('2027-07-09T22:59:00Z'))).toBe('ahead');
	expect(timeOf({ when }, new Date('2027-07-09T23:01:00Z'))).toBe('today');
	expect(timeOf({ when }, new Date('2027-07-11T12:00:00Z'))).toBe('today');
	expect(timeOf({ when }, new Date('2027-07-11T23:01:00Z'))).toBe('past');
});

test('what lies ahead comes nearest first, what is over last first', () => {
	const on = (day: string) => ({
		...event.sample(),
		_id: `event:${day}`,
		when: { start: `${day}T10:00`, end: `${day}T12:00`, zone: 'Europe/London' }
	});
	const { ahead, past } = byTime(
		[on('2027-07-10'), on('2027-05-01'), on('2027-06-01'), on('2027-08-01')],
		new Date('2027-06-20T12:00:00Z')
	);
	expect(ahead.map(({ _id }) => _id)).toEqual(['event:2027-07-10', 'event:2027-08-01']);
	expect(past.map(({ _id }) => _id)).toEqual(['event:2027-06-01', 'event:2027-05-01']);
});
