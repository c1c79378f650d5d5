import { progress, type Commitment, type Measure, type Progress } from '$lib/records';
import { expect, test } from 'vitest';
import { entryRecords, typedEntry } from './entry.ts';

const author = { member: 'member:01k0t0ad0ane000000000000m1', device: 'd1', at: '2026-07-14T18:00:00.000Z' };
const measure: Measure = { label: 'Items', unit: 'items', kind: 'count', adds: 'sum', better: 'up' };
const of = (changes: Partial<Measure>): Pick<Commitment, '_id' | 'measure'> => ({
	_id: 'commitment:01k0toad0ane000000000000c1',
	measure: { ...measure, ...changes }
});
const photo = {
	bytes: new Uint8Array(50_000),
	format: 'image/jpeg',
	width: 40,
	height: 30,
	about: ' A table '
} as const;

function made(...args: Parameters<typeof entryRecords>) {
	const answer = entryRecords(...args);
	if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
	return answer.records;
}

test('where entries add up, a figure is how many more; elsewhere it is where it stands', () => {
	expect(made(of({}), { value: '12', note: ' Tea ' }, author)).toMatchObject([{ change: 12, note: 'Tea' }]);
	for (const adds of ['latest', 'max'] as const)
		expect(made(of({ adds }), { value: '12', note: '' }, author)).toMatchObject([{ value: 12 }]);
	expect(made(of({ kind: 'money' }), { value: '£1,234.50', note: '' }, author)).toMatchObject([
		{ change: 123_450 }
	]);
});

test('a photo comes before the entry that shows it', () => {
	const records = made(of({}), { value: '1', note: '' }, author, { picture: { ...photo } });
	expect(records.map(({ type }) => type)).toEqual(['picture', 'part', 'part', 'progress']);
	expect(records.at(-1)).toMatchObject({ picture: records[0]?._id });
	expect(records[0]).toMatchObject({ about: 'A table' });
});

test('a correction says the same kind of thing, at the same time, with the same photo', () => {
	const corrected: Progress = {
		...progress.sample(),
		value: undefined,
		change: 50,
		note: 'Typo',
		picture: 'picture:01k0toad0ane000000000000h1'
	} as unknown as Progress;
	const typed = typedEntry(of({ adds: 'latest' }).measure, corrected);
	expect(typed).toEqual({ value: '50', note: 'Typo' });
	expect(made(of({ adds: 'latest' }), { ...typed, value: '5' }, author, { corrected })).toMatchObject([
		{
			change: 5,
			corrects: corrected._id,
			at: corrected.at,
			picture: corrected.picture,
			created_at: author.at
		}
	]);
});

test.each([
	['1,5', 'value', 'comma'],
	['', 'value', 'required'],
	['some', 'value', 'number']
])('“%s” is told at the figure', (value, field, code) => {
	expect(entryRecords(of({}), { value, note: '' }, author)).toEqual({
		ok: false,
		problems: [{ field, code }]
	});
});

test('a note that is too long is told at the note', () => {
	expect(entryRecords(of({}), { value: '1', note: 'x'.repeat(300) }, author)).toMatchObject({
		problems: [{ field: 'note', code: 'too_long', limit: 280 }]
	});
});
