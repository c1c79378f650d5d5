import { commitment } from '$lib/records';
import { describe, expect, test } from 'vitest';
import { storedAmount } from '$lib/rules';
import { readDraft } from './commitment-draft.ts';
import { measureWords } from './example-words.ts';
import { draftFrom, examples, type Example } from './examples.ts';

const at = '2026-08-31T18:00:00.000Z';
const author = { member: 'member:01k0t0ad0ane000000000000m1', device: 'd1', at };
const all = examples();

/** The record that an example stands for, with its own measure. */
function recordOf(example: Example) {
	const { area, title, difference, measure, baseline = 0, target, counted: fed_by } = example;
	return commitment.make(
		{
			...{ area, title, difference, example: example.id },
			measure: { ...measure, ...(fed_by && { fed_by }) },
			baseline: { value: storedAmount(baseline, measure.kind), at },
			target: { value: storedAmount(target, measure.kind), by: draftFrom(example, new Date(at)).by },
			principles: [...example.principles],
			tags: [...example.tags]
		},
		author
	);
}

test('there are at least forty, about half of them in each area', () => {
	expect(all.length).toBeGreaterThanOrEqual(40);
	for (const area of ['action', 'enterprise'])
		expect(all.filter((example) => example.area === area).length).toBeGreaterThanOrEqual(15);
});

test('no two are alike by id, title or what they change', () => {
	for (const field of ['id', 'title', 'difference'] as const)
		expect(new Set(all.map((example) => example[field])).size).toBe(all.length);
});

test('those that groups have begun from before keep their ids', () => {
	const first = 'cards doors party swap meetup cleanup directory flyer orders referrals members meeting';
	expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(first.split(' ')));
});

test('every kind of measure, every way of adding and both directions are shown', () => {
	expect(new Set(all.map(({ measure }) => measure.kind)).size).toBe(5);
	expect(new Set(all.map(({ measure }) => measure.adds)).size).toBe(3);
	expect(new Set(all.map(({ measure }) => measure.better)).size).toBe(2);
});

describe.each(all)('“$title”', (example) => {
	test('is a commitment that the record’s own check takes', () => {
		expect(recordOf(example)).toMatchObject({ ok: true });
	});

	test('can be saved from the form as it is', () => {
		const answer = readDraft(draftFrom(example, new Date(at)), at);
		if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
		expect(commitment.make(answer.input, author)).toMatchObject({ ok: true });
		const { adds, kind, better } = example.measure;
		expect(answer.input.measure).toMatchObject({ adds, kind, better });
		expect(answer.input).toMatchObject({
			example: example.id,
			tags: example.tags,
			principles: example.principles
		});
	});

	test('says how big it is, how to begin in three steps, and what helps', () => {
		expect(example.size).not.toBe('');
		expect(example.steps).toHaveLength(3);
		expect(example.resources.length).toBeGreaterThanOrEqual(1);
		expect(example.resources.length).toBeLessThanOrEqual(3);
		for (const step of example.steps) expect(step).toMatch(/^\p{Lu}.+[.?”]$/u);
	});

	test('moves by a figure that its kind can have', () => {
		const { measure, baseline = 0, target } = example;
		const most = { count: 1e6, money: 1e6, percent: 100, yes_no: 1, rating: 5 }[measure.kind];
		expect(baseline).toBeGreaterThanOrEqual(0);
		expect(Math.max(baseline, target)).toBeLessThanOrEqual(most);
		expect(target).not.toBe(baseline);
	});
});

test('a measure is said with where it begins, where it shall end and how long it may take', () => {
	const said = (id: string) => measureWords(all.find((example) => example.id === id)!);
	expect(said('party')).toBe('Households who come: 25 households within 6 months');
	expect(said('basket')).toBe('What ten basics cost: from £42 to £36 within 12 months');
	expect(said('useful')).toMatch(/: from 2 to 4 out of 5 within 12 months$/);
	expect(said('startup')).toBe('Is the new co-op registered and trading? Yes, within 18 months');
});
