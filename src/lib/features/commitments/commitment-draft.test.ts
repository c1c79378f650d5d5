import { commitment } from '$lib/records';
import { expect, test } from 'vitest';
import {
	askBack,
	chooseCounted,
	emptyDraft,
	isBegun,
	monthsFrom,
	placeProblems,
	readDraft,
	type CommitmentDraft,
	type DraftField
} from './commitment-draft.ts';

const at = '2026-07-12T18:00:00.000Z';
const author = { member: 'member:01k0t0ad0ane000000000000m1', device: 'd1', at };
const party: CommitmentDraft = {
	area: 'action',
	title: 'Hold a street party',
	difference: 'Neighbours who had never spoken have eaten together.',
	counted: 'person',
	label: 'Households who come',
	unit: 'households',
	now: '0',
	target: '40',
	by: '2026-09-30'
};
const words = {
	doors: { label: 'Doors', unit: 'doors' },
	talks: { label: 'Talks', unit: 'talks' },
	cards: { label: 'Cards', unit: 'cards' }
};
const all = new Set(Object.keys(emptyDraft) as DraftField[]);

function read(draft: CommitmentDraft) {
	const answer = readDraft(draft, at);
	if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
	return answer.input;
}

test('a filled form is a commitment that the record takes', () => {
	expect(commitment.make(read(party), author)).toMatchObject({
		ok: true,
		record: { measure: { kind: 'count', adds: 'latest', better: 'up' }, baseline: { value: 0, at } }
	});
});

test('pounds are kept as pence', () => {
	const input = read({ ...party, unit: '£', now: '1.50', target: '£1,000' });
	expect(input.measure.kind).toBe('money');
	expect([input.baseline.value, input.target.value]).toEqual([150, 100_000]);
});

test('a target below now means that less is better, and the record agrees', () => {
	const input = read({ ...party, now: '90', target: '60' });
	expect(input.measure.better).toBe('down');
	expect(commitment.make(input, author).ok).toBe(true);
});

test('an empty form says what is missing, field by field', () => {
	const answer = readDraft({ ...emptyDraft, now: '' }, at);
	expect(answer.ok).toBe(false);
	if (!answer.ok)
		expect(answer.problems.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
			'area choose',
			'by required',
			'difference required',
			'label required',
			'now required',
			'target required',
			'title required',
			'unit required'
		]);
});

test('words in a number field are named as such', () => {
	expect(readDraft({ ...party, target: 'lots' }, at)).toEqual({
		ok: false,
		problems: [{ field: 'target', code: 'number' }]
	});
});

test('what the record refuses is shown at the field it was typed into', () => {
	const made = commitment.make(read({ ...party, title: 'x'.repeat(121), by: '2020-01-01' }), author);
	expect(made.ok).toBe(false);
	if (!made.ok)
		expect(placeProblems(made.problems)).toEqual([{ field: 'title', code: 'too_long', limit: 120 }]);
	const late = commitment.make(read({ ...party, by: '2020-01-01' }), author);
	if (!late.ok) expect(placeProblems(late.problems)[0]).toMatchObject({ field: 'by', code: 'contradiction' });
	expect(late.ok).toBe(false);
});

test('choosing what counts fills the measure, and going back empties it again', () => {
	const fed = chooseCounted({ ...emptyDraft }, 'talks', words);
	expect(fed).toMatchObject({ counted: 'talks', label: 'Talks', unit: 'talks' });
	expect(
		read({ ...party, ...fed, area: 'action', title: 'x', difference: 'y', target: '9', by: party.by }).measure
	).toMatchObject({ fed_by: 'talks', adds: 'sum' });
	expect(chooseCounted(fed, 'person', words)).toEqual(emptyDraft);
});

test('a measure in somebody’s own words is kept when going back to counting by hand', () => {
	const own = { ...emptyDraft, counted: 'talks' as const, label: 'Cups of tea', unit: 'cups' };
	expect(chooseCounted(own, 'person', words)).toMatchObject({ label: 'Cups of tea', unit: 'cups' });
});

test('a form that was opened and left is not begun', () => {
	expect(isBegun({ ...emptyDraft })).toBe(false);
	expect(isBegun({ ...emptyDraft, title: 'P' })).toBe(true);
});

const today = new Date('2026-07-12T12:00:00Z');

test('an untouched form asks nothing', () => {
	expect(askBack({ ...emptyDraft }, today, new Set())).toEqual({});
});

test('it asks how one will know, how much and by when', () => {
	expect(askBack({ ...emptyDraft, title: 'Party' }, today, all)).toEqual({
		label: 'measure',
		target: 'target',
		by: 'by'
	});
});

test.each([
	[{ label: 'More awareness' }, { label: 'vague' }],
	[{ now: '40' }, { target: 'same' }],
	[{ now: '90' }, { target: 'down' }],
	[{ by: '2025-09-30' }, { by: 'past' }],
	[{ by: '2036-09-30' }, { by: 'far' }],
	[{}, {}]
] as const)('asks back about %j', (changes, prompts) => {
	expect(askBack({ ...party, ...changes }, today, all)).toEqual(prompts);
});

test('months are counted by the calendar', () => {
	expect(monthsFrom(new Date(2026, 6, 12), 6)).toBe('2027-01-12');
	expect(monthsFrom(new Date(2026, 7, 31), 6)).toBe('2027-02-28');
});
