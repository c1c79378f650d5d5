import { Dexie, type Table } from 'dexie';
import { newUlid, type Author } from '../records/index.ts';
import type { Storage } from './database.ts';
import { guarded } from './failures.ts';
import { canKeep, deviceCopies, keepGroups, keepWaiting, keptGroups, keptWaiting } from './keepsake.ts';
import { StoreError, type DeviceGroup, type OutboxItem, type Setting } from './types.ts';

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
			for (const [table, rows] of Object.entries(keptRows()))
				if (rows.length) void transaction.table(table).bulkPut(rows);
		});
	}
}

const leavingKey = (gid: string) => `leaving ${gid}`;
const invitesKey = (gid: string) => `invites ${gid}`;
const lostKey = (gid: string) => `lost ${gid}`;

/** What was copied of this database. Rejects when it can't be read just now: without it nobody would find what is here. */
function keptRows(): { groups: DeviceGroup[]; outbox: OutboxItem[]; settings: Setting[] } {
	const [groups, waiting] = [keptGroups(), keptWaiting()];
	if (!groups || !waiting) throw new StoreError('storage_failed');
	const lost = Object.entries(waiting.over).map(([gid, value]) => ({ key: lostKey(gid), value }));
	return { groups, outbox: waiting.requests, settings: [...waiting.settings, ...lost] };
}

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

	/** Puts back what the browser took away, where a worker, with no copy, made the database anew. */
	async function putBack(): Promise<void> {
		const { groups, outbox, settings } = database();
		if (!canKeep() || (await groups.count()) > 0) return;
		const kept = keptRows();
		if (!kept.groups.length) return;
		await Promise.all([
			groups.bulkPut(kept.groups),
			outbox.bulkPut(kept.outbox),
			settings.bulkPut(kept.settings)
		]);
	}

	/** Copies what has to survive the loss of this database; a worker can't. */
	async function copyAll(): Promise<void> {
		if (!canKeep()) return;
		const { groups, outbox, settings } = database();
		keepGroups(await groups.toArray());
		const named = (prefix: string) => settings.where('key').startsWith(prefix).toArray();
		const kept = [...(await named(invitesKey(''))), ...(await named(lostKey('')))];
		keepWaiting(await outbox.toArray(), kept);
	}

	/**
	 * One transaction with the copies in it: those of two tabs are made in the order of their writes, and whoever was told
	 * that it is saved has its copy. What was not saved has none, or it would be put back.
	 */
	async function change(make: () => Promise<unknown>): Promise<void> {
		const { groups, outbox, settings } = database();
		let putCopiesBack = () => {};
		try {
			await database().transaction('rw', groups, outbox, settings, async () => {
				await putBack();
				await make();
				if (canKeep()) putCopiesBack = deviceCopies();
				await copyAll();
			});
		} catch (error) {
			putCopiesBack();
			throw error;
		}
	}

	const changeGroups = (make: (table: Table<DeviceGroup, string>) => Promise<unknown>): Promise<void> =>
		change(() => make(database().groups));

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
				await database().settings.bulkDelete([invitesKey(gid), lostKey(gid)]);
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
					await change(() => database().outbox.add(item));
					return item.id;
				},
				async refuse(id: string, problem: string): Promise<void> {
					await database().outbox.update(id, { problem });
				},
				async drop(id: string): Promise<void> {
					await database().outbox.delete(id);
				},
				/** What this phone keeps of its own invites. */
				invites: async <T>(gid: string): Promise<T | undefined> => await setting<T>(invitesKey(gid)),
				/** Puts a request in the place of another, if any, and keeps the invites it belongs to; all or nothing. */
				async exchange<T>(
					gid: string,
					dropped: string | undefined,
					request: Pick<OutboxItem, 'path' | 'body'> | undefined,
					changed: (kept: T | undefined, request: string) => T
				): Promise<void> {
					const { outbox, settings } = database();
					await change(async () => {
						if (dropped !== undefined) await outbox.delete(dropped);
						const item = request && itemOf({ group: gid, ...request });
						if (item) await outbox.add(item);
						const kept = (await settings.get(invitesKey(gid)))?.value as T | undefined;
						await settings.put({ key: invitesKey(gid), value: changed(kept, item?.id ?? '') });
						// Who makes a new one has been told of those that were lost.
						if (item && dropped === undefined) await settings.delete(lostKey(gid));
					});
				},
				/** How many of a group's requests and invites could not be put back when the browser lost this database. */
				lost: async (gid: string): Promise<number> => (await setting<number>(lostKey(gid))) ?? 0
			},
			() => opened
		),
		/** Puts back what was lost of this database, and brings the copies of it up to date. */
		keepCopies: (): Promise<void> => change(async () => undefined)
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
