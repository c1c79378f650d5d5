import { describe, expect, it } from 'vitest';
import {
	audit,
	checkWrite,
	coop,
	editRecord,
	mergeRecords,
	undo,
	type AuditNoteInput,
	type Coop,
	type Need
} from './index.ts';
import { author } from './testing.ts';

const volunteer = { member: author.member, role: 'volunteer' } as const;
const own = coop.sample()._id;
const problemsOf = (input: Partial<AuditNoteInput>) => {
	const made = audit.make({ of: 'cuk:R006884', seen: 'confirmed', ...input }, author);
	return made.ok ? [] : made.problems.map(({ field, code }) => `${field}:${code}`);
};

describe('an audit note', () => {
	it.each(['cuk:R006884', 'cuk:r006884', 'cuk-organisations:R006884', 'outlet:2019-44.1_b', own])(
		'is of %s',
		(of) => {
			expect(problemsOf({ of })).toEqual([]);
		}
	);

	it.each([
		'R006884',
		'cuk:',
		'CUK:R006884',
		'coop:R006884',
		'door:01k0toad0ane000000000000t1:9f86d081884c7d65',
		'cuk:../x',
		'cuk:R0 06884'
	])('is not of %s', (of) => {
		expect(problemsOf({ of })).toEqual(['of:format']);
	});

	it('is of the moment that it is made, or of an earlier one', () => {
		const made = audit.make({ of: own, seen: 'new' }, author);
		expect(made.ok && made.record.at).toBe(author.at);
		const earlier = audit.make({ of: own, seen: 'new', at: '2026-07-31T10:00:00.000Z' }, author);
		expect(earlier.ok && earlier.record.at).toBe('2026-07-31T10:00:00.000Z');
	});

	it('finds nothing new that the directory lists already', () => {
		expect(problemsOf({ of: own, seen: 'new' })).toEqual([]);
		expect(problemsOf({ seen: 'new' })).toEqual(['seen:contradiction']);
	});

	it('says where to only of what moved, and then at least a place or a point', () => {
		expect(problemsOf({ seen: 'moved' })).toEqual([]);
		expect(problemsOf({ seen: 'moved', moved_to: { place: 'Drake Street' } })).toEqual([]);
		expect(problemsOf({ seen: 'moved', moved_to: {} })).toEqual(['moved_to:required']);
		expect(problemsOf({ seen: 'gone', moved_to: { place: 'Drake Street' } })).toEqual([
			'moved_to:contradiction'
		]);
	});

	it('has one piece of evidence for a principle', () => {
		const one = { principle: 2, words: 'One vote each.' };
		expect(problemsOf({ evidence: [one, { principle: 3, words: 'Shares at £1.' }] })).toEqual([]);
		expect(problemsOf({ evidence: [one, { ...one, words: 'Meets monthly.' }] })).toEqual([
			'evidence:contradiction'
		]);
		expect(problemsOf({ evidence: [{ ...one, principle: 8 }] })).toEqual(['evidence.0.principle:range']);
	});

	it('is never edited, and taken back by an undo that names it', () => {
		const note = audit.sample();
		const mine = { ...volunteer, member: note.created_by };
		expect(checkWrite({ ...note, seen: 'gone' }, note, mine)).toBe('immutable');
		const taken = undo.make({ of: note._id }, author);
		expect(taken.ok && checkWrite(taken.record, null, volunteer)).toBe(true);
	});
});

it('two phones may each add what a co-op is used for, and both stand', () => {
	const start = coop.sample();
	const by = (device: string, needs: Need[]) => editRecord<Coop>(start, { needs }, { ...author, device });
	const merged = mergeRecords(by('phone-a', ['food', 'work', 'care']), by('phone-b', ['food', 'energy']));
	expect(merged.needs).toEqual(['care', 'energy', 'food']);
});
