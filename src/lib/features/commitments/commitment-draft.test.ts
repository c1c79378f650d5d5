import { commitment, type Feed } from '$lib/records';
import { expect, test } from 'vitest';
import {
	chooseCounted,
	emptyDraft,
	isBegun,
	monthsFrom,
	moreOf,
	placeProblems,
	readDraft,
	type CommitmentDraft
} from './commitment-draft.ts';

const at = '2026-07-12T18:00:00.000Z';
const author = { member: 'member:01k0t0ad0ane000000000000m1', device: 'd1', at };
const party: CommitmentDraft = {
	...emptyDraft,
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
const words = (feed: Feed) => ({ label: `The ${feed}`, unit: feed });

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

test('what kind of figure it is may be said, or the unit tells', () => {
	expect(read({ ...party, unit: '%' }).measure.kind).toBe('percent');
	expect(read({ ...party, unit: '£', kind: 'count' }).measure).toMatchObject({ kind: 'count', unit: '£' });
	const marks = { ...party, kind: 'rating', unit: '', now: '2', target: '4.5' } as const;
	expect(read(marks).measure).toMatchObject({ kind: 'rating', unit: '1–5', adds: 'latest' });
	expect(readDraft({ ...marks, target: '6' }, at)).toMatchObject({
		problems: [{ field: 'target', code: 'scale' }]
	});
});

test('yes or no needs no figures', () => {
	const input = read({ ...party, kind: 'yes_no', unit: '', now: 'x', target: '' });
	expect([input.baseline.value, input.target.value, input.measure.better]).toEqual([0, 1, 'up']);
	expect(commitment.make(input, author).ok).toBe(true);
});

test('entries add up only where that makes sense', () => {
	expect(read({ ...party, adds: 'sum' }).measure.adds).toBe('sum');
	expect(read({ ...party, adds: 'sum', unit: '%' }).measure.adds).toBe('latest');
	expect(read({ ...party, adds: 'max', unit: '%' }).measure.adds).toBe('max');
});

test('which way is better may be said, and a target that lies the other way is told at the target', () => {
	const same = read({ ...party, now: '40', better: 'down' });
	expect(same.measure.better).toBe('down');
	const made = commitment.make(read({ ...party, better: 'down' }), author);
	expect(!made.ok && placeProblems(made.problems)).toMatchObject([
		{ field: 'target', code: 'contradiction' }
	]);
});

test('owner, rhythm, tags, principles and the example come along, and come back to be changed', () => {
	const more = { owner: author.member, check_in: 'monthly', tags: ['food'], principles: ['2', '7'] } as const;
	const input = read({ ...party, ...more, tags: ['food'], principles: ['2', '7'], example: 'party' });
	expect(input).toMatchObject({ ...more, principles: [2, 7], example: 'party' });
	expect(moreOf(input)).toEqual(more);
	expect(moreOf({})).toEqual({ owner: '', check_in: '', tags: [], principles: [] });
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
	expect(fed).toMatchObject({ counted: 'talks', label: 'The talks', unit: 'talks' });
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
	expect(isBegun({ ...emptyDraft, tags: ['food'] })).toBe(true);
	expect(isBegun({ ...emptyDraft, settled: ['by'] })).toBe(false);
});

test('months are counted by the calendar', () => {
	expect(monthsFrom(new Date(2026, 6, 12), 6)).toBe('2027-01-12');
	expect(monthsFrom(new Date(2026, 7, 31), 6)).toBe('2027-02-28');
});
