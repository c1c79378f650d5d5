import { describe, expect, it } from 'vitest';
import { community, type Community } from '$lib/records';
import type { Place } from '../gazetteer.ts';
import { draftOf, readShown, saysSame, type ShownDraft } from './shown-draft.ts';

const gwent: Place = { name: 'Newport', country: 'W', point: [-3, 51.58], size: 6 };
const wight: Place = { name: 'Newport', country: 'E', point: [-1.29, 50.7], size: 5 };
const places = [gwent, wight];

const before: Community = {
	...community.sample(),
	...{ place: 'Newport', postcode: undefined, point: gwent.point, area_codes: ['W06000022'] },
	...{ about: 'Neighbours.', tags: ['food'], partners: undefined, links: undefined }
};
const read = (changes: Partial<ShownDraft>) => readShown({ ...draftOf(before), ...changes }, before, places);
const changes = (draft: Partial<ShownDraft>) => {
	const answer = read(draft);
	return answer.ok ? answer.changes : answer.problems;
};

describe('what a group shows', () => {
	it('stays as it is where nothing was typed', () => {
		expect(changes({})).toEqual({});
		expect(saysSame(draftOf(before), { ...draftOf(before), point: wight.point })).toBe(true);
		expect(saysSame(draftOf(before), { ...draftOf(before), links: ['a.example'] })).toBe(false);
	});

	it('is changed field by field, and what is emptied is gone', () => {
		expect(changes({ about: '  ' })).toEqual({ about: undefined });
		expect(changes({ kind: 'town', display_area: ' The  centre ' })).toEqual({
			kind: 'town',
			display_area: 'The centre'
		});
		expect(changes({ tags: [] })).toEqual({ tags: [] });
	});

	it('moves with its place: the point goes along, and codes of the old place go', () => {
		const gone = { area_codes: undefined };
		expect(changes({ place: 'NP20 1AA' })).toEqual({
			...{ ...gone, place: undefined, postcode: 'NP20 1AA', point: undefined }
		});
		expect(changes({ point: wight.point })).toEqual({ ...gone, point: wight.point });
		const own = { ...before, point: [-3.01, 51.6] as [number, number] };
		const kept = readShown({ ...draftOf(own), point: gwent.point }, own, places);
		expect(kept).toEqual({ ok: true, changes: {} });
	});

	it('asks which of two places is meant, and where a group is that is somewhere', () => {
		const elsewhere = readShown({ ...draftOf(before), point: undefined }, { ...before, place: 'X' }, places);
		expect(elsewhere).toMatchObject({ problems: [{ field: 'place', code: 'ambiguous', limit: 2 }] });
		expect(changes({ place: '' })).toMatchObject([{ field: 'place', code: 'required' }]);
		expect(changes({ place: '', kind: 'interest' })).toMatchObject({ kind: 'interest', place: undefined });
	});

	it('takes links as people type them, and leaves out rows that hold nothing', () => {
		expect(changes({ links: ['', 'newport.example', ' ', 'hello@newport.example'] })).toEqual({
			links: ['https://newport.example', 'mailto:hello@newport.example']
		});
	});

	it('says at its row what is wrong with a link or a partner', () => {
		expect(changes({ links: ['', 'javascript:alert(1)', 'a.example', 'https://a.example'] })).toEqual([
			{ field: 'links.1', code: 'format' },
			{ field: 'links.3', code: 'contradiction' }
		]);
		const council = { name: 'Newport Council', role: 'council' as const };
		const long = { ...council, name: 'x'.repeat(81) };
		expect(changes({ partners: [{ ...council, name: ' ' }, council, long, council] })).toEqual([
			{ field: 'partners.3', code: 'contradiction' },
			{ field: 'partners.2', code: 'too_long', limit: 80 }
		]);
	});

	it('leaves the order of what has none', () => {
		const of = { ...before, links: ['https://a.example', 'https://b.example'] };
		const other = readShown({ ...draftOf(of), links: ['b.example', 'a.example'] }, of, places);
		expect(other).toEqual({ ok: true, changes: {} });
	});
});
