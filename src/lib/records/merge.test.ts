import { describe, expect, it } from 'vitest';
import {
	commitment,
	community,
	door,
	editRecord,
	listing,
	mergeRecords,
	type Author,
	type Community
} from './index.ts';
import type { Base } from './record.ts';

const author = (device: string, minute: number): Author => ({
	member: 'member:01k0toad0ane000000000000m1',
	device,
	at: `2026-08-01T10:${String(minute).padStart(2, '0')}:00.000Z`
});
const edit = (record: Community, changes: Partial<Community>, device: string, minute = 0) =>
	editRecord(record, changes, author(device, minute));

describe('merging', () => {
	it('shows the later of two names and keeps the other in sight', () => {
		const start = community.sample() as Community;
		const a = edit(start, { name: 'Milnrow' }, 'a', 1);
		const b = edit(start, { name: 'Newhey' }, 'b', 2);
		const merged = mergeRecords(a, b);
		expect(merged.name).toBe('Newhey');
		expect(merged.also?.['name']?.map(({ value }) => value)).toEqual(['Milnrow']);
	});

	it('forgets the other name once somebody has chosen, even the one that is shown', () => {
		const start = community.sample() as Community;
		const merged = mergeRecords(
			edit(start, { name: 'Milnrow' }, 'a', 1),
			edit(start, { name: 'Newhey' }, 'b', 2)
		);
		const chosen = edit(merged, { name: 'Newhey' }, 'a', 3);
		expect(chosen.also).toBeUndefined();
		expect(mergeRecords(chosen, merged)).toEqual(chosen);
	});

	it('leaves changes of different fields side by side', () => {
		const start = community.sample() as Community;
		const merged = mergeRecords(edit(start, { name: 'Milnrow' }, 'a'), edit(start, { place: 'Oldham' }, 'b'));
		expect(merged).toMatchObject({ name: 'Milnrow', place: 'Oldham' });
		expect(merged.also).toBeUndefined();
	});

	it('keeps a tag that one phone added while another took it away', () => {
		const start = community.sample() as Community;
		const without = edit(start, { tags: ['food'] }, 'a', 1);
		const again = edit(edit(start, { tags: ['food'] }, 'b', 1), { tags: ['energy', 'food'] }, 'b', 2);
		expect(mergeRecords(without, again).tags).toEqual(['energy', 'food']);
		expect(mergeRecords(without, start).tags).toEqual(['food']);
	});

	it('drops revisions, so that every phone comes to the same document', () => {
		const start = { ...community.sample(), _rev: '1-abc' } as Community;
		const merged = mergeRecords(start, { ...start, _rev: '2-def' });
		expect(merged).not.toHaveProperty('_rev');
	});

	it('does not stamp what did not change', () => {
		const start = community.sample() as Community;
		expect(
			edit(start, { name: start.name, tags: [...start.tags].reverse() }, 'a').dots?.['name']
		).toBeUndefined();
		expect(editRecord(start, { name: start.name }, author('a', 1))).toBe(start);
	});

	it('tidies what is typed', () => {
		const start = community.sample() as Community;
		expect(edit(start, { name: '  Toad\u00a0 Lane ' }, 'a').name).toBe('Toad Lane');
		expect(edit(start, { about: '' }, 'a')).not.toHaveProperty('about');
	});

	it('never edits an id or who made a record', () => {
		const start = community.sample() as Community;
		expect(() => edit(start, { created_by: 'server' }, 'a')).toThrow();
		expect(() => edit(start, { _id: 'community:x' }, 'a')).toThrow();
	});

	it('makes one door of two that two phones made, and the first of them made it', () => {
		const input = { patch: 'patch:01k0toad0ane000000000000t1', number: 14, street: 'Albany Road' };
		const a = door.make(input, { ...author('a', 5), member: 'member:01k0toad0ane000000000000m1' });
		const b = door.make(
			{ ...input, street: 'ALBANY RD.', point: [-4.48, 54.15] },
			{ ...author('b', 3), member: 'member:01k0toad0ane000000000000m2' }
		);
		if (!a.ok || !b.ok) throw new Error('a door was refused');
		const merged = mergeRecords(a.record, b.record);
		expect(a.record._id).toBe(b.record._id);
		expect(merged).toEqual(mergeRecords(b.record, a.record));
		expect(merged).toMatchObject({ created_by: 'member:01k0toad0ane000000000000m2', point: [-4.48, 54.15] });
		expect(door.check(merged)).toEqual([]);
	});

	it('takes the newer listing whole', () => {
		const old = listing.sample();
		const newer = { ...old, as_of: '2026-08-01T00:00:00.000Z', name: 'Milnrow' };
		expect(listing.merge(old, newer)).toEqual(newer);
		expect(listing.merge(newer, old)).toEqual(newer);
	});

	it('survives stamps that no honest phone makes', () => {
		const odd = {
			...commitment.sample(),
			dots: { title: [], tags: [[]] },
			also: { title: [] }
		} as unknown as Base;
		expect(() => mergeRecords<Base>(odd, commitment.sample())).not.toThrow();
	});
});
