import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupDatabase, kinds, type Door, type Patch, type Role } from '../../src/lib/records/index.ts';
import { change } from '../../src/lib/server/accounts.ts';
import { deviceId, type Device } from '../../src/lib/server/devices.ts';
import { reviseRecord } from '../../src/lib/store/revise.ts';
import { saveRevisions } from '../../src/lib/store/group-store.ts';
import { heal, newCount, nothing, report, type Count } from './count.ts';
import { aVisit, good, knock, startGroup, startWorld, type Phone, type World } from './phone.ts';

let world: World;
beforeAll(async () => {
	world = await startWorld(1);
});
afterAll(() => world.close());

type Group = Awaited<ReturnType<typeof startGroup>>;

/** Rounds until all phones and the server hold the same leaves; no conflict is left, and one more changes nothing. */
async function agree({ registry, gid, proxy }: Group, phones: Phone[], count: Count): Promise<void> {
	proxy.reset();
	for (let round = 0; round < 3; round++) for (const phone of phones) await phone.sync();
	const leaves = await registry.leaves(gid);
	for (const phone of phones) {
		const held = await phone.leaves();
		const unsettled = await phone.db.docs.where('conf').equals(1).count();
		if (String(held) !== String(leaves) || unsettled || (await phone.db.unsent.count())) count.stuck++;
		await phone.sync();
	}
	expect(await registry.leaves(gid)).toEqual(leaves);
}

/** What a device may do on the server. */
async function setRole({ registry }: Group, phone: Phone, role: Role): Promise<void> {
	const id = `device:${phone.gid}:${deviceId(phone.secret)}`;
	await change<Device>(registry.site.backend, id, (now) => now && { ...now, role });
}

test('fault 4: records are refused, and then allowed', async (here) => {
	const count = newCount();
	const group = await startGroup(world, 6);
	const { area, doors } = group;
	for (const days of [0, 1]) {
		const phone = await group.join('volunteer');
		await setRole(group, phone, 'viewer');
		const saved: string[] = [];
		for (const to of doors) saved.push(...(await knock(phone, to)));
		await phone.store.edit<Patch>(area._id, { name: `Toad Lane ${days}` }, phone.author());
		expect(await phone.sync()).toEqual({ ok: true, sent: 0 });
		const { total, refused } = await phone.store.unsent();
		expect(total).toBe(7);
		expect(refused.map(({ reason }) => reason)).toEqual(Array.from({ length: 7 }, () => 'role'));
		// It rests, and is tried again by itself or at once by hand.
		expect(await phone.sync()).toEqual({ ok: true, sent: 0 });
		await setRole(group, phone, 'volunteer');
		expect(await phone.sync()).toEqual({ ok: true, sent: 0 });
		if (days) phone.off += 16 * 60_000;
		expect(await phone.sync(days ? 'soon' : 'now')).toEqual({ ok: true, sent: 7 });
		expect(await phone.store.unsent()).toEqual({ total: 0, by_kind: {}, refused: [] });
		await heal(count, group, phone, [...saved]);
		count.runs += 7;
	}
	expect(count).toMatchObject(nothing);
	report(
		here,
		4,
		count,
		'sent when allowed, after 16 minutes or at once by hand; listed with the reason until then'
	);
});

test('fault 10: two, three and twenty phones edit one field without a network', async (here) => {
	const count = newCount();
	const sizes = [2, 3, 20];
	for (const size of sizes) {
		const group = await startGroup(world, 1);
		const { phone, area } = group;
		const phones = [phone];
		while (phones.length < size) phones.push(await group.join('organiser'));
		const names = phones.map((_, i) => `Name ${i}`);
		for (const [i, one] of phones.entries()) {
			const changes = { name: names[i] as string, streets: [`Street ${i}`] };
			await one.store.edit<Patch>(area._id, changes, one.author());
		}
		await agree(group, phones, count);
		for (const one of phones) {
			const now = await one.store.get<Patch>(area._id);
			const shown = [now?.name, ...(now?.also?.name ?? []).map(({ value }) => value)];
			count.lost += names.filter((name) => !shown.includes(name)).length;
			count.lost += phones.filter((_, i) => !now?.streets?.includes(`Street ${i}`)).length;
			count.doubled += shown.length - new Set(shown).size;
		}
		// Somebody chooses, and everybody has what they chose.
		await phone.store.edit<Patch>(area._id, { name: 'Toad Lane' }, phone.author());
		await agree(group, phones, count);
		for (const one of phones) {
			const now = await one.store.get<Patch>(area._id);
			if (now?.name !== 'Toad Lane' || now.also) count.stuck++;
		}
		count.runs += size;
	}
	expect(count).toMatchObject(nothing);
	report(
		here,
		10,
		count,
		`${sizes.join(', ')} phones; every value stays to be chosen from, and sets are united`
	);
}, 180_000);

test('fault 10: one record is edited at the same time on two phones, time after time', async (here) => {
	const count = newCount();
	const group = await startGroup(world, 1);
	const { phone, area } = group;
	const friend = await group.join('organiser');
	const times = 30;
	for (let n = 0; n < times; n++) {
		for (const one of [phone, friend]) {
			await one.store.edit<Patch>(area._id, { name: `${one === phone} ${n}` }, one.author());
		}
		for (const one of [phone, friend, phone]) await one.sync();
		count.runs++;
	}
	await agree(group, [phone, friend], count);
	expect((await friend.store.unsent()).refused).toEqual([]);
	expect(count).toMatchObject(nothing);
	report(here, 10, count, `${times} conflicts of one record, one after the other`);
}, 180_000);

test('fault 11: a record is deleted on one phone and edited on another', async (here) => {
	const count = newCount();
	for (const first of ['the deletion', 'the edit']) {
		const group = await startGroup(world, 2);
		const { phone, doors, area } = group;
		const friend = await group.join('organiser');
		const [edited, gone] = doors as [Door, Door];
		for (const id of [edited._id, gone._id]) {
			const row = await phone.db.docs.get(id);
			if (!row) throw new Error('no row');
			const tombstone = {
				...reviseRecord({ ...edited, _id: id, deleted: true } as never, row),
				_deleted: true as const
			};
			await phone.db.transaction('rw', phone.db.tables, () => saveRevisions(phone.db, [tombstone]));
		}
		await friend.store.edit<Door>(edited._id, { street: 'Hunters Lane' }, friend.author());
		const phones = first === 'the edit' ? [friend, phone] : [phone, friend];
		await agree(group, phones, count);
		for (const one of phones) {
			if ((await one.store.get<Door>(edited._id))?.street !== 'Hunters Lane') count.lost++;
			if (await one.store.get(gone._id)) count.doubled++;
			expect((await one.store.doors(area._id)).map((row) => row.street)).toEqual(['Hunters Lane']);
		}
		count.runs++;
	}
	expect(count).toMatchObject(nothing);
	report(
		here,
		11,
		count,
		'the edit stands on every phone, whichever came first; nothing that only one deleted comes back'
	);
});

test('fault 12: clocks are off by ten years', async (here) => {
	const count = newCount();
	const years = 10 * 365.25 * 86_400_000;
	for (const off of [years, -years]) {
		const group = await startGroup(world, 4);
		const { phone, area, doors } = group;
		const friend = await group.join('organiser');
		friend.off = off;
		const saved: string[] = [];
		for (const to of doors) saved.push(...(await knock(friend, to)), ...(await knock(phone, to)));
		// An edit that has seen the other replaces it, whatever the clocks say.
		await friend.store.edit<Patch>(area._id, { name: 'First' }, friend.author());
		for (const one of [friend, phone]) await one.sync();
		await phone.store.edit<Patch>(area._id, { name: 'Second' }, phone.author());
		for (const one of [phone, friend]) await one.sync();
		if ((await friend.store.get<Patch>(area._id))?.name !== 'Second') count.lost++;
		// Made at the same time, both stay.
		await friend.store.edit<Patch>(area._id, { season: 'Summer' }, friend.author());
		await phone.store.edit<Patch>(area._id, { season: 'Winter' }, phone.author());
		await agree(group, [phone, friend], count);
		for (const one of [phone, friend]) {
			const now = await one.store.get<Patch>(area._id);
			const seasons = [now?.season, now?.also?.season?.[0]?.value];
			count.lost += ['Summer', 'Winter'].filter((season) => !seasons.includes(season)).length;
			count.lost += (await one.db.docs.bulkGet(saved)).filter((row) => !row).length;
		}
		// The clock is put right, and the phone goes on.
		friend.off = 0;
		saved.push(...(await knock(friend, doors[0] as Door)));
		await heal(count, group, friend, saved);
		count.runs++;
	}
	expect(count).toMatchObject(nothing);
	report(here, 12, count, 'ten years fast and ten years slow, then put right');
});

test('fault 21: an old app meets new records, and the reverse', async (here) => {
	const count = newCount();
	const group = await startGroup(world, 2);
	const { phone, registry, gid, area, doors } = group;
	const friend = await group.join('organiser');
	const [first] = doors as [Door];
	const author = phone.author();
	const hash = (letter: string) => letter.repeat(32);
	const news = [
		// A kind that this app does not know, a result that it does not know, and a field that it does not know.
		{ _id: 'event:01k0toad0ane000000000000e1', type: 'event', schema: 1, title: 'Tea', ...made(author) },
		{ ...aVisit(phone, first), result: 'waved' },
		{ ...aVisit(phone, first, 'talked'), mood: 'sunny' },
		{
			...good<Patch>(kinds.patch.make({ name: 'New', walk_order: 'sides' } as never, author) as never),
			colour: 'green'
		}
	].map((doc, i) => ({
		...doc,
		_rev: `1-${hash(String(i))}`,
		_revisions: { start: 1, ids: [hash(String(i))] }
	}));
	await registry.plant(gid, news);
	const ids = news.map((doc) => doc._id);
	const own = await knock(friend, first);
	for (const one of [friend, phone]) expect(await one.sync()).toMatchObject({ ok: true });
	for (const one of [friend, phone]) {
		// Kept and told, each by itself; the rest goes on.
		count.lost += (await one.db.docs.bulkGet(ids)).filter((row) => !row).length;
		expect((await one.store.setAside()).map(({ id }) => id).sort()).toEqual([ids[0], ids[1]].sort());
		expect(await one.store.history(first._id)).toHaveLength(2);
		const copy = JSON.parse(await (await one.store.exportCopy()).text()) as { documents: { _id: string }[] };
		for (const id of [...ids, ...own]) if (!copy.documents.some((doc) => doc._id === id)) count.lost++;
	}
	// An old app's edit keeps what it does not know.
	const patchId = ids[3] as string;
	await friend.store.edit<Patch>(patchId, { name: 'Newer' }, friend.author());
	await phone.store.edit<Patch>(patchId, { season: 'Winter' }, phone.author());
	await agree(group, [friend, phone], count);
	expect(await phone.store.get(patchId)).toMatchObject({ name: 'Newer', season: 'Winter', colour: 'green' });
	expect(await registry.site.backend.get(groupDatabase(gid), patchId)).toMatchObject({ colour: 'green' });
	// A server that was made anew gets all of it back but what its own checks can't read yet.
	await registry.site.backend.dropDatabase(groupDatabase(gid));
	for (const one of [phone, friend]) await one.sync();
	await phone.sync('now');
	const { refused } = await phone.store.unsent();
	expect(refused.map(({ id }) => id).sort()).toEqual(await strange(phone, ids));
	count.lost += (await phone.db.docs.bulkGet([...ids, ...own])).filter((row) => !row).length;
	count.runs = news.length;
	expect(await phone.store.get(area._id)).toBeDefined();
	expect(count).toMatchObject(nothing);
	report(
		here,
		21,
		count,
		'an unknown kind, value and field: kept, exported and sent on; an edit keeps fields it does not know'
	);
});

const made = ({ at, member }: { at: string; member: string }) => ({ created_at: at, created_by: member });

/** Those of `ids` that this app can't read. */
const strange = async (phone: Phone, ids: string[]) => {
	const aside = (await phone.store.setAside()).map(({ id }) => id);
	return ids.filter((id) => aside.includes(id)).sort();
};
