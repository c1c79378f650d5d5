import { Dexie, type Table } from 'dexie';
import { ulid } from 'ulid';
import type { Author } from '../records/index.ts';
import { keepGroups, keptGroups } from './keepsake.ts';
import { StoreError, type DeviceGroup, type OutboxItem } from './types.ts';

interface Setting {
	key: string;
	value: unknown;
}

/** What never syncs: who this device is, its groups, settings, drafts, and requests that wait for a network. */
class DeviceDatabase extends Dexie {
	declare settings: Table<Setting, string>;
	declare groups: Table<DeviceGroup, string>;
	declare drafts: Table<Setting, string>;
	declare outbox: Table<OutboxItem, string>;

	constructor() {
		super('toadlane-device', { chromeTransactionDurability: 'strict' });
		this.version(1).stores({ settings: 'key', groups: 'id', drafts: 'key', outbox: 'id,group' });
		this.on('populate', (transaction) => {
			const groups = keptGroups();
			if (groups.length) void transaction.table('groups').bulkPut(groups);
		});
	}
}

let opened: DeviceDatabase | undefined;
const database = () => (opened ??= new DeviceDatabase());

async function setting<T>(key: string): Promise<T | undefined> {
	return (await database().settings.get(key))?.value as T | undefined;
}

async function setSetting(key: string, value: unknown): Promise<void> {
	await database().settings.put({ key, value });
}

async function id(): Promise<string> {
	const table = database().settings;
	return await database().transaction('rw', table, async () => {
		const known = await table.get('device');
		if (known) return known.value as string;
		const value = ulid().toLowerCase();
		await table.put({ key: 'device', value });
		return value;
	});
}

async function groups(): Promise<DeviceGroup[]> {
	return (await database().groups.toArray()).sort((a, b) => (a.added_at < b.added_at ? -1 : 1));
}

async function changeGroups(change: (table: Table<DeviceGroup, string>) => Promise<unknown>): Promise<void> {
	const table = database().groups;
	const all = await database().transaction('rw', table, async () => {
		await change(table);
		return await table.toArray();
	});
	keepGroups(all);
}

export const device = {
	/** This device's random id; made the first time it is asked for. */
	id,
	/** All groups that this phone knows, oldest first. */
	groups,
	group: (gid: string): Promise<DeviceGroup | undefined> => database().groups.get(gid),
	saveGroup: (group: DeviceGroup): Promise<void> => changeGroups((table) => table.put(group)),
	/** Changes single fields of a known group; does nothing when it is not known any more. */
	changeGroup: (gid: string, changes: Partial<DeviceGroup>): Promise<void> =>
		changeGroups((table) => table.update(gid, changes)),
	/** Forgets the group's entry and its waiting requests; the records go with `GroupStore.destroy()`. */
	async forgetGroup(gid: string): Promise<void> {
		await changeGroups((table) => table.delete(gid));
		await database().outbox.where('group').equals(gid).delete();
	},
	setting,
	setSetting,
	async draft<T>(key: string): Promise<T | undefined> {
		return (await database().drafts.get(key))?.value as T | undefined;
	},
	async saveDraft(key: string, value: unknown): Promise<void> {
		await database().drafts.put({ key, value });
	},
	async dropDraft(key: string): Promise<void> {
		await database().drafts.delete(key);
	},
	outbox: {
		/** Requests of a group that wait for a network, in the order they were made. */
		list: (gid: string): Promise<OutboxItem[]> => database().outbox.where('group').equals(gid).sortBy('id'),
		/** Queues a request; sent by the next sync. Answers its id. */
		async add(request: Pick<OutboxItem, 'group' | 'path' | 'body'>): Promise<string> {
			const item: OutboxItem = { id: ulid(), method: 'POST', at: new Date().toISOString(), ...request };
			await database().outbox.add(item);
			return item.id;
		},
		async refuse(id: string, problem: string): Promise<void> {
			await database().outbox.update(id, { problem });
		},
		async drop(id: string): Promise<void> {
			await database().outbox.delete(id);
		}
	}
};

/** Who writes on this phone in a group, now. Rejects `not_found` when the phone does not know the group. */
export async function author(gid: string): Promise<Author> {
	const entry = await device.group(gid);
	if (!entry) throw new StoreError('not_found');
	return { member: entry.member, device: await id(), at: new Date().toISOString() };
}
