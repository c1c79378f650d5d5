import { event, editRecord } from '$lib/records';
import { expect, test } from 'vitest';
import { readWhen, whenDraftOf, type WhenDraft } from './when-draft.ts';

const draft: WhenDraft = { day: '2027-07-10', last: '', from: '14:00', until: '18:00', been: false };
const zone = 'Europe/London';
const today = '2027-05-01';
const problemsOf = (change: Partial<WhenDraft>, pastToo?: boolean) => {
	const read = readWhen({ ...draft, ...change }, zone, today, pastToo);
	return read.ok ? [] : read.problems.map(({ field, code }) => `${field} ${code}`);
};

test('a day with two times is an event’s', () => {
	const read = readWhen(draft, zone, today);
	expect(read).toEqual({
		ok: true,
		when: { start: '2027-07-10T14:00', end: '2027-07-10T18:00', zone }
	});
	if (read.ok) expect(whenDraftOf(read.when)).toEqual(draft);
});

test('each mistake is told at its field', () => {
	expect(problemsOf({ day: '' })).toEqual(['day day']);
	expect(problemsOf({ day: '2027-02-31' })).toEqual(['day calendar']);
	expect(problemsOf({ day: '12 July' })).toEqual(['day calendar']);
	expect(problemsOf({ from: '', until: '25:00' })).toEqual(['from time', 'until time']);
	expect(problemsOf({ until: '13:59' })).toEqual(['until ends_before']);
	expect(problemsOf({ until: '14:00' })).toEqual(['until ends_before']);
	expect(problemsOf({ last: '2027-07-09' })).toEqual(['last last_before']);
	expect(problemsOf({ last: '2027-07-25' })).toEqual(['last long']);
	expect(problemsOf({ day: '2037-07-10' })).toEqual(['day far']);
});

test('a day that is over is taken only from somebody who says that it has been', () => {
	expect(problemsOf({ day: '2027-04-30' })).toEqual(['day past']);
	expect(problemsOf({ day: '2027-05-01' })).toEqual([]);
	expect(problemsOf({ day: '2027-04-30', been: true })).toEqual([]);
	expect(problemsOf({ day: '2027-04-30' }, true)).toEqual([]);
	expect(problemsOf({ day: '2027-04-30', last: '2027-05-02' })).toEqual([]);
});

test('whatever is taken is a sound record', () => {
	const author = {
		member: 'member:01k0toad0ane000000000000m1',
		device: 'ann',
		at: '2027-05-01T12:00:00.000Z'
	};
	for (const change of [
		{},
		{ last: '2027-07-24' },
		{ last: '2027-07-11', until: '02:00' },
		{ from: '00:00' }
	]) {
		const read = readWhen({ ...draft, ...change }, zone, today);
		expect(read.ok).toBe(true);
		if (read.ok) expect(event.check(editRecord(event.sample(), { when: read.when }, author))).toEqual([]);
	}
});
