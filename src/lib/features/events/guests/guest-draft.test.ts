import { rsvp, type Rsvp } from '$lib/records';
import { expect, test } from 'vitest';
import { emptyGuest, guestDraft, isGuestBegun, readGuest, type GuestDraft } from './guest-draft.ts';

const draft = (fields: Partial<GuestDraft>): GuestDraft => ({ ...emptyGuest(), ...fields });
const problems = (fields: Partial<GuestDraft>, room?: number) => {
	const read = readGuest(draft(fields), room);
	return read.ok ? {} : read.problems;
};

test('a name and a number are enough, and the number is enough', () => {
	expect(readGuest(draft({ name: ' Joyce ', people: '4' }))).toEqual({
		ok: true,
		guest: { name: 'Joyce', people: 4, answer: 'yes', needs: undefined, note: undefined }
	});
	expect(readGuest(draft({}))).toMatchObject({ ok: true, guest: { people: 1 } });
});

test('what is no number of people is asked about at its field', () => {
	const said = ['', '0', '-2', '1.5', '1,5', 'the Smiths', '501'].map(
		(people) => problems({ people }).people
	);
	expect(said).toEqual(['required', 'few', 'negative', 'whole', 'comma', 'number', 'most']);
});

test('needs are numbers alone, and never more than there are people', () => {
	const needs = { ...emptyGuest().needs, vegan: '1', no_nuts: '0' };
	expect(readGuest(draft({ people: '2', needs }))).toMatchObject({
		ok: true,
		guest: { needs: { vegan: 1 } }
	});
	expect(problems({ people: '2', needs: { ...needs, vegan: '3', halal: 'Ali' } })).toEqual({
		...{ vegan: 'needs', halal: 'number' }
	});
});

test('more people than there is room for are told so, unless they do not come', () => {
	expect(problems({ people: '3' }, 2)).toEqual({ people: 'room' });
	expect(problems({ people: '3', answer: 'no' }, 2)).toEqual({});
	expect(problems({ people: '2' }, 2)).toEqual({});
});

test('an answer comes back into the form as it was', () => {
	const record: Rsvp = { ...rsvp.sample(), note: 'After church.' };
	const { people, answer, needs, name, note } = record;
	expect(readGuest(guestDraft(record))).toEqual({ ok: true, guest: { people, answer, needs, name, note } });
	expect([isGuestBegun(emptyGuest()), isGuestBegun(guestDraft(record))]).toEqual([false, true]);
});
