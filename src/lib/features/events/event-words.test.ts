import { task, type PlannedEvent } from '$lib/records';
import { expect, test } from 'vitest';
import { agoWords, countdownWords, dueWords, holidayWords } from './event-words.ts';

const eventOn = (start: string, end: string): Pick<PlannedEvent, 'when'> => ({
	when: { start, end, zone: 'Europe/London' }
});
const party = eventOn('2027-07-10T14:00', '2027-07-10T18:30');
const at = (day: string) => new Date(`${day}T11:00:00Z`);

test('the countdown is in days, then weeks, then months', () => {
	const from = (day: string) => countdownWords(party, at(day));
	expect(from('2027-07-10')).toBe('Today');
	expect(from('2027-07-09')).toBe('Tomorrow');
	expect(from('2027-07-05')).toBe('In 5 days');
	expect(from('2027-07-03')).toBe('In a week');
	expect(from('2027-06-19')).toBe('In 3 weeks');
	expect(from('2027-03-10')).toBe('In 4 months');
	expect(from('2027-07-11')).toBe('Yesterday');
	expect(from('2027-08-07')).toBe('4 weeks ago');
});

test('a task says when it is due, and plainly by how much it is late', () => {
	const council = { ...task.sample(), due: { days: -42 } };
	const on = (today: string, due = council.due as object) => dueWords({ ...council, due }, party, today);
	expect(on('2027-05-01')).toBe('Due Sat 29 May');
	expect(on('2027-05-28')).toBe('Due tomorrow');
	expect(on('2027-05-29')).toBe('Due today');
	expect(on('2027-05-30')).toBe('Late by a day: Sat 29 May');
	expect(on('2027-06-05')).toBe('Late by a week: Sat 29 May');
	expect(on('2027-06-20')).toBe('Late by 3 weeks: Sat 29 May');
	expect(on('2027-07-01', { days: 0, time: '13:00' })).toBe('Due Sat 10 July, 1 pm');
	expect(dueWords({ ...council, state: 'done' }, party, '2027-06-20')).toBe('Done. Was due Sat 29 May');
});

test('how long ago something was due fits into a sentence', () => {
	expect(agoWords('2027-04-30', '2027-05-01')).toBe('yesterday');
	expect(agoWords('2027-04-24', '2027-05-01')).toBe('a week ago');
	expect(agoWords('2027-04-09', '2027-05-01')).toBe('3 weeks ago');
});

test('a bank holiday is named, also one that is kept in another nation', () => {
	expect(holidayWords('2027-05-03')).toMatch(/^That is the Early May bank holiday\./);
	expect(holidayWords('2027-11-30')).toMatch(/^In Scotland that is St Andrew’s Day/);
	expect(holidayWords('2027-05-04')).toBeUndefined();
});
