import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bring, event, task, type Bring, type PlannedEvent, type Task } from '../records/index.ts';
import { daysFrom } from './calendar-days.ts';
import { copyEvent, dayAgain } from './copy-event.ts';
import { dueDay } from './event-tasks.ts';

const author = { member: 'member:01k0toad0ane000000000000m1', device: 'ann', at: '2026-07-13T18:00:00.000Z' };
const party: PlannedEvent = { ...event.sample(), shown: true, status: 'cancelled' };
const aTask = (fields: Partial<Task>): Task => ({ ...task.sample(), ...fields });
const aBring = (fields: Partial<Bring>): Bring => ({ ...bring.sample(), ...fields });

function copied(from: { event: PlannedEvent; tasks?: Task[]; brings?: Bring[] }, today = '2026-07-13') {
	const made = copyEvent({ tasks: [], brings: [], ...from }, today, author);
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	const [again, ...rest] = made.record as [PlannedEvent, ...(Task | Bring)[]];
	return { again, rest };
}

const anyDay = fc
	.date({ min: new Date('1996-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

describe('an event that is held again', () => {
	test('is on the same weekday, after today and at most three days from the date, leap years and all', () => {
		fc.assert(
			fc.property(anyDay, (day) => {
				const next = dayAgain(day, day);
				expect(new Date(next).getUTCDay()).toBe(new Date(day).getUTCDay());
				const date = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
				expect(Math.abs(daysFrom(next, date.replace('02-29', '02-28')))).toBeLessThanOrEqual(3);
				expect(dayAgain(day, next) > next).toBe(true);
			})
		);
	});

	test('keeps the clocks, how long it lasts, and where; nobody outside is told yet', () => {
		const swap = { ...party, ...event.variant(), shown: true } as PlannedEvent;
		const { again } = copied({ event: swap }, '2026-10-26');
		expect(again.when).toEqual({ start: '2027-10-23T11:00', end: '2027-10-24T15:00', zone: 'Europe/Dublin' });
		expect(again).toMatchObject({ status: 'planned', shown: false, copy_of: swap._id, title: swap.title });
		for (const field of ['roads', 'left_out', 'closed', 'council', 'capacity', 'wet_plan', 'point'] as const)
			expect(again[field]).toEqual(swap[field]);
		expect(again._id).not.toBe(swap._id);
	});

	test('has all its tasks to do, nobody’s, and due as long before the day as they were', () => {
		const tasks = [
			aTask({ due: { days: -42, on: '2026-05-30' }, state: 'done', owner: author.member }),
			aTask({ due: { on: '2026-07-05', time: '10:30' }, state: 'skipped', note: 'Ask early.' }),
			aTask({ due: undefined }),
			aTask({ due: { on: '2020-01-01' } }),
			aTask({ event: 'event:01k0toad0ane000000000000e9' })
		];
		const { again, rest } = copied({ event: party, tasks });
		expect(rest.map((one) => [one.state, dueDay(one as Task, again)])).toEqual([
			['to_do', '2027-05-30'],
			['to_do', '2027-07-04'],
			['to_do', undefined],
			['to_do', undefined]
		]);
		expect((rest[1] as Task).due).toEqual({ days: -7, time: '10:30' });
		expect((rest[1] as Task).note).toBe('Ask early.');
		for (const one of rest) expect(one).toMatchObject({ event: again._id });
		expect(rest.some((one) => 'owner' in one)).toBe(false);
	});

	test('wants again what was brought and lent, without a word of who did; not what was struck off', () => {
		const brings = [
			aBring({ item: 'Cake', state: 'here', who: 'Joyce', note: 'Wants her tins back.', sort: 'sweet' }),
			aBring({ item: 'Urn', state: 'gone', who: 'The chapel', sort: 'kit' }),
			aBring({ item: 'Disco', state: 'gone', sort: 'kit' }),
			aBring({ item: 'Jelly', state: 'gone', who: 'Sam', sort: 'sweet' })
		];
		const { rest } = copied({ event: party, brings });
		expect(rest.map((one) => [(one as Bring).item, one.state])).toEqual([
			['Cake', 'wanted'],
			['Urn', 'wanted']
		]);
		for (const one of rest)
			for (const gone of ['who', 'member', 'note']) expect(one).not.toHaveProperty(gone);
	});
});
