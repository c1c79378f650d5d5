import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import {
	audit,
	coop,
	newGroupId,
	undo,
	type AnyRecord,
	type AuditNoteInput,
	type Author,
	type Made
} from '../records/index.ts';
import { auditRecords } from './audit-records.ts';
import { memoryStorage } from './memory-storage.ts';
import { openGroup } from './open.ts';

const by = (minute: number, day = 1): Author => ({
	...{ member: 'member:01k0toad0ane000000000000m1', device: 'ann' },
	at: new Date(Date.UTC(2027, 5, day, 18, minute)).toISOString()
});
function good(made: Made<AnyRecord>): AnyRecord {
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record;
}
const look = (of: string, seen: AuditNoteInput['seen'], author: Author) =>
	good(audit.make({ of, seen }, author));

beforeEach(() => (globalThis.localStorage = memoryStorage()));

test('co-ops found are counted by the day, and a look that is taken back takes its figure with it', async () => {
	const store = await openGroup(newGroupId());
	const shop = good(coop.make({ name: 'Toad Lane Bakers' }, by(0)));
	const slip = look('cuk:R000002', 'confirmed', by(2));
	await store.put(shop, look(shop._id, 'new', by(0)));
	await store.put(look('cuk:R000001', 'confirmed', by(1)), slip, look('cuk:R000003', 'gone', by(3)));
	await store.put(look('cuk:R000001', 'confirmed', by(0, 9)));
	expect(await store.fed()).toEqual([{ day: '2027-06-01', audited: 3 }]);
	await store.put(good(undo.make({ of: slip._id }, by(4))));
	expect(await store.fed()).toEqual([{ day: '2027-06-01', audited: 2 }]);
	await store.destroy();
});

test('what an audit goes by is the looks that stand and the co-ops that the group added', async () => {
	const store = await openGroup(newGroupId());
	const shop = good(coop.make({ name: 'Toad Lane Bakers' }, by(0)));
	const [slip, right] = [look(shop._id, 'gone', by(1)), look(shop._id, 'new', by(2))];
	await store.put(shop, slip, right, good(undo.make({ of: slip._id }, by(3))));
	const { notes, own } = await auditRecords(store);
	expect(notes.map(({ _id }) => _id)).toEqual([right._id]);
	expect(own.map(({ name }) => name)).toEqual(['Toad Lane Bakers']);
	await store.destroy();
});
