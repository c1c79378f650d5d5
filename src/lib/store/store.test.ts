import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
	door,
	listing,
	newGroupId,
	newId,
	patch,
	suppression,
	undo,
	visit,
	type AnyRecord,
	type Author,
	type Commitment,
	type Community,
	type Door,
	type Made,
	type Patch,
	type Visit
} from '../records/index.ts';
import { commitment, community } from '../records/index.ts';
import { isDue } from '../rules/index.ts';
import { settleConflicts } from './conflicts.ts';
import { GroupDatabase } from './database.ts';
import { device } from './device.ts';
import { memoryStorage } from './memory-storage.ts';
import { refreshListing } from './listing.ts';
import { openGroup, openKnown } from './open.ts';
import { setAsideIn, takeIn, unsentParcels, type Incoming } from './replica.ts';
import type { DeviceGroup, GroupStore } from './types.ts';

const ann: Author = { member: newId('member'), device: 'ann', at: '2026-07-01T18:00:00.000Z' };
const at = (minute: number): Author => ({
	...ann,
	at: new Date(Date.UTC(2026, 6, 1, 18, minute)).toISOString()
});
const good = <R>(made: Made<R>): R => {
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record;
};

let store: GroupStore;
let db: GroupDatabase;

beforeEach(async () => {
	globalThis.localStorage = memoryStorage();
	const gid = newGroupId();
	store = await openGroup(gid);
	db = new GroupDatabase(gid, 'relaxed');
});

afterEach(() => {
	db.close();
	store.close();
});

async function aPatch(numbers: number[]): Promise<{ area: Patch; doors: Door[] }> {
	const area = good(patch.make({ name: 'Spotland', walk_order: 'sides' }, ann)) as Patch;
	const doors = numbers.map(
		(number) => good(door.make({ patch: area._id, number, street: 'Toad Lane' }, ann)) as Door
	);
	await store.put(area, ...doors);
	return { area, doors };
}

function aVisit(to: Door, result: Visit['result'], author: Author): Visit {
	const input = {
		door: to._id,
		patch: to.patch,
		at: author.at,
		slot: 'weekday_evening',
		result,
		left: ['card']
	};
	return good(visit.make({ ...input, interests: [], offers: [], needs: [] } as never, author)) as Visit;
}

/** A revision of a record as another phone would send it. */
async function elsewhere(
	record: AnyRecord,
	edits: (store: GroupStore) => Promise<unknown>
): Promise<Incoming[]> {
	const other = await openGroup(newGroupId());
	const { _rev, ...fresh } = record;
	void _rev;
	await other.put(fresh as AnyRecord);
	await edits(other);
	const there = new GroupDatabase(other.id, 'relaxed');
	const { parcels } = await unsentParcels(there, undefined, 100);
	there.close();
	other.close();
	return parcels.map((parcel) => parcel.document as Incoming);
}

const model = async () => ({
	doors: await db.doors.toArray(),
	tallies: await db.tallies.toArray(),
	aside: await db.aside.toArray()
});

describe('saving', () => {
	test('a visit changes its door, the patch’s counts and the day, and waits to be sent', async () => {
		const { area, doors } = await aPatch([2, 1, 3]);
		const [first] = doors as [Door];
		await store.put(aVisit(first, 'talked', at(1)));
		expect((await store.doors(area._id)).map((row) => [row.label, row.fold.state])).toEqual([
			['1', 'new'],
			['2', 'talked'],
			['3', 'new']
		]);
		expect(await store.patches()).toMatchObject([{ _id: area._id, doors: 3, once: 1, done: 1, due: 2 }]);
		expect(await store.fed()).toEqual([{ day: '2026-07-01', doors: 1, talks: 1, cards: 1 }]);
		expect(await store.unsent()).toEqual({ total: 5, by_kind: { patch: 1, door: 3, visit: 1 }, refused: [] });
		expect(await store.syncState()).toEqual({ phase: 'idle', unsent: 5 });
	});

	test('all or nothing: one bad record keeps the others out', async () => {
		const { area, doors } = await aPatch([1]);
		const bad = { ...aVisit(doors[0] as Door, 'talked', at(1)), result: 'shouted' } as unknown as AnyRecord;
		const fine = aVisit(doors[0] as Door, 'no_answer', at(2));
		await expect(store.put(fine, bad)).rejects.toMatchObject({
			code: 'invalid_record',
			problems: [{ field: 'result' }]
		});
		expect(await store.list('visit')).toEqual([]);
		expect((await store.doors(area._id))[0]?.fold.state).toBe('new');
	});

	test('a failing fold takes the documents back with it', async () => {
		const { doors } = await aPatch([1]);
		const fails = () => {
			throw new Error('disk went away');
		};
		const other = new GroupDatabase(store.id, 'relaxed');
		other.doors.hook('updating', fails);
		await other.open();
		const before = await model();
		const record = aVisit(doors[0] as Door, 'talked', at(1));
		await expect(
			takeIn(other, [{ ...record, _rev: `1-${'a'.repeat(32)}` } as unknown as Incoming])
		).rejects.toThrow('disk went away');
		other.close();
		expect(await store.get(record._id)).toBeUndefined();
		expect(await model()).toEqual(before);
	});

	test('the same door twice is one door, and the same visit twice is one visit', async () => {
		const { area, doors } = await aPatch([1]);
		const again = good(door.make({ patch: area._id, number: 1, street: 'TOAD LANE', source: 'csv' }, at(5)));
		const knock = aVisit(doors[0] as Door, 'no_answer', at(6));
		await store.put(again as Door, knock);
		await store.put(knock);
		expect(await store.doors(area._id)).toHaveLength(1);
		expect((await store.doors(area._id))[0]?.fold.tries).toBe(1);
	});

	test('an edit builds on what is there; a stale whole record is refused', async () => {
		const { area } = await aPatch([1]);
		const stale = await store.get<Patch>(area._id);
		const edited = await store.edit<Patch>(area._id, { name: 'Spotland Road' }, at(1));
		expect(await store.get<Patch>(area._id)).toEqual(edited);
		await expect(store.put({ ...(stale as Patch), name: 'Other' })).rejects.toMatchObject({
			code: 'conflict'
		});
		await expect(store.edit('patch:nothing', {}, ann)).rejects.toMatchObject({ code: 'not_found' });
		expect((await store.unsent()).total).toBe(2);
	});

	test('an app older than the store reads, and refuses to write', async () => {
		const { area } = await aPatch([1]);
		const opening = indexedDB.open(db.name, 990);
		await new Promise((resolve) => (opening.onsuccess = resolve));
		opening.result.close();
		await expect(store.edit<Patch>(area._id, { name: 'x' }, at(1))).rejects.toMatchObject({
			code: 'app_too_old'
		});
		expect(await store.doors(area._id)).toHaveLength(1);
	});
});

describe('the read model', () => {
	test(
		'comes out the same in whatever order documents arrive, and when made anew',
		{ timeout: 60_000 },
		async () => {
			const { area, doors } = await aPatch([1, 2]);
			const [one, two] = doors as [Door, Door];
			const talked = aVisit(one, 'talked', at(1));
			const blocked = aVisit(two, 'do_not_knock', at(2));
			await store.put(
				talked,
				aVisit(one, 'no_answer', at(3)),
				blocked,
				good(undo.make({ of: talked._id, door: one._id, patch: area._id }, at(4))),
				good(suppression.make({ door: two._id, patch: area._id, kind: 'do_not_knock' }, at(2))) as AnyRecord
			);
			const there = await model();
			expect(there.doors.map((row) => row.fold.state).sort()).toEqual(['blocked', 'no_answer']);
			await store.rebuild();
			expect(await model()).toEqual(there);

			const { parcels } = await unsentParcels(db, undefined, 100);
			const documents = parcels.map((parcel) => parcel.document as Incoming);
			const sizes = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 8, maxLength: 8 });
			await fc.assert(
				fc.asyncProperty(
					fc.shuffledSubarray(documents, { minLength: documents.length }),
					sizes,
					async (order, by) => {
						const other = new GroupDatabase(newGroupId(), 'relaxed');
						for (let from = 0, i = 0; from < order.length; from += by[i++] as number) {
							await takeIn(other, structuredClone(order.slice(from, from + (by[i] as number))));
						}
						expect({ doors: await other.doors.toArray(), tallies: await other.tallies.toArray() }).toEqual({
							doors: there.doors,
							tallies: there.tallies
						});
						await other.delete();
					}
				),
				{ numRuns: 40 }
			);
		}
	);

	test('is made anew in mid-story when it was lost', async () => {
		const { doors } = await aPatch([1, 2, 3]);
		await store.put(aVisit(doors[0] as Door, 'talked', at(1)));
		const there = await model();
		await Promise.all([db.doors.clear(), db.tallies.clear(), db.state.delete('model')]);
		store.close();
		store = await openGroup(store.id);
		expect(await model()).toEqual(there);
		await store.put(aVisit(doors[1] as Door, 'no_answer', at(2)));
		expect((await store.patches())[0]).toMatchObject({ doors: 3, once: 2 });
	});

	test('shows a readable version of a record while another one, elsewhere, can’t be read', async () => {
		const { area } = await aPatch([1]);
		await setAsideIn(db, [{ _id: area._id, _rev: '7-elsewhere' }], 'unreadable');
		expect(await store.get(area._id)).toMatchObject({ name: 'Spotland' });
		expect(await store.list('patch')).toHaveLength(1);
		expect(await store.setAside()).toMatchObject([{ id: area._id, rev: '7-elsewhere' }]);
	});

	test('counts a patch’s due doors as the doors themselves say, at any moment', async () => {
		const { area, doors } = await aPatch([1, 2, 3, 4, 5, 6, 7]);
		const results = ['no_answer', 'no_answer', 'talked', 'come_back', 'not_now', 'skipped'] as const;
		for (const [i, result] of results.entries()) {
			await store.put(aVisit(doors[i] as Door, result, at(i)));
		}
		for (const hours of [0, 20, 30, 60, 75, 100, 24 * 20]) {
			const moment = new Date(Date.parse(at(0).at) + hours * 3_600_000);
			const due = (await store.doors(area._id)).filter((row) => isDue(row.fold, moment)).length;
			expect([hours, (await store.patches(moment))[0]?.due]).toEqual([hours, due]);
		}
	});

	test('leaves out what is no record, says so, and takes it in once it is mended', async () => {
		const { area, doors } = await aPatch([1]);
		const strange = { ...aVisit(doors[0] as Door, 'talked', at(1)), result: 'from the future' };
		await takeIn(db, [{ ...strange, _rev: `1-${'a'.repeat(32)}` } as unknown as Incoming]);
		expect((await store.doors(area._id))[0]?.fold.visits).toBe(0);
		expect(await store.list('visit')).toEqual([]);
		expect(await store.setAside()).toMatchObject([{ id: strange._id, reason: 'result:format' }]);
		const mended = { ...strange, result: 'talked', _rev: `2-${'b'.repeat(32)}` };
		const _revisions = { start: 2, ids: ['b'.repeat(32), 'a'.repeat(32)] };
		await takeIn(db, [{ ...mended, _revisions } as unknown as Incoming]);
		expect((await store.doors(area._id))[0]?.fold.state).toBe('talked');
		expect(await store.setAside()).toEqual([]);
	});
});

describe('conflicts', () => {
	const organiser = (group: string) => ({ member: ann.member, role: 'organiser' as const, group });

	test('keep both people’s changes, and every phone makes the same revision of them', async () => {
		const { area } = await aPatch([]);
		const theirs = await elsewhere(area, (other) =>
			other.edit<Patch>(area._id, { season: '2026' }, { ...at(9), device: 'bea' })
		);
		await store.edit<Patch>(area._id, { name: 'Ours' }, at(8));
		const { parcels } = await unsentParcels(db, undefined, 100);
		const ours = parcels.map((parcel) => parcel.document as Incoming);

		const other = new GroupDatabase(newGroupId(), 'relaxed');
		await takeIn(other, structuredClone([...theirs, ...ours]));
		await takeIn(db, structuredClone(theirs));
		for (const phone of [db, other]) expect(await settleConflicts(phone, organiser(store.id))).toBe(1);
		const [here, there] = await Promise.all([db.docs.get(area._id), other.docs.get(area._id)]);
		expect(here).toMatchObject({ rev: there?.rev, data: { name: 'Ours', season: '2026' } });
		expect(here?.past).toEqual(there?.past);
		expect(here?.tree).toEqual(there?.tree);
		for (const phone of [db, other]) expect(await settleConflicts(phone, organiser(store.id))).toBe(0);
		await other.delete();
	});

	test('an edit beats a deletion that had not seen it', async () => {
		const { area } = await aPatch([]);
		const row = await db.docs.get(area._id);
		await store.edit<Patch>(area._id, { name: 'Still here' }, at(1));
		const deletion = {
			_id: area._id,
			_rev: `2-${'f'.repeat(32)}`,
			_revisions: { start: 2, ids: ['f'.repeat(32), row?.rev.slice(2) ?? ''] },
			_deleted: true
		};
		await takeIn(db, [deletion]);
		expect(await store.get<Patch>(area._id)).toMatchObject({ name: 'Still here' });
		expect(await settleConflicts(db, organiser(store.id))).toBe(0);
	});

	test('show one version where all come to what can’t be, until somebody puts it right', async () => {
		const promise = good(
			commitment.make(
				{
					area: 'action',
					title: 'Knock on every door',
					difference: 'Every household has met somebody.',
					measure: { label: 'Doors', unit: 'doors', kind: 'count', adds: 'sum', better: 'up' },
					baseline: { value: 0, at: ann.at },
					target: { value: 400, by: '2026-11-30' },
					shared: true
				},
				ann
			)
		) as Commitment;
		await store.put(promise);
		const theirs = await elsewhere(promise, (other) =>
			other.edit<Commitment>(
				promise._id,
				{ target: { value: 20, by: '2026-11-30' } },
				{ ...at(9), device: 'bea' }
			)
		);
		await store.edit<Commitment>(promise._id, { baseline: { value: 100, at: ann.at } }, at(8));
		await takeIn(db, theirs);
		const [shown] = await store.commitments(new Date(ann.at));
		expect(commitment.check(await store.get(promise._id))).toEqual([]);
		expect([shown?.baseline.value, shown?.target.value]).toBeOneOf([
			[0, 20],
			[100, 400]
		]);
		await store.edit<Commitment>(promise._id, { target: { value: 200, by: '2026-11-30' } }, at(10));
		expect(await store.get(promise._id)).toMatchObject({ baseline: { value: 100 }, target: { value: 200 } });
		expect(await db.docs.where('conf').equals(1).count()).toBe(0);
	});

	test('an edit made while versions disagree settles them', async () => {
		const { area } = await aPatch([]);
		const theirs = await elsewhere(area, (other) =>
			other.edit<Patch>(area._id, { season: '2026' }, { ...at(9), device: 'bea' })
		);
		await store.edit<Patch>(area._id, { name: 'Ours' }, at(8));
		await takeIn(db, theirs);
		await store.edit<Patch>(area._id, { streets: ['Toad Lane'] }, at(10));
		expect(await db.docs.get(area._id)).toMatchObject({
			data: { name: 'Ours', season: '2026', streets: ['Toad Lane'] }
		});
		expect(await db.docs.where('conf').equals(1).count()).toBe(0);
	});
});

describe('losing the browser’s storage', () => {
	test('a wiped store is noticed, and what was not sent comes back', async () => {
		const { area, doors } = await aPatch([1, 2]);
		await store.put(aVisit(doors[0] as Door, 'talked', at(1)));
		const gid = store.id;
		store.close();
		await db.delete();
		store = await openGroup(gid);
		expect(await store.recovery()).toMatchObject({ wiped: true, restored: 4, lost: 0 });
		expect((await store.doors(area._id)).map((row) => row.fold.state)).toEqual(['talked', 'new']);
		expect((await store.unsent()).total).toBe(4);
	});

	test('an app older than the store puts nothing back into it, and keeps the copy for the newer one', async () => {
		const { doors } = await aPatch([1]);
		const talked = aVisit(doors[0] as Door, 'talked', at(1));
		await store.put(talked);
		const gid = store.id;
		store.close();
		await db.transaction('rw', db.docs, db.unsent, async () => {
			await db.docs.delete(talked._id);
			await db.unsent.clear();
		});
		db.close();
		const opening = indexedDB.open(db.name, 990);
		await new Promise((resolve) => (opening.onsuccess = resolve));
		opening.result.close();
		store = await openGroup(gid);
		// The upkeep, half a second after the start, brings the copies in step.
		await new Promise((resolve) => setTimeout(resolve, 900));
		expect(await store.get(talked._id)).toBeUndefined();
		const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '');
		expect(keys.filter((key) => key.includes(talked._id))).toHaveLength(1);
	});

	test('a demo, which is never sent, leaves the copies’ room to what will be', async () => {
		const gid = newGroupId();
		await device.saveGroup({
			id: gid,
			name: 'Demo',
			member: ann.member,
			member_name: 'Ann',
			role: 'organiser',
			secret: '0'.repeat(64),
			state: 'demo',
			added_at: ann.at
		});
		const demo = await openGroup(gid);
		await demo.put(good(patch.make({ name: 'Spotland', walk_order: 'sides' }, ann)));
		await aPatch([1]);
		const copiesOf = (group: string) =>
			Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i)).filter((key) =>
				key?.startsWith(`toadlane.unsent.${group}.`)
			).length;
		expect([copiesOf(gid), copiesOf(store.id)]).toEqual([0, 2]);
		demo.close();
	});

	test('single records that went missing come back, and a sent one is let go of', async () => {
		const { area, doors } = await aPatch([1]);
		const knock = aVisit(doors[0] as Door, 'talked', at(1));
		await store.put(knock);
		await db.unsent.where('[id+rev]').between([area._id, ''], [area._id, '\uffff']).delete();
		await db.writeState('sync', { phase: 'idle', last_sent_at: at(2).at });
		const kept = () => Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i));
		await expect.poll(() => kept().some((key) => key?.includes(area._id)), { timeout: 10_000 }).toBe(false);
		await db.docs.delete(knock._id);
		const gid = store.id;
		store.close();
		store = await openGroup(gid);
		expect(await store.recovery()).toMatchObject({ wiped: false, restored: 1 });
		expect(await store.get(knock._id)).toMatchObject({ result: 'talked' });
	});
});

describe('a start', () => {
	test('finds the device’s id in the group’s own database', async () => {
		const { id: gid, device: before } = store;
		await expect.poll(() => db.readState('phone')).toMatchObject({ device: before });
		store.close();
		await device.setSetting('device', 'another');
		store = await openGroup(gid);
		await device.setSetting('device', before);
		expect(store.device).toBe(before);
	});

	test('opens a known group from the copy of its entry, and no other', async () => {
		expect(await openKnown(store.id)).toBeUndefined();
		const entry: DeviceGroup = {
			id: store.id,
			name: 'Spotland',
			member: ann.member,
			member_name: 'Ann',
			role: 'organiser',
			secret: '0'.repeat(64),
			state: 'member',
			added_at: ann.at
		};
		await device.saveGroup(entry);
		expect(await openKnown(store.id)).toEqual({ store, entry });
		localStorage.removeItem('toadlane.groups');
		expect(await openKnown(store.id)).toEqual({ store, entry });
	});

	test('needs no room on the disk', async () => {
		const { id: gid } = store;
		await expect.poll(() => db.readState('phone')).toBeDefined();
		await db.state.delete('phone');
		store.close();
		const full = vi.spyOn(GroupDatabase.prototype, 'writeState').mockRejectedValue(new Error('full'));
		store = await openGroup(gid);
		expect(full).toHaveBeenCalledOnce();
		expect(await store.patches()).toEqual([]);
		full.mockRestore();
	});
});

describe('two tabs', () => {
	test('see each other’s writes and lose none', async () => {
		const { area, doors } = await aPatch(Array.from({ length: 20 }, (_, i) => i + 1));
		const second = new GroupDatabase(store.id, 'strict');
		const { groupStore } = await import('./group-store.ts');
		const tabs = [store, groupStore(second, store.id, 'ann')];
		await Promise.all(
			doors.flatMap((one, i) => tabs.map((tab, t) => tab.put(aVisit(one, 'no_answer', at(i * 2 + t)))))
		);
		second.close();
		expect((await store.doors(area._id)).map((row) => row.fold.visits)).toEqual(doors.map(() => 2));
		expect((await store.patches())[0]).toMatchObject({ doors: 20, once: 20 });
		const before = await model();
		await store.rebuild();
		expect(await model()).toEqual(before);
	});
});

test('a saved copy holds every revision', async () => {
	const { doors } = await aPatch([1]);
	await store.put(aVisit(doors[0] as Door, 'talked', at(1)));
	const copy = JSON.parse(await (await store.exportCopy()).text());
	expect(copy).toMatchObject({
		group: store.id,
		documents: [{ type: 'door' }, { type: 'patch' }, { type: 'visit' }]
	});
	expect(copy.documents[2]._revisions.start).toBe(1);
});

test('the listing is written when the community is registered and would say something new', async () => {
	const own = {
		...(community.sample() as Community),
		_id: `community:${store.id}`,
		status: 'registered' as const
	};
	await store.put(own, commitment.sample() as Commitment);
	expect(await refreshListing(store, at(1))).toBe(true);
	expect(await refreshListing(store, at(2))).toBe(false);
	await store.edit<Community>(own._id, { name: 'Another name' }, at(3));
	expect(await refreshListing(store, at(4))).toBe(true);
	expect(await store.list('listing')).toMatchObject([{ name: 'Another name', as_of: at(4).at }]);
	for (const [i, more] of [{ links: ['tel:01706 000000'] }, { partners: [] }].entries()) {
		await store.edit<Community>(own._id, more, at(5 + 2 * i));
		expect(await refreshListing(store, at(6 + 2 * i)), Object.keys(more)[0]).toBe(true);
	}
	expect(listing.check(await store.get(`listing:${store.id}`))).toEqual([]);
});
