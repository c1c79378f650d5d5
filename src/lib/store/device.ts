import { Dexie, type Table } from 'dexie';
import { newUlid, type Author } from '../records/index.ts';
import type { Storage } from './database.ts';
import { guarded } from './failures.ts';
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

	constructor(storage: Storage) {
		super('toadlane-device', { chromeTransactionDurability: 'strict', ...storage });
		this.version(1).stores({ settings: 'key', groups: 'id', drafts: 'key', outbox: 'id,group' });
		this.on('populate', (transaction) => {
			const groups = keptGroups();
			// Tried again when it is opened again; without them nobody would find what is here.
			if (!groups) throw new StoreError('storage_failed');
			if (groups.length) void transaction.table('groups').bulkPut(groups);
		});
	}
}

const leavingKey = (gid: string) => `leaving ${gid}`;
const itemOf = (request: Pick<OutboxItem, 'group' | 'path' | 'body'>): OutboxItem => ({
	...{ id: newUlid(), method: 'POST', at: new Date().toISOString() },
	...request
});

/** The device database over some IndexedDB. */
export function openDevice(storage: Storage = {}) {
	let opened: DeviceDatabase | undefined;
	const database = () => (opened ??= new DeviceDatabase(storage));

	async function setting<T>(key: string): Promise<T | undefined> {
		return (await database().settings.get(key))?.value as T | undefined;
	}

	async function changeGroups(
		change: (table: Table<DeviceGroup, string>) => Promise<unknown>
	): Promise<void> {
		const { groups, outbox, settings } = database();
		const all = await database().transaction('rw', groups, outbox, settings, async () => {
			await change(groups);
			return await groups.toArray();
		});
		keepGroups(all);
	}

	const methods = {
		/** This device's random id; made the first time it is asked for. */
		async id(): Promise<string> {
			const table = database().settings;
			const made = await table.get('device');
			if (made) return made.value as string;
			return await database().transaction('rw', table, async () => {
				const known = await table.get('device');
				if (known) return known.value as string;
				const value = newUlid();
				await table.put({ key: 'device', value });
				return value;
			});
		},
		/** All groups that this phone knows, oldest first. */
		async groups(): Promise<DeviceGroup[]> {
			return (await database().groups.toArray()).sort((a, b) => (a.added_at < b.added_at ? -1 : 1));
		},
		group: (gid: string): Promise<DeviceGroup | undefined> => database().groups.get(gid),
		saveGroup: (group: DeviceGroup): Promise<void> => changeGroups((table) => table.put(group)),
		/** Changes single fields of a known group; does nothing when it is not known any more. */
		changeGroup: (gid: string, changes: Partial<DeviceGroup>): Promise<void> =>
			changeGroups((table) => table.update(gid, changes)),
		/** Forgets the group's entry and its waiting requests; its records are still to be deleted, which is noted. */
		forgetGroup: (gid: string): Promise<void> =>
			changeGroups(async (table) => {
				await table.delete(gid);
				await database().outbox.where('group').equals(gid).delete();
				await database().settings.put({ key: leavingKey(gid), value: gid });
			}),
		/** Groups that were forgotten and whose records may still be here. */
		async leaving(): Promise<string[]> {
			const rows = await database().settings.where('key').startsWith(leavingKey('')).toArray();
			return rows.map((row) => row.value as string);
		},
		/** The records of a forgotten group are deleted. */
		async hasLeft(gid: string): Promise<void> {
			await database().settings.delete(leavingKey(gid));
		},
		setting,
		async setSetting(key: string, value: unknown): Promise<void> {
			await database().settings.put({ key, value });
		},
		async draft<T>(key: string): Promise<T | undefined> {
			return (await database().drafts.get(key))?.value as T | undefined;
		},
		async saveDraft(key: string, value: unknown): Promise<void> {
			await database().drafts.put({ key, value });
		},
		async dropDraft(key: string): Promise<void> {
			await database().drafts.delete(key);
		},
		outbox: guarded(
			{
				/** Requests of a group that wait for a network, in the order they were made. */
				list: (gid: string): Promise<OutboxItem[]> =>
					database().outbox.where('group').equals(gid).sortBy('id'),
				/** Queues a request; sent by the next sync. Answers its id. */
				async add(request: Pick<OutboxItem, 'group' | 'path' | 'body'>): Promise<string> {
					const item = itemOf(request);
					await database().outbox.add(item);
					return item.id;
				},
				async refuse(id: string, problem: string): Promise<void> {
					await database().outbox.update(id, { problem });
				},
				async drop(id: string): Promise<void> {
					await database().outbox.delete(id);
				},
				/** Puts a request in the place of another, if any, and keeps what belongs to it; all or nothing. Answers its id. */
				async exchange<T>(
					dropped: string | undefined,
					request: Pick<OutboxItem, 'group' | 'path' | 'body'> | undefined,
					key: string,
					change: (kept: T | undefined, request: string) => T
				): Promise<void> {
					const { outbox, settings } = database();
					await database().transaction('rw', outbox, settings, async () => {
						if (dropped !== undefined) await outbox.delete(dropped);
						const item = request && itemOf(request);
						if (item) await outbox.add(item);
						const kept = (await settings.get(key))?.value as T | undefined;
						await settings.put({ key, value: change(kept, item?.id ?? '') });
					});
				}
			},
			() => opened
		),
		/** Puts the groups back where the browser took the database away and a worker, with no copy, made it anew. */
		async restoreGroups(): Promise<void> {
			const groups = keptGroups();
			const table = database().groups;
			if (groups?.length && (await table.count()) === 0) await table.bulkPut(groups);
		},
		/** Copies the groups to where they survive the loss of this database; a worker can't. */
		async keepCopies(): Promise<void> {
			keepGroups(await database().groups.toArray());
		}
	};
	return guarded(methods, () => opened);
}

export type Device = ReturnType<typeof openDevice>;

export const device: Device = openDevice();

/** A member at work on a device, now. */
export const authorOf = (member: string, device: string): Author => ({
	member,
	device,
	at: new Date().toISOString()
});

/** Who writes on this phone in a group, now. Rejects `not_found` when the phone does not know the group. */
export async function author(gid: string): Promise<Author> {
	const entry = await device.group(gid);
	if (!entry) throw new StoreError('not_found');
	return authorOf(entry.member, await device.id());
}
