import { outcome, type Outcome } from '$lib/records';
import { expect, test } from 'vitest';
import { changesOf, outcomeDraft, readOutcome, type OutcomeDraft } from './outcome-draft.ts';

const typed = (figures: Partial<OutcomeDraft['figures']>): OutcomeDraft => ({
	...outcomeDraft(),
	figures: { ...outcomeDraft().figures, ...figures }
});

test('a figure that is left empty is not said, so that what is counted goes on counting', () => {
	const read = readOutcome(typed({ person: '84', gram: '82.5' }));
	expect(read).toMatchObject({ ok: true, fields: { person: 84, gram: 82_500 } });
	expect(read.ok && [read.fields.bag, read.fields.thanks]).toEqual([undefined, undefined]);
});

test('what is no figure is asked about where it stands', () => {
	expect(readOutcome(typed({ person: '1.5', pence: '1,5', bag: 'lots', item_in: '-1' }))).toEqual({
		ok: false,
		problems: { person: 'whole', pence: 'comma', bag: 'number', item_in: 'negative' }
	});
});

test('what was said comes back into the form as it was, and can be taken away', () => {
	const said = { ...outcome.sample(), ...outcome.variant() } as Outcome;
	const draft = outcomeDraft(said);
	expect(readOutcome(draft)).toMatchObject({
		ok: true,
		fields: { gram: said.gram, pence: said.pence, thanks: said.thanks }
	});
	const read = readOutcome({ ...draft, figures: outcomeDraft().figures, thanks: ' ' });
	expect(read.ok && [read.fields.person, read.fields.thanks]).toEqual([undefined, undefined]);
});

test('only what was changed in the form is changed in the record', () => {
	const before = { ...typed({ person: '84', bag: '3' }), thanks: 'The chapel.' };
	const now = { ...typed({ person: '86', bag: '' }), thanks: 'The chapel.' };
	expect(changesOf(before, now)).toEqual({ person: 86, bag: undefined });
	expect(changesOf(before, before)).toEqual({});
});
