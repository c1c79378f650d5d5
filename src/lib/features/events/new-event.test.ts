import { checkRecord, type Bring, type PlannedEvent, type Task } from '$lib/records';
import { describe, expect, test } from 'vitest';
import { emptyEvent, firstEasyDay, lateTasks, newEventRecords, withTemplate } from './new-event.ts';
import { templateOf, templates } from './templates/index.ts';

const today = '2027-05-01';
const author = { member: 'member:01k0toad0ane000000000000m1', device: 'ann', at: `${today}T12:00:00.000Z` };
const patch = 'patch:01k0toad0ane000000000000t1';
const party = { ...withTemplate(emptyEvent(), templateOf('street_party')), day: '2027-07-10' };

test('every template comes to sound records, one each: its tasks, parts and things to lend', () => {
	for (const template of templates) {
		const draft = { ...withTemplate(emptyEvent(), template), title: 'Ours', day: '2027-07-10' };
		const made = newEventRecords(draft, today, author);
		if (!made.ok) throw new Error(JSON.stringify(made.problems));
		for (const record of made.records) expect(checkRecord(record)).toEqual([]);
		const of = (type: string) => made.records.filter((record) => record.type === type);
		expect(of('event')).toHaveLength(1);
		expect(of('task')).toHaveLength(template.tasks.length);
		expect(of('bring')).toHaveLength(template.roles.length + template.kit.length);
		expect((of('bring') as Bring[]).every(({ state }) => state === 'wanted')).toBe(true);
	}
});

test('what happens on the day goes by the times that were typed', () => {
	const made = newEventRecords({ ...party, from: '11:30', until: '23:30' }, today, author);
	const tasks = made.ok ? (made.records.filter(({ type }) => type === 'task') as Task[]) : [];
	const due = (step: string) => tasks.find((one) => one.step === step)?.due;
	expect(due('set_up')).toEqual({ days: 0, time: '10:30' });
	expect(due('clear_up')).toEqual({ days: 0, time: '23:30' });
	expect(due('council')).toEqual({ days: -42 });
});

test('a road is kept with its street, whatever the street is called', () => {
	const made = newEventRecords({ ...party, road: `${patch}|Mill | Lane` }, today, author);
	expect(made.ok && (made.records[0] as PlannedEvent).roads).toEqual([{ patch, street: 'Mill | Lane' }]);
	const none = newEventRecords(party, today, author);
	expect(none.ok && none.records[0]).not.toHaveProperty('roads');
});

test('every mistake is told at once', () => {
	const made = newEventRecords({ ...party, title: ' ', day: '', until: '10:00' }, today, author);
	expect(!made.ok && made.problems.map(({ field }) => field)).toEqual(['day', 'until', 'title']);
});

test('what has been already comes without tasks', () => {
	const made = newEventRecords({ ...party, day: '2027-04-01', been: true }, today, author);
	expect(made.ok && made.records.map(({ type }) => type)).toEqual(['event']);
});

describe('another template', () => {
	test('takes its own title and times along', () => {
		const swap = withTemplate(party, templateOf('clothes_swap'));
		expect(swap).toMatchObject({
			kind: 'clothes_swap',
			title: 'Clothes swap',
			from: '11:00',
			until: '15:00'
		});
		expect(swap.day).toBe('2027-07-10');
	});
	test('leaves what somebody typed', () => {
		const named = { ...party, title: 'Our do', from: '09:00' };
		expect(withTemplate(named, templateOf('talk'))).toMatchObject({
			...{ kind: 'talk', title: 'Our do', from: '09:00', until: '21:00' }
		});
	});
});

test('what would be late is named, until the day is far enough away', () => {
	const template = templateOf('street_party');
	const late = lateTasks(template, '2027-05-22', today).map(({ task, due }) => [task.step, due]);
	expect(late.slice(0, 2)).toEqual([
		['ask_street', '2027-03-20'],
		['council', '2027-04-10']
	]);
	expect(late).toHaveLength(5);
	const easy = firstEasyDay(template, today);
	expect(lateTasks(template, easy, today)).toEqual([]);
	expect(lateTasks(template, '2027-07-02', today)).toHaveLength(1);
	expect(firstEasyDay(templateOf('other'), today)).toBe(today);
});
