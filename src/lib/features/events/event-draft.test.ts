import { editRecord, event as kind, task, type Due, type Task } from '$lib/records';
import { changeState } from '$lib/rules';
import { expect, test } from 'vitest';
import { eventDraftOf, movedTasks, readEvent, type EventDraft } from './event-draft.ts';

const party = { ...kind.sample(), when: { ...kind.sample().when } };
const now = new Date('2026-06-01T12:00:00Z');
const was = eventDraftOf(party);
const changesOf = (change: Partial<EventDraft>, event = party) => {
	const read = readEvent(was, { ...was, ...change }, event, now);
	if (!read.ok) throw new Error(JSON.stringify(read.problems));
	return read.changes;
};
const problemsOf = (change: Partial<EventDraft>, at = now) => {
	const read = readEvent(was, { ...was, ...change }, party, at);
	return read.ok ? [] : read.problems.map(({ field, code }) => `${field} ${code}`);
};

test('only what was changed is saved, so that somebody else’s change of another field stays', () => {
	expect(changesOf({})).toEqual({});
	const meanwhile = { ...party, title: 'Toad Lane summer party', capacity: 200 };
	expect(changesOf({ place: 'By the bridge' }, meanwhile)).toEqual({ place: 'By the bridge' });
	expect(changesOf({ until: '19:00' })).toEqual({ when: { ...party.when, end: '2026-07-12T19:00' } });
	expect(changesOf({ last: '2026-07-13' })).toEqual({ when: { ...party.when, end: '2026-07-13T18:00' } });
});

test('an emptied field is taken away', () => {
	const changes = changesOf({ place: ' ', capacity: '' });
	expect(changes).toEqual({ place: undefined, capacity: undefined });
	const author = { member: 'member:01k0toad0ane000000000000m1', device: 'ann', at: now.toISOString() };
	expect(kind.check(editRecord(party, changes as object, author))).toEqual([]);
});

test('each mistake is told at its field', () => {
	expect(problemsOf({ title: ' ' })).toEqual(['title required']);
	for (const capacity of ['0', '-5', '2.5', 'many', '100001'])
		expect(problemsOf({ capacity })).toEqual(['capacity range']);
	expect(problemsOf({ until: '13:00' })).toEqual(['until ends_before']);
	expect(problemsOf({ day: '2026-05-01' })).toEqual(['day past']);
	expect(problemsOf({ day: '2026-05-01', been: true })).toEqual([]);
});

test('what is over can be put right in everything, its day included', () => {
	const later = new Date('2026-08-01T12:00:00Z');
	expect(problemsOf({ about: 'It was sunny.' }, later)).toEqual([]);
	expect(problemsOf({ day: '2026-07-11' }, later)).toEqual([]);
});

test('of the tasks it is known how many move along, and how many stay', () => {
	const made = (due: Due | undefined, state: Task['state']): Task => {
		const open = { ...task.sample(), due };
		return { ...open, ...changeState(open, state, party) };
	};
	const tasks = [
		made({ days: -42 }, 'to_do'),
		made({ days: -7 }, 'doing'),
		made({ days: -49 }, 'done'),
		made({ days: -3 }, 'skipped'),
		made({ on: '2026-07-01' }, 'to_do'),
		made({ on: '2026-06-01' }, 'done'),
		made(undefined, 'to_do')
	];
	expect(movedTasks(tasks)).toEqual({ move: 2, done: 2, fixed: 1 });
});
