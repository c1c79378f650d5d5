import { EVENT_KINDS } from '$lib/records';
import { describe, expect, test } from 'vitest';
import { templateOf, templates } from './index.ts';

const words = (text: string) => text.split(/\s+/).length;

test('each kind of event has its template, and the blank one stands last', () => {
	expect(templates.map(({ kind }) => kind).sort()).toEqual([...EVENT_KINDS].sort());
	expect(templates.at(-1)?.kind).toBe('other');
});

describe.each(templates.map((one) => [one.kind, one] as const))('the template %s', (_, template) => {
	test('has steps of its own, in the order in which they are due', () => {
		const steps = template.tasks.map(({ step }) => step);
		expect(new Set(steps).size).toBe(steps.length);
		for (const step of steps) expect(step).toMatch(/^[a-z_]{1,40}$/);
		const days = template.tasks.map((one) => one.days);
		expect(days).toEqual(days.toSorted((a, b) => a - b));
		for (const each of days) expect(Math.abs(each)).toBeLessThanOrEqual(84);
	});

	test('has a time for what happens on the day, and for nothing else', () => {
		for (const { days, at } of template.tasks) expect(at !== undefined).toBe(days === 0);
	});

	test('says everything in words that fit into its records', () => {
		for (const { title, late } of template.tasks) {
			expect(title().length).toBeGreaterThan(3);
			expect(title().length).toBeLessThanOrEqual(120);
			if (late) expect(late()).toMatch(/\.$/);
		}
		for (const { item, quantity } of [...template.roles, ...template.kit]) {
			expect(item().length).toBeGreaterThan(2);
			expect(item().length).toBeLessThanOrEqual(80);
			expect(quantity).toBeGreaterThan(0);
		}
		expect(template.name().length).toBeLessThan(40);
		expect(template.about()).toMatch(/\.$/);
	});

	test('has a guide that is read in a minute and a half, in paragraphs', () => {
		const guide = template.guide();
		expect(guide.split('\n\n').length).toBeGreaterThan(1);
		expect(words(guide)).toBeGreaterThan(60);
		expect(words(guide)).toBeLessThan(330);
	});

	test('starts before it ends', () => {
		expect(template.start < template.end).toBe(true);
	});

	test('has something to do, to lend and to be, unless it is the blank one', () => {
		if (template.kind === 'other') expect(template.tasks).toEqual([]);
		else
			for (const each of ['tasks', 'roles', 'kit'] as const) expect(template[each].length).toBeGreaterThan(1);
	});
});

test('a street party has about eighteen tasks, and tells the council as early as most of them want it', () => {
	const { tasks } = templateOf('street_party');
	expect(tasks.length).toBe(18);
	const council = tasks.find(({ step }) => step === 'council');
	expect(council?.days).toBe(-42);
	const steps = tasks.map(({ step }) => step);
	for (const step of ['letter', 'insurance', 'power', 'tables', 'games', 'first_aid', 'wet_plan', 'thanks'])
		expect(steps).toContain(step);
	const alcohol = tasks.find(({ step }) => step === 'alcohol');
	// Ten working days, with room for a bank holiday or two.
	expect(alcohol?.days).toBeLessThanOrEqual(-16);
});
