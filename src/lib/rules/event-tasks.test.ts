import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { task, type Due, type PlannedEvent, type Task } from '../records/index.ts';
import { dayAfter, daysFrom } from './calendar-days.ts';
import { changeState, dueDay, inDueOrder, isOpen, nowAndNext, runSheet, urgencyOf } from './event-tasks.ts';

const eventOn = (day: string): Pick<PlannedEvent, 'when'> => ({
	when: { start: `${day}T14:00`, end: `${day}T18:00`, zone: 'Europe/London' }
});
const make = (due: Due | undefined, more: Partial<Task> = {}): Task => ({ ...task.sample(), due, ...more });

const anyDay = fc.integer({ min: 0, max: 36_000 }).map((days) => dayAfter('2000-01-01', days));
const anyOffset = fc.integer({ min: -365, max: 60 });

describe('counted back from the event’s day', () => {
	test('a task is due exactly so many days of the calendar away, over leap days and clock changes', () => {
		fc.assert(
			fc.property(anyDay, anyOffset, (day, days) => {
				const due = dueDay(make({ days }), eventOn(day)) as string;
				expect(due).toMatch(/^\d{4}-\d\d-\d\d$/);
				expect(daysFrom(day, due)).toBe(days);
				// Counted by hand, one day after the other, as a wall calendar has them.
				const byHand = new Date(Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8) + days));
				expect(due).toBe(byHand.toISOString().slice(0, 10));
			})
		);
		expect(dueDay(make({ days: -1 }), eventOn('2028-03-01'))).toBe('2028-02-29');
		expect(dueDay(make({ days: -1 }), eventOn('2027-03-01'))).toBe('2027-02-28');
		expect(dueDay(make({ days: -42 }), eventOn('2027-04-10'))).toBe('2027-02-27');
	});

	test('moving the day moves what is not done, by as much, and nothing that is', () => {
		fc.assert(
			fc.property(anyDay, anyOffset, fc.integer({ min: -200, max: 200 }), (day, days, by) => {
				const moved = eventOn(dayAfter(day, by));
				const open = make({ days });
				expect(daysFrom(dueDay(open, eventOn(day))!, dueDay(open, moved)!)).toBe(by);
				const done = { ...open, ...changeState(open, 'done', eventOn(day)) };
				expect(dueDay(done, moved)).toBe(dueDay(open, eventOn(day)));
				const again = { ...done, ...changeState(done, 'to_do', moved) };
				expect(dueDay(again, moved)).toBe(dueDay(open, moved));
			})
		);
	});

	test('a day that was chosen by hand stays, done or not', () => {
		const chosen = make({ on: '2027-05-01' });
		expect(dueDay(chosen, eventOn('2027-07-10'))).toBe('2027-05-01');
		expect(changeState(chosen, 'done', eventOn('2027-07-10')).due).toEqual({ on: '2027-05-01' });
		const overruled = make({ days: -42, on: '2027-05-01' });
		const begun = changeState(overruled, 'doing', eventOn('2027-07-10'));
		expect(begun.due).toEqual({ days: -42, on: '2027-05-01' });
	});

	test('going on with what was done already changes no day a second time', () => {
		const done = make({ days: -42, on: '2027-05-01' }, { state: 'done' });
		expect(changeState(done, 'skipped', eventOn('2027-07-10')).due).toEqual({ days: -42, on: '2027-05-01' });
	});
});

test('late is what was due before today; due is what is within a week; what is done is neither', () => {
	const at = (days: number, state: Task['state'] = 'to_do') =>
		urgencyOf(make({ days }, { state }), eventOn('2027-07-10'), '2027-06-01');
	expect(at(-40)).toBe('late');
	expect(at(-39)).toBe('soon');
	expect(at(-32)).toBe('soon');
	expect(at(-31)).toBe('later');
	expect(at(-60, 'done')).toBe('closed');
	expect(at(-60, 'skipped')).toBe('closed');
	expect(urgencyOf(make(undefined), eventOn('2027-07-10'), '2027-06-01')).toBe('whenever');
});

test('tasks stand in the order in which they are due, whatever order they come in', () => {
	const tasks = [
		make({ days: 0, time: '09:00' }, { _id: 'task:1' }),
		make({ days: -7 }, { _id: 'task:2' }),
		make({ days: 0 }, { _id: 'task:3' }),
		make(undefined, { _id: 'task:4' }),
		make({ on: '2027-01-01' }, { _id: 'task:5' })
	];
	fc.assert(
		fc.property(fc.shuffledSubarray(tasks, { minLength: 5 }), (shuffled) => {
			const order = inDueOrder(shuffled, eventOn('2027-07-10')).map(({ _id }) => _id);
			expect(order).toEqual(['task:5', 'task:2', 'task:1', 'task:3', 'task:4']);
		})
	);
});

test('the run sheet has what is due at a time on the day, not what was skipped nor what is due before', () => {
	const sheet = runSheet(
		[
			make({ days: 0, time: '13:00' }, { _id: 'task:1' }),
			make({ days: 0, time: '09:30' }, { _id: 'task:2', state: 'done' }),
			make({ days: 0, time: '10:00' }, { _id: 'task:3', state: 'skipped' }),
			make({ days: -1, time: '10:00' }, { _id: 'task:4' }),
			make({ days: 0 }, { _id: 'task:5' })
		],
		eventOn('2027-07-10')
	);
	expect(sheet.map(({ _id }) => _id)).toEqual(['task:2', 'task:1']);
	expect(sheet.map(isOpen)).toEqual([false, true]);
});

test('a run sheet says what is going on and what comes next by the clock of the event', () => {
	const party = {
		when: { start: '2027-07-10T14:00', end: '2027-07-11T01:00', zone: 'Europe/London' }
	};
	const at = (days: number, time: string): Task => ({ ...task.sample(), title: time, due: { days, time } });
	const sheet = runSheet([at(1, '00:30'), at(0, '12:00'), at(0, '14:00')], party);
	const told = (clock: string) => {
		const { now, next } = nowAndNext(sheet, party, clock);
		return [now?.title, next?.title];
	};
	expect(told('2027-07-10T11:59')).toEqual([undefined, '12:00']);
	expect(told('2027-07-10T12:00')).toEqual(['12:00', '14:00']);
	expect(told('2027-07-10T23:00')).toEqual(['14:00', '00:30']);
	expect(told('2027-07-11T00:45')).toEqual(['00:30', undefined]);
});
