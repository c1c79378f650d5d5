import { expect, test } from 'vitest';
import { audit, coop, type AnyRecord, type Coop } from '$lib/records';
import { StoreError } from '$lib/store';
import { addCoops, broughtLists, mayTakeBackList, takeBackCoops } from './brought.ts';

const author = {
	member: 'member:01k0toad0ane000000000000m1',
	device: 'phone-a',
	at: '2026-09-12T10:00:00.000Z'
};
const inputs = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `Co-op ${i}` }));
const from = { source: 'The council', licence: 'OGL' };

/** A store that takes so many records and no more. */
function shelf(room = Infinity) {
	const records: AnyRecord[] = [];
	const put = async (...some: AnyRecord[]) => {
		if (records.length + some.length > room) throw new StoreError('phone_full');
		records.push(...some);
	};
	const list = async (type: string) => records.filter((one) => one.type === type) as never[];
	return { records, put, list };
}

test('a list is known as one by the moment at which it came, whatever came before', async () => {
	const store = shelf();
	const done: number[] = [];
	expect(await addCoops(store, inputs(600), from, author, (n) => done.push(n))).toEqual({ count: 600 });
	expect(done).toEqual([250, 500, 600]);
	const later = { ...author, at: '2026-09-13T10:00:00.000Z' };
	await addCoops(store, [{ name: 'Café' }, { name: 'Mill' }], from, later, () => undefined);
	const own = [...(store.records as Coop[]), { ...coop.sample() }];
	const looked = { ...audit.sample(), of: own[0]?._id as string };
	const lists = broughtLists(own, [looked]);
	expect(lists.map(({ at, coops, untouched }) => [at.slice(0, 10), coops.length, untouched.length])).toEqual([
		['2026-09-13', 2, 2],
		['2026-09-12', 600, 599]
	]);
	expect(lists[0]).toMatchObject(from);
});

test('what was saved before the phone was full stays, and is told', async () => {
	const store = shelf(300);
	expect(await addCoops(store, inputs(600), from, author, () => undefined)).toEqual({
		...{ count: 250, failed: 'phone_full' }
	});
	expect(store.records).toHaveLength(250);
});

test('two phones that bring one list make each co-op once; what was taken back can be brought again', async () => {
	const rows = [
		{ name: 'Café Olé', postcode: 'OL16 1AE' },
		{ name: 'Café Olé', postcode: 'OL16 1AF' },
		{ name: 'Weavers', place: 'Rochdale' },
		{ name: 'Weavers', place: 'Bury' },
		{ name: 'Growers', point: [-2.1, 53.6] as [number, number] },
		{ name: 'Growers', point: [-2.2, 53.6] as [number, number] }
	];
	const [ann, bob] = [shelf(), shelf()];
	const ids = ({ records }: typeof ann) =>
		records.filter(({ type }) => type === 'coop').map(({ _id }) => _id);
	await addCoops(ann, rows, from, author, () => undefined);
	const spelt = rows.map((one) => ({
		...one,
		name: `${one.name.toUpperCase()} LTD`,
		needs: ['food' as const]
	}));
	const other = { ...author, member: 'member:01k0toad0ane000000000000m2', at: '2026-09-12T11:00:00.000Z' };
	await addCoops(bob, spelt, { source: 'Council list' }, other, () => undefined);
	expect(new Set(ids(ann)).size).toBe(rows.length);
	expect(ids(bob)).toEqual(ids(ann));
	expect(await addCoops(ann, rows, from, author, () => undefined)).toEqual({ count: 0 });
	await takeBackCoops(ann, ann.records.slice(0, 1) as Coop[], author);
	expect(await addCoops(ann, rows, from, author, () => undefined)).toEqual({ count: 1 });
	expect(new Set(ids(ann)).size).toBe(rows.length + 1);
});

test('taking back is an undo for each, by who brought them or an organiser', async () => {
	const store = shelf();
	await addCoops(store, inputs(2), from, author, () => undefined);
	const own = [...store.records] as Coop[];
	expect(await takeBackCoops(store, own, author)).toEqual({ count: 2 });
	expect(store.records.slice(2)).toMatchObject(own.map(({ _id }) => ({ type: 'undo', of: _id })));
	const [list] = broughtLists(own, []);
	const other = 'member:01k0toad0ane000000000000m2';
	const may = (member: string, role: 'organiser' | 'volunteer' | 'viewer') =>
		list && mayTakeBackList({ member, role }, list);
	expect([may(author.member, 'volunteer'), may(other, 'volunteer'), may(other, 'organiser')]).toEqual([
		...[true, false, true]
	]);
});
