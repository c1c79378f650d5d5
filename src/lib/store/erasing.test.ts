import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
	contact,
	isErased,
	message,
	newGroupId,
	newId,
	type Author,
	type Contact,
	type Message
} from '../records/index.ts';
import { expiredAt } from '../rules/index.ts';
import { GroupDatabase } from './database.ts';
import { eraseExpired } from './expire.ts';
import { memoryStorage } from './memory-storage.ts';
import { openGroup } from './open.ts';
import type { GroupStore } from './types.ts';

const ann: Author = { member: newId('member'), device: 'ann', at: '2026-07-01T18:00:00.000Z' };
const later = '2026-07-02T18:00:00.000Z';
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

async function aContact(expires = '2026-09-30'): Promise<Contact> {
	const { door, patch, for: purpose } = contact.sample();
	const input = { door, patch, name: 'Canary', email: 'canary@example.org', for: purpose, agreed: 'Canary' };
	const made = contact.make({ ...input, expires }, ann);
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	await store.put(made.record);
	return made.record;
}

/** Everything that is kept on this phone, of every table and beside them. */
async function allOfThePhone(): Promise<string> {
	const tables = await Promise.all(db.tables.map((table) => table.toArray() as Promise<unknown[]>));
	const copies = Array.from({ length: localStorage.length }, (_, i) =>
		localStorage.getItem(localStorage.key(i) ?? '')
	);
	return JSON.stringify([tables, copies, await (await store.exportCopy()).text()]);
}

test('of what is erased nothing is left on the phone: no table, no copy and no export has it', async () => {
	const { _id } = await aContact();
	await store.edit<Contact>(_id, { name: 'Canary the Second' }, ann);
	expect(await allOfThePhone()).toMatch(/canary/i);
	await store.erase(_id, later);
	expect(await allOfThePhone()).not.toMatch(/canary/i);
	expect(await store.get<Contact>(_id)).toMatchObject({ erased: later });
});

test('erasing twice changes nothing, and what is not there can’t be erased', async () => {
	const { _id } = await aContact();
	await store.erase(_id, later);
	const before = await store.get<Contact>(_id);
	await store.erase(_id, '2026-07-03T18:00:00.000Z');
	expect(await store.get<Contact>(_id)).toEqual(before);
	await expect(store.erase(newId('contact'), later)).rejects.toMatchObject({ code: 'not_found' });
});

test('what is erased can’t be edited or put back', async () => {
	const made = await aContact();
	await store.erase(made._id, later);
	await expect(store.edit<Contact>(made._id, { name: 'Back' }, ann)).rejects.toMatchObject({
		code: 'not_found'
	});
	await store.put(made);
	expect(await store.get<Contact>(made._id)).toMatchObject({ erased: later });
	expect(await allOfThePhone()).not.toMatch(/canary/i);
});

test('those whose time is over are erased as of their last day, and without a clock to trust none is', async () => {
	const [over, kept] = [await aContact('2026-09-30'), await aContact('2026-12-24')];
	const now = new Date(2026, 9, 1);
	expect(await eraseExpired(store, undefined)).toBe(0);
	expect(await eraseExpired(store, now)).toBe(1);
	expect(await eraseExpired(store, now)).toBe(0);
	expect(await store.get<Contact>(over._id)).toMatchObject({ erased: expiredAt(over) });
	expect(isErased((await store.get<Contact>(kept._id))!)).toBe(false);
});

test('a message whose twelve months are over is erased as well', async () => {
	const [over, kept] = [
		message.sample(),
		{ ...message.sample(), _id: newId('message'), expires: '2027-07-13' }
	];
	await store.put(over, kept);
	expect(await eraseExpired(store, new Date(2027, 6, 13))).toBe(1);
	expect(await store.get<Message>(over._id)).toMatchObject({ erased: expiredAt(over) });
	expect(await store.get<Message>(kept._id)).toMatchObject({ name: 'Rafiq' });
});
