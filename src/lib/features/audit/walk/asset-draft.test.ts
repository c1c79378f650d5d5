import { asset, type Author } from '$lib/records';
import { expect, test } from 'vitest';
import { assetDraftOf, bySort, emptyAsset, isAssetBegun, readAsset } from './asset-draft.ts';

const author: Author = {
	...{ member: 'member:01k0toad0ane000000000000m1', device: 'ann' },
	at: '2026-09-12T10:00:00.000Z'
};
const hall = asset.sample();

test('something to build on keeps what was said of it, and nothing where nothing was', () => {
	const made = readAsset(
		{ ...emptyAsset(), sort: 'skill', name: ' Keeps books ', contact: 'Samuel' },
		author
	);
	expect(made).toMatchObject({ ok: true, record: { type: 'asset', sort: 'skill', name: 'Keeps books' } });
	if (made.ok) expect(made.record).not.toHaveProperty('place');
});

test('a field that is emptied is taken out of what was there', () => {
	const made = readAsset({ ...assetDraftOf(hall), place: ' ' }, author);
	expect(made.ok && 'place' in made.changes && made.changes.place).toBe(undefined);
	expect(made).toMatchObject({ ok: true, changes: { name: hall.name } });
});

test('it needs a name that is none too long', () => {
	const code = (name: string) => {
		const made = readAsset({ ...emptyAsset(), name }, author);
		return made.ok ? undefined : made.problems[0]?.code;
	};
	expect([code(' '), code('x'.repeat(500)), code('Hall')]).toEqual(['required', 'too_long', undefined]);
	expect([isAssetBegun(emptyAsset()), isAssetBegun({ ...emptyAsset(), note: 'x' })]).toEqual([false, true]);
});

test('halls come before skills, each by name', () => {
	const some = [
		{ ...hall, name: 'school' },
		{ ...hall, sort: 'skill' as const, name: 'Books' },
		{ ...hall, name: 'Chapel' }
	];
	expect(bySort(some).map(([sort, all]) => [sort, all.map(({ name }) => name)])).toEqual([
		['hall', ['Chapel', 'school']],
		['skill', ['Books']]
	]);
});
