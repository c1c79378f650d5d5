import { audit, type AuditNote, type Author, type Need } from '$lib/records';
import { auditState, NOT_YET } from '$lib/rules';
import { expect, test } from 'vitest';
import { emptySheet, isSheetBegun, sheetRecords, type SheetDraft } from './sheet-draft.ts';

const author: Author = {
	...{ member: 'member:01k0toad0ane000000000000m1', device: 'ann' },
	at: '2026-09-13T10:00:00.000Z'
};
const of = 'cuk:R000001';
const listed: readonly Need[] = ['food'];
const note: AuditNote = {
	...audit.sample(),
	...{ of, seen: 'moved', hours: 'Saturdays', members: 14, needs: ['food', 'work'], wants_trade: 'no' },
	evidence: [{ principle: 2, words: 'One vote each.' }]
};
const known = auditState([note], '2026-09-13');

function said(more: Partial<SheetDraft>, state = known) {
	const made = sheetRecords(of, { ...emptySheet(), ...more }, { state, listed }, author);
	if (!made.ok) return made.nothing ? 'nothing' : made.problems.map(({ field, code }) => `${field} ${code}`);
	const {
		_id,
		_rev,
		type,
		schema,
		created_at,
		created_by,
		at,
		of: _,
		...rest
	} = made.records[0] as AuditNote;
	return rest;
}

test('a sheet says only what is another than it was known to be', () => {
	const same = {
		hours: ' Saturdays ',
		members: '14',
		needs: ['work', 'food'] as Need[],
		wants_trade: 'no' as const
	};
	expect(said({ ...same, evidence: { 2: 'One vote each.' } })).toBe('nothing');
	expect(said({ ...same, members: '1,204', uses: 'Bread.' })).toEqual({
		...{ seen: 'moved', members: 1204, uses: 'Bread.' }
	});
	expect(said({ evidence: { 2: 'One vote each, monthly.', 7: 'Feeds the school.' } })).toEqual({
		seen: 'moved',
		evidence: [
			{ principle: 2, words: 'One vote each, monthly.' },
			{ principle: 7, words: 'Feeds the school.' }
		]
	});
});

test('who fills in a sheet was there: it is still here unless it was seen otherwise', () => {
	expect(said({ uses: 'Bread.' }, NOT_YET)).toMatchObject({ seen: 'confirmed' });
	expect(said({ uses: 'Bread.' }, { ...known, seen: 'new' })).toMatchObject({ seen: 'confirmed' });
	expect(said({ uses: 'Bread.' }, { ...known, seen: 'gone' })).toMatchObject({ seen: 'gone' });
});

test('what is listed is known as well, and what nobody knew is said anew', () => {
	expect(said({ needs: ['food'] }, NOT_YET)).toBe('nothing');
	expect(said({ needs: [] }, NOT_YET)).toEqual({ seen: 'confirmed', needs: [] });
});

test('what can’t be read stands at its field: words for members, words taken away, too many of them', () => {
	expect(said({ members: 'about twenty' })).toEqual(['members format']);
	expect(said({ members: '999999999' })).toEqual(['members range']);
	expect(said({ hours: '  ' })).toEqual(['hours emptied']);
	expect(said({ uses: 'x'.repeat(401) })).toEqual(['uses too_long']);
	expect(said({ evidence: { 3: 'x'.repeat(201) } })).toEqual(['evidence.3 too_long']);
	expect(said({ note: 'x'.repeat(281) })).toEqual(['note too_long']);
});

test('five answers say what it is; none say nothing', () => {
	const answers = {
		joined: 'yes',
		one_vote: 'yes',
		for_members: 'yes',
		for_investors: 'no',
		charity: 'no'
	} as const;
	expect(said({ answers })).toMatchObject({ is_coop: 'coop' });
	expect(said({ answers: { ...answers, charity: 'yes', for_members: 'no' } })).toMatchObject({
		is_coop: 'charity'
	});
	expect(said({ answers: { charity: 'unsure' } })).toMatchObject({ is_coop: 'unsure' });
	expect(said({ answers: {} })).toBe('nothing');
});

test('a sheet is begun once something was touched', () => {
	expect(isSheetBegun(emptySheet())).toBe(false);
	for (const more of [
		{ uses: '' },
		{ evidence: { 2: 'x' } },
		{ answers: { charity: 'no' as const } },
		{ note: 'x' }
	])
		expect(isSheetBegun({ ...emptySheet(), ...more })).toBe(true);
});

test('a photo goes before the look that it belongs to, and is enough for one', () => {
	const picture = {
		bytes: new Uint8Array(10),
		format: 'image/jpeg' as const,
		width: 4,
		height: 3,
		about: ' '
	};
	const made = sheetRecords(of, emptySheet(), { state: known, listed, picture }, author);
	expect(made).toMatchObject({
		ok: true,
		records: [{ type: 'picture' }, { type: 'part' }, { type: 'audit' }]
	});
	if (made.ok) expect(made.records[2]).toMatchObject({ picture: made.records[0]?._id });
});
