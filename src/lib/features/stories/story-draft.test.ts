import { commitment, picture, story, type Commitment } from '$lib/records';
import type { CommitmentStatus } from '$lib/rules';
import { expect, test } from 'vitest';
import { askFor, beginWith, draftOf, emptyDraft, figureOf, inputOf, isBegun } from './story-draft.ts';

const now = new Date('2026-09-01T12:00:00.000Z');
const author = { member: 'member:01k0toad0ane000000000000m1', device: 'ann', at: now.toISOString() };
const row = (progress: Partial<CommitmentStatus>) => ({
	...(commitment.sample() as Commitment),
	progress: { status: 'on_track' as const, tracked: true, series: [], ...progress }
});

test('the figure is what stands today, and stays when the commitment goes on', () => {
	const { measure, target } = commitment.sample();
	expect(figureOf(row({ value: 312 }), now)).toEqual({
		label: measure.label,
		unit: measure.unit,
		kind: measure.kind,
		value: 312,
		target: { value: target.value, by: target.by },
		status: 'on_track',
		at: '2026-09-01'
	});
});

test('where nothing is counted yet, no figure goes with the story', () => {
	expect(figureOf(row({ status: 'untracked', tracked: false }), now)).toBeUndefined();
});

test('a form comes to a sound story, with or without a commitment', () => {
	const told = row({ value: 312 });
	const draft = { ...emptyDraft(told._id), title: 'A wet Tuesday', text: 'We began.' };
	for (const each of [draft, { ...draft, commitment: '' }])
		expect(story.make(inputOf(each, [told], now), author)).toMatchObject({ ok: true });
	expect(inputOf(draft, [told], now).figure?.value).toBe(312);
	expect(inputOf({ ...draft, commitment: '' }, [told], now)).not.toHaveProperty('figure');
});

test('a story comes back into the form as it was, with what was said of its pictures', () => {
	const record = { ...story.sample(), pictures: [picture.sample()._id] };
	const seen = new Map([[picture.sample()._id, { ...picture.sample(), consent: true }]]);
	expect(draftOf(record, seen)).toEqual({
		title: record.title,
		text: record.text,
		commitment: record.commitment,
		pictures: [{ id: picture.sample()._id, about: picture.sample().about, consent: true }]
	});
});

test('a form holds something once there is a word or a picture, not for a commitment that was chosen', () => {
	expect(isBegun(emptyDraft('commitment:1'))).toBe(false);
	expect(isBegun({ ...emptyDraft(), text: 'We' })).toBe(true);
	expect(isBegun({ ...emptyDraft(), pictures: [{ id: 'picture:1', about: '', consent: false }] })).toBe(true);
});

test('who missed a commitment or dropped it is asked what they learnt', () => {
	expect(
		['missed', 'dropped', 'behind', 'achieved', undefined].map((one) => askFor(one as 'missed'))
	).toEqual(['missed', 'missed', 'behind', 'achieved', 'plain']);
});

test('the story of an event begins with what was said of it, and with no name of whom to thank', () => {
	const said = { went_well: 'The long table.', do_otherwise: 'Ask in April.', thanks: 'Joyce' };
	expect(beginWith({ title: 'Street party' }, said)).toEqual({
		...{ title: 'Street party', text: 'The long table.\n\nAsk in April.' }
	});
	expect(beginWith({ title: 'Street party' })).toEqual({ title: 'Street party', text: '' });
});
