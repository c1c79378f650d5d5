import { task, type Due, type Task } from '$lib/records';
import { describe, expect, test } from 'vitest';
import { differing } from './differing.ts';
import { emptyTask, readTask, taskDraftOf, type TaskDraft } from './task-draft.ts';

const event = { when: { start: '2027-07-10T14:00', end: '2027-07-10T18:00', zone: 'Europe/London' } };
const made = (due?: Due, more: Partial<Task> = {}): Task => ({ ...task.sample(), due, ...more });
const fieldsOf = (draft: Partial<TaskDraft>, before?: Task) => {
	const read = readTask({ ...emptyTask, title: 'Ask', ...draft }, event, before);
	if (!read.ok) throw new Error(JSON.stringify(read.problems));
	return read.fields;
};
const problemsOf = (draft: Partial<TaskDraft>) => {
	const read = readTask({ ...emptyTask, title: 'Ask', ...draft }, event);
	return read.ok ? [] : read.problems.map(({ field }) => field);
};

test('a day is so many before the event or after it, a day of its own, or none', () => {
	expect(fieldsOf({}).due).toBeUndefined();
	expect(fieldsOf({ due: 'before', count: '42' }).due).toEqual({ days: -42 });
	expect(fieldsOf({ due: 'before', count: '0', time: '13:00' }).due).toEqual({ days: 0, time: '13:00' });
	expect(fieldsOf({ due: 'after', count: ' 3 ' }).due).toEqual({ days: 3 });
	expect(fieldsOf({ due: 'on', on: '2027-05-01' }).due).toEqual({ on: '2027-05-01' });
});

test('what can’t be a task is told at its field', () => {
	expect(problemsOf({ title: '  ' })).toEqual(['title']);
	for (const count of ['', 'six', '-3', '2.5', '731'])
		expect(problemsOf({ due: 'before', count })).toEqual(['count']);
	expect(problemsOf({ due: 'after', count: '366' })).toEqual(['count']);
	expect(problemsOf({ due: 'on', on: '' })).toEqual(['on']);
	expect(problemsOf({ due: 'on', on: '2027-02-31' })).toEqual(['on']);
	expect(problemsOf({ due: 'on', on: '2027-05-01', time: '25:00' })).toEqual(['time']);
});

describe('a task that is changed', () => {
	test('comes back as it was where nothing was typed, done or not', () => {
		const dues: (Due | undefined)[] = [
			undefined,
			{ days: -42 },
			{ days: 3, time: '10:00' },
			{ on: '2027-05-01' },
			{ days: -42, on: '2027-05-29' },
			{ days: 0, on: '2027-07-03', time: '09:00' }
		];
		for (const due of dues)
			for (const state of ['to_do', 'doing', 'done', 'skipped'] as const) {
				const one = made(due, { state, owner: 'member:01k0toad0ane000000000000m2', note: 'Ring.' });
				const fields = fieldsOf(taskDraftOf(one), one);
				expect(differing({ ...one }, { ...one, ...fields })).toEqual({});
			}
	});

	test('keeps the day that it was due on once it is done, and counts again once it is open', () => {
		const open = made({ days: -42 });
		const done = fieldsOf({ ...taskDraftOf(open), state: 'done' }, open);
		expect(done).toMatchObject({ state: 'done', due: { days: -42, on: '2027-05-29' } });
		const closed = made(done.due, { state: 'done' });
		expect(fieldsOf({ ...taskDraftOf(closed), state: 'to_do' }, closed).due).toEqual({ days: -42 });
	});

	test('takes a new day, also one that is done', () => {
		const closed = made({ days: -42, on: '2027-05-29' }, { state: 'done' });
		expect(fieldsOf({ ...taskDraftOf(closed), count: '7' }, closed).due).toEqual({
			days: -7,
			on: '2027-07-03'
		});
	});

	test('saves only what was changed', () => {
		const one = made({ days: -42 }, { note: 'Ring.' });
		const fields = fieldsOf({ ...taskDraftOf(one), owner: 'member:01k0toad0ane000000000000m2' }, one);
		expect(differing({ ...one }, { ...one, ...fields })).toEqual({
			owner: 'member:01k0toad0ane000000000000m2'
		});
	});
});
