import { describe, expect, it } from 'vitest';
import { checkRecord, newGroupId, newId, type Commitment, type Progress, type Visit } from '$lib/records';
import { readiness } from '$lib/rules';
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

	it('sends nobody to more doors than a street has', () => {
		for (const { doors, walks } of DEMO_PATCHES)
			for (const { went } of walks) expect(went.length).toBeLessThanOrEqual(doors.length);
	});
});
