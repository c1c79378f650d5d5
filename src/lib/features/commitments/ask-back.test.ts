import { expect, test } from 'vitest';
import { answered, askBack } from './ask-back.ts';
import { emptyDraft, type CommitmentDraft, type DraftField } from './commitment-draft.ts';

const today = new Date('2026-07-12T12:00:00Z');
const all = new Set(Object.keys(emptyDraft) as DraftField[]);
const party: CommitmentDraft = {
	...emptyDraft,
	area: 'action',
	title: 'Hold a street party',
	difference: 'Neighbours who had never spoken have eaten together.',
	label: 'Households who come',
	unit: 'households',
	target: '40',
	by: '2026-09-30'
};

test('an untouched form asks nothing', () => {
	expect(askBack({ ...emptyDraft }, today, new Set())).toEqual({});
});

test('it asks what difference, how one will know, how much and by when', () => {
	expect(askBack({ ...emptyDraft, title: 'Party' }, today, all)).toEqual({
		difference: 'difference',
		label: 'measure',
		target: 'target',
		by: 'by'
	});
});

test.each([
	[{ difference: 'More fun' }, { difference: 'whom' }],
	[{ label: 'More awareness' }, { label: 'vague' }],
	[{ now: '40' }, { target: 'same' }],
	[{ now: '90' }, { target: 'down' }],
	[{ now: '90', better: 'down' }, {}],
	[{ target: '', kind: 'yes_no' }, {}],
	[{ by: '2025-09-30' }, { by: 'past' }],
	[{ by: '2036-09-30' }, { by: 'far' }],
	[{}, {}]
] as const)('asks back about %j', (changes, prompts) => {
	expect(askBack({ ...party, ...changes }, today, all)).toEqual(prompts);
});

test('a question that was answered or waved away does not come back', () => {
	const before = askBack({ ...party, by: '', difference: '' }, today, all);
	const after = askBack({ ...party, difference: '' }, today, all);
	expect(answered(before, after)).toEqual(['by']);
	expect(askBack({ ...party, by: '', difference: '', settled: ['by'] }, today, all)).toEqual({
		difference: 'difference'
	});
});

test('one question that gives way to another was answered', () => {
	expect(answered({ label: 'measure', by: 'by' }, { label: 'vague', by: 'by' })).toEqual(['measure']);
});
