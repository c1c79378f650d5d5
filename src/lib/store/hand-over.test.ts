import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
	bring,
	door,
	event,
	member,
	newGroupId,
	newId,
	patch,
	rsvp,
	tally,
	task,
	undo,
	visit,
	type AnyRecord,
	type Author,
	type Door,
	type Made,
	type Patch,
	type Undo,
	type Visit
} from '../records/index.ts';
import { GroupDatabase } from './database.ts';
import { groupStore } from './group-store.ts';
import { dropUnsent, mirrorOf, nameOf, noMirror, readKeepsake } from './keepsake.ts';
import { memoryStorage } from './memory-storage.ts';
import { prepare } from './prepare.ts';
import { markSent } from './replica.ts';
import type { GroupStore, Incoming } from './types.ts';

const bob: Author = { member: newId('member'), device: 'bob', at: '2026-07-01T18:00:00.000Z' };
const cat: Author = { ...bob, member: newId('member'), device: 'cat' };
const good = <R>(made: Made<R>): R => {
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record;
};

/** A phone of the group: a database of its own. */
interface Phone {
	db: GroupDatabase;
	store: GroupStore;
}
let phones: Phone[] = [];
let gid: string;

async function phone(mirror = noMirror): Promise<Phone> {
	const { IDBFactory, IDBKeyRange } = await import('fake-indexeddb');
	const db = new GroupDatabase(gid, 'relaxed', { indexedDB: new IDBFactory(), IDBKeyRange });
	await prepare(db);
	const one = { db, store: groupStore(db, gid, `phone${phones.length}`, mirror) };
	phones.push(one);
	return one;
}

beforeEach(() => {
	globalThis.localStorage = memoryStorage();
	gid = newGroupId();
});
afterEach(() => {
	for (const { db } of phones) db.close();
	phones = [];
});

const aPatch = () => good(patch.make({ name: 'Spotland', walk_order: 'sides' }, bob)) as Patch;
const aDoor = (of: Patch, number: number) =>
	good(door.make({ patch: of._id, number, street: 'Toad Lane' }, bob)) as Door;
function aVisit(to: Door, by = bob): Visit {
	const input = { door: to._id, patch: to.patch, at: by.at, slot: 'weekday_evening', result: 'talked' };
	const rest = { left: ['card'], interests: [], offers: [], needs: [] };
	return good(visit.make({ ...input, ...rest } as never, by)) as Visit;
}
const anUndo = (of: Visit, by: Author) => good(undo.make({ of: of._id, door: of.door }, by)) as Undo;

async function given(...records: AnyRecord[]): Promise<Incoming[]> {
	const { store } = await phone();
	await store.put(...records);
	return (await store.toHandOver()).documents;
}

/** Everything that a phone has in its tables. */
const all = async ({ db }: Phone) =>
	Object.fromEntries(await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()])));

describe('handing over', () => {
	test('what only one phone has is on the other, shows there, and will be sent from there too', async () => {
		const [area, giver, taker] = [aPatch(), await phone(), await phone()];
		const first = aDoor(area, 1);
		await giver.store.put(area, first, aVisit(first));
		const hand = await giver.store.toHandOver();
		expect(hand).toMatchObject({ by_kind: { patch: 1, door: 1, visit: 1 }, staying: 0 });
		expect(await taker.store.takeOver(hand.documents)).toEqual({
			by_kind: { patch: 1, door: 1, visit: 1 },
			taken: 3,
			left_out: 0
		});
		expect((await taker.store.doors(area._id))[0]?.fold.state).toBe('talked');
		expect(await taker.store.doors(area._id)).toEqual(await giver.store.doors(area._id));
		expect((await taker.store.toHandOver()).documents).toEqual(hand.documents);
		expect((await giver.store.unsent()).total).toBe(3);
	});

	test('of an event, what was planned, promised and counted goes along; what strangers are told of stays', async () => {
		const [a, b] = [await phone(), await phone()];
		const when = { start: '2026-07-12T14:00', end: '2026-07-12T18:00', zone: 'Europe/London' };
		const plan = (shown: boolean) =>
			good(event.make({ kind: 'street_party', title: 'Party', when, shown }, bob)) as AnyRecord;
		const [party, told] = [plan(false), plan(true)];
		const of = { event: party._id };
		const counts = [1, -1, 2].map((amount) => good(tally.make({ ...of, of: 'person', amount }, bob)));
		const rest = [
			good(task.make({ ...of, title: 'Ask the chapel' }, bob)),
			good(rsvp.make({ ...of, answer: 'yes', people: 2, source: 'hand' }, bob)),
			good(bring.make({ ...of, item: 'Tables', sort: 'kit' }, bob))
		];
		const records = [party, told, ...counts, ...rest] as AnyRecord[];
		await a.store.put(...records);
		const handed = await a.store.toHandOver();
		expect(handed.by_kind).toMatchObject({ task: 1, tally: 3, rsvp: 1, bring: 1 });
		await b.store.takeOver(handed.documents);
		expect((await b.store.list('tally')).map(({ _id }) => _id)).toEqual(
			counts.map((one) => (one as AnyRecord)._id).sort()
		);
		expect((await b.store.list('event')).map(({ _id }) => _id)).toEqual([party._id]);
	});

	test('taken over twice nothing changes, nor once it was sent', async () => {
		const [area, taker] = [aPatch(), await phone()];
		const first = aDoor(area, 1);
		const documents = await given(area, first, aVisit(first));
		await taker.store.takeOver([...documents, ...documents]);
		const before = await all(taker);
		expect(await taker.store.takeOver(documents)).toEqual({ by_kind: {}, taken: 0, left_out: 0 });
		expect(await all(taker)).toEqual(before);
		await markSent(taker.db, await taker.db.unsent.toArray());
		await taker.store.takeOver(documents);
		expect((await taker.store.unsent()).total).toBe(0);
	});

	test('what was taken over or brought back has a copy beside the store, in place of what it follows', async () => {
		const [area, giver] = [aPatch(), await phone()];
		await giver.store.put(area);
		const names = async () => (await giver.store.toHandOver()).documents.map(nameOf);
		for (const way of ['takeOver', 'bringBack'] as const) {
			const taker = await phone(mirrorOf(gid));
			for (const name of [way, `${way} again`]) {
				await giver.store.edit(area._id, { name }, bob);
				await taker.store[way]((await giver.store.toHandOver()).documents);
				expect(readKeepsake(gid)?.kept.map(nameOf)).toEqual(await names());
			}
			dropUnsent(gid);
		}
	});

	test('an edit follows what it edits, and takes its place among the unsent', async () => {
		const [area, giver, taker] = [aPatch(), await phone(), await phone()];
		await giver.store.put(area);
		await taker.store.takeOver((await giver.store.toHandOver()).documents);
		for (const name of ['Spotland Road', 'Spotland Bridge']) await giver.store.edit(area._id, { name }, bob);
		await taker.store.takeOver((await giver.store.toHandOver()).documents);
		expect(await taker.store.get(area._id)).toMatchObject({ name: 'Spotland Bridge' });
		expect(await taker.store.unsent()).toMatchObject({ total: 1 });
		expect((await all(taker)).unsent).toMatchObject([{ id: area._id, rev: expect.stringMatching(/^3-/) }]);
	});

	test('what was edited on both phones stands in both versions, and a settled one is closed', async () => {
		const [area, giver, taker] = [aPatch(), await phone(), await phone()];
		await giver.store.put(area);
		await taker.store.takeOver((await giver.store.toHandOver()).documents);
		await giver.store.edit(area._id, { name: 'Spotland Road' }, bob);
		await taker.store.edit(area._id, { note: 'Mind the dog' }, cat);
		await taker.store.takeOver((await giver.store.toHandOver()).documents);
		expect(await taker.store.get(area._id)).toMatchObject({ name: 'Spotland Road', note: 'Mind the dog' });
		await taker.store.edit(area._id, { note: 'Mind both dogs' }, cat);
		const back = (await taker.store.toHandOver()).documents;
		expect(back.some(({ _deleted }) => _deleted)).toBe(true);
		expect(await giver.store.takeOver(back)).toMatchObject({ left_out: 0 });
		expect((await all(giver)).docs).toMatchObject([{ rev: (await taker.db.docs.get(area._id))?.rev }]);
		expect((await giver.db.docs.get(area._id))?.conf).toBeUndefined();
	});
});

describe('what may not be handed over', () => {
	test('what only an organiser may write stays, and is told', async () => {
		const { store } = await phone();
		const boss = good(member.make({ name: 'Bob', role: 'organiser' } as never, bob));
		await store.put(aPatch(), boss);
		expect(await store.toHandOver()).toMatchObject({ by_kind: { patch: 1 }, staying: 1 });
	});

	test('nobody makes themselves an organiser by it, and the rest is taken', async () => {
		const [taker, giver] = [await phone(), await phone()];
		await giver.store.put(good(member.make({ name: 'Bob', role: 'organiser' } as never, bob)));
		const [boss] = await giver.db.docs.toArray();
		const forged = { ...boss?.data, _id: boss?.id ?? '', _rev: boss?.rev ?? '' };
		const documents = [...(await given(aPatch())), forged];
		expect(await taker.store.takeOver(documents)).toMatchObject({ taken: 1, left_out: 1 });
		expect(await taker.store.list('member')).toEqual([]);
	});

	test('nothing that is no record, that changes what never changes, or that deletes the last version', async () => {
		const [area, taker] = [aPatch(), await phone()];
		const one = aVisit(aDoor(area, 1));
		const sound = await given(area, aDoor(area, 1), one);
		await taker.store.takeOver(sound);
		const before = await all(taker);
		let n = 0;
		const of = (id: string) => sound.find(({ _id }) => _id === id) as Incoming;
		const next = (id: string, fields: object): Incoming => {
			const { _rev, ...rest } = of(id);
			const hash = `${++n}`.padStart(32, 'b');
			return { ...rest, _rev: `2-${hash}`, _revisions: { start: 2, ids: [hash, _rev.slice(2)] }, ...fields };
		};
		const bad = [
			next(one._id, { result: 'not_now' }),
			next(area._id, { name: 7 }),
			next(area._id, { created_by: cat.member }),
			next(area._id, { _deleted: true }),
			{ ...next(area._id, { _deleted: true }), _id: newId('patch') }
		];
		expect(await taker.store.takeOver(bad)).toEqual({ by_kind: {}, taken: 0, left_out: 5 });
		expect(await all(taker)).toEqual(before);
	});

	test('nobody takes back what somebody else did, whether that is here or comes along', async () => {
		const [area, taker] = [aPatch(), await phone()];
		const first = aDoor(area, 1);
		const [mine, theirs] = [aVisit(first, bob), aVisit(first, cat)];
		const along = await given(area, first, mine, theirs, anUndo(mine, bob), anUndo(theirs, bob));
		expect(await taker.store.takeOver(along)).toMatchObject({ by_kind: { visit: 2, undo: 1 }, left_out: 1 });
		const later = await given(anUndo(theirs, bob));
		expect(await taker.store.takeOver(later)).toMatchObject({ taken: 0, left_out: 1 });
	});

	test('when the disk fails half-way nothing of it is there', async () => {
		const [area, taker] = [aPatch(), await phone()];
		const documents = await given(area, aDoor(area, 1));
		const before = await all(taker);
		vi.spyOn(taker.db.unsent, 'bulkPut').mockRejectedValueOnce(new Error('disk went away'));
		await expect(taker.store.takeOver(documents)).rejects.toThrow();
		expect(await all(taker)).toEqual(before);
	});

	test('an app older than the store takes nothing', async () => {
		const taker = await phone();
		vi.spyOn(taker.db, 'isNewer').mockReturnValue(true);
		await expect(taker.store.takeOver(await given(aPatch()))).rejects.toMatchObject({ code: 'app_too_old' });
	});
});
