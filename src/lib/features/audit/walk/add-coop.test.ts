import type { Author, Coop } from '$lib/records';
import { describe, expect, test } from 'vitest';
import { addRecords, alike, changesOf, draftOf, emptyAdd, isAddBegun, type AddDraft } from './add-coop.ts';

const author: Author = {
	...{ member: 'member:01k0toad0ane000000000000m1', device: 'ann' },
	at: '2026-09-12T10:00:00.000Z'
};
const draft = (more: Partial<AddDraft>): AddDraft => ({ ...emptyAdd(), name: 'Toad Lane Bakers', ...more });
const where = {
	address: '12 Spotland Road',
	place: 'Spotland',
	postcode: 'ol126px',
	point: [-2.17, 53.62]
} as const;

describe('one that nobody listed', () => {
	test('is a co-op and the look that found it', () => {
		const made = addRecords(
			draft({ ...where, point: [-2.17, 53.62], needs: ['work', 'food'] }),
			author,
			'coop'
		);
		expect(made).toMatchObject({
			ok: true,
			records: [
				{
					...{ type: 'coop', name: 'Toad Lane Bakers', needs: ['food', 'work'] },
					...{ ...where, postcode: 'OL12 6PX' }
				},
				{ type: 'audit', seen: 'new', is_coop: 'coop' }
			]
		});
		if (made.ok) expect((made.records[1] as unknown as { of: string }).of).toBe(made.id);
	});

	test('in somebody’s home says no street, no postcode and no position, and keeps the town', () => {
		const made = addRecords(draft({ ...where, point: [-2.17, 53.62], home: true }), author);
		const [record] = made.ok ? made.records : [];
		expect(record).toMatchObject({ name: 'Toad Lane Bakers', place: 'Spotland' });
		for (const field of ['address', 'postcode', 'point']) expect(record).not.toHaveProperty(field);
	});

	test('is put right by its form: what is left as it is stays, what is emptied goes', () => {
		const made = addRecords(draft({ ...where, point: [-2.17, 53.62], needs: ['food'] }), author);
		const [record] = (made.ok ? made.records : []) as [Coop];
		const form = draftOf(record);
		expect(changesOf(form, author)).toMatchObject({
			...{ ok: true, changes: { ...where, postcode: 'OL12 6PX', name: 'Toad Lane Bakers', needs: ['food'] } }
		});
		const changed = changesOf({ ...form, address: ' ', needs: [], name: 'Toad Lane Bakery' }, author);
		expect(changed).toMatchObject({ changes: { name: 'Toad Lane Bakery', needs: [], address: undefined } });
		const home = changesOf({ ...form, home: true }, author);
		expect(home).toMatchObject({
			changes: { place: 'Spotland', address: undefined, postcode: undefined, point: undefined }
		});
		expect(changesOf({ ...form, name: '' }, author)).toMatchObject({ ok: false });
	});

	test('needs a name that is none too long, and a postcode that could be one', () => {
		const problems = (more: Partial<AddDraft>) => {
			const made = addRecords(draft(more), author);
			return made.ok ? [] : made.problems.map(({ field, code }) => `${field} ${code}`);
		};
		expect(problems({ name: '  ' })).toEqual(['name required']);
		expect(problems({ name: 'x'.repeat(500) })).toEqual(['name too_long']);
		expect(problems({ postcode: 'somewhere near the mill' })).toHaveLength(1);
		expect(problems({})).toEqual([]);
	});

	test('is begun once anything was said', () => {
		expect(isAddBegun(emptyAdd())).toBe(false);
		expect(isAddBegun({ ...emptyAdd(), needs: ['food'] })).toBe(true);
		expect(isAddBegun(draft({}))).toBe(true);
	});
});

test('is asked whether it is one that is listed near by under nearly the same name', () => {
	const from = [-2.16, 53.6176] as const;
	const at = (id: string, name: string, north?: number) => ({
		...{ id, name, needs: [] },
		...(north !== undefined && { point: [-2.16, 53.6176 + north] as [number, number] })
	});
	const coops = [
		at('cuk:R1', 'Spotland Bakers Ltd', 0.02),
		at('cuk:R2', 'Spotland Baker', 0.01),
		at('cuk:R3', 'Spotland Bakers', 1),
		at('cuk:R4', 'Spotland Bakers'),
		at('cuk:R5', 'Milnrow Wheelers', 0.01),
		at('coop:01k0toad0ane000000000000q1', 'Bakers of Spotland')
	];
	const found = (name: string) => alike(name, coops, from, {}).map(({ id }) => id);
	expect(found('spotland bakers')).toEqual(['cuk:R2', 'cuk:R1', 'coop:01k0toad0ane000000000000q1']);
	expect(found('sp')).toEqual([]);
	expect(found('Film Club')).toEqual([]);
});
