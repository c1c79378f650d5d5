import { describe, expect, it } from 'vitest';
import {
	checkRecord,
	newGroupId,
	newId,
	type AuditNote,
	type Commitment,
	type PlannedEvent,
	type Progress,
	type Task,
	type Visit
} from '$lib/records';
import { auditStates, daysFrom, readiness } from '$lib/rules';
import { demoRecords } from './demo-group.ts';
import { DEMO_PATCHES, DEMO_PEOPLE } from './demo-streets.ts';

const people = DEMO_PEOPLE.map(() => newId('member'));
const days = Array.from({ length: 7 }, (_, i) => new Date(Date.UTC(2026, 6, 6 + i, 9)));

describe('the demo group', () => {
	it('is made of sound records, on any day of the week', () => {
		for (const now of days) {
			for (const record of demoRecords(newGroupId(), people, now)) expect(checkRecord(record)).toEqual([]);
		}
	});

	it('has about sixty doors, each once, and visits to some of them', () => {
		const records = demoRecords(newGroupId(), people, days[0] as Date);
		const doors = records.filter((record) => record.type === 'door').map((record) => record._id);
		expect(new Set(doors).size).toBe(doors.length);
		expect(doors.length).toBeGreaterThanOrEqual(55);
		const visits = records.filter((record): record is Visit => record.type === 'visit');
		expect(visits.length).toBeGreaterThan(50);
		expect(visits.every((visit) => doors.includes(visit.door))).toBe(true);
	});

	it('has no visit in the future', () => {
		for (const now of days) {
			const visits = demoRecords(newGroupId(), people, now).filter(
				(record): record is Visit => record.type === 'visit'
			);
			expect(visits.filter((visit) => visit.at > now.toISOString())).toEqual([]);
		}
	});

	it('may be registered: a measured commitment in each area, with progress', () => {
		const records = demoRecords(newGroupId(), people, days[0] as Date);
		const commitments = records.filter((record): record is Commitment => record.type === 'commitment');
		expect(readiness(undefined, commitments)).toEqual({ ready: true });
		const logged = records.filter((record): record is Progress => record.type === 'progress');
		expect(logged.length).toBeGreaterThan(3);
	});

	it('has found co-ops on foot: one by two people, one that has moved, and none in the future', () => {
		const now = days[0] as Date;
		const records = demoRecords(newGroupId(), people, now);
		const notes = records.filter((record): record is AuditNote => record.type === 'audit');
		const coops = records.filter(({ type }) => type === 'coop').map(({ _id }) => _id);
		expect(notes.every(({ of, at }) => coops.includes(of) && at < now.toISOString())).toBe(true);
		const states = auditStates(notes, now.toISOString().slice(0, 10));
		expect(states.size).toBe(coops.length);
		expect([...states.values()].map(({ seen }) => seen)).toContain('moved');
		expect([...states.values()].map(({ looks }) => looks)).toContain(2);
	});

	it('plans a party on one of its roads, a Saturday about a month away, with tasks in every state', () => {
		for (const now of days) {
			const records = demoRecords(newGroupId(), people, now);
			const party = records.find((record): record is PlannedEvent => record.type === 'event');
			if (!party) throw new Error('no party');
			const day = party.when.start.slice(0, 10);
			expect(new Date(day).getUTCDay()).toBe(6);
			expect(daysFrom(now.toISOString().slice(0, 10), day)).toBeGreaterThanOrEqual(28);
			expect(daysFrom(now.toISOString().slice(0, 10), day)).toBeLessThan(35);
			expect(records.map(({ _id }) => _id)).toContain(party.roads?.[0]?.patch);
			const tasks = records.filter((record): record is Task => record.type === 'task');
			expect(new Set(tasks.map(({ state }) => state)).size).toBe(4);
			for (const one of ['bring', 'rsvp']) expect(records.some(({ type }) => type === one)).toBe(true);
		}
	});

	it('sends nobody to more doors than a street has', () => {
		for (const { doors, walks } of DEMO_PATCHES)
			for (const { went } of walks) expect(went.length).toBeLessThanOrEqual(doors.length);
	});
});
