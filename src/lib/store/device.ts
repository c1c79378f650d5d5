import { Dexie, type Table } from 'dexie';
import { newUlid, type Author } from '../records/index.ts';
import type { Storage } from './database.ts';
import { guarded } from './failures.ts';
import {
	canKeep,
	deviceCopies,
	dropUnsent,
	keepGroups,
	keepSealed,
	keepWaiting,
	keptGroups,
	keptSealed,
	keptWaiting
} from './keepsake.ts';
import {
	StoreError,
	type Belongings,
	type DeviceGroup,
	type OutboxItem,
	type Sealed,
	type Setting
} from './types.ts';

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
/** Sealed, and not yet in the place of what it holds. */
const sealingKey = (id: string) => `sealing ${id}`;
const sealedKey = (id: string) => `sealed ${id}`;
/** This database has had what was copied: a copy that says otherwise is older. Browsers write localStorage late. */
const wholeRow: Setting = { key: 'whole', value: true };

/** What was copied of this database. Rejects when it can't be read just now: without it nobody would find what is here. */
function keptRows(): { groups: DeviceGroup[]; outbox: OutboxItem[]; settings: Setting[] } {
	const [groups, waiting, sealed] = [keptGroups(), keptWaiting(), keptSealed()];
	if (!groups || !waiting || !sealed) throw new StoreError('storage_failed');
	const lost = Object.entries(waiting.over).map(([gid, value]) => ({ key: lostKey(gid), value }));
	const locked = sealed.map((value) => ({ key: sealedKey(value.id), value }));
	const whole = canKeep() ? [wholeRow] : [];
	const settings = [...waiting.settings, ...lost, ...locked, ...whole];
	return { groups, outbox: waiting.requests, settings };
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
		if (!canKeep() || (await settings.get(wholeRow.key))) return;
		if ((await groups.count()) > 0) return void (await settings.put(wholeRow));
		const kept = keptRows();
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
		keepSealed((await named(sealedKey(''))).map((row) => row.value as Sealed));
	}

	/**
	 * One transaction with the copies in it: those of two tabs are made in the order of their writes, and whoever was told
	 * that it is saved has its copy. What was not saved has none, or it would be put back.
	 */
	async function change(make: () => Promise<unknown>): Promise<void> {
		const { groups, outbox, settings, drafts } = database();
		let putCopiesBack = () => {};
		try {
			await database().transaction('rw', groups, outbox, settings, drafts, async () => {
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

	async function belongings(gid: string): Promise<Belongings> {
		const { outbox, settings, drafts } = database();
		const its = ({ key }: Setting) => key.includes(gid) && key !== leavingKey(gid);
		const [waiting, named, begun] = await Promise.all([
			outbox.where('group').equals(gid).sortBy('id'),
			settings.filter(its).toArray(),
			drafts.filter(its).toArray()
		]);
		return { outbox: waiting, settings: named, drafts: begun };
	}

	async function forget(gid: string): Promise<void> {
		const { groups, outbox, settings, drafts } = database();
		const its = await belongings(gid);
		await groups.delete(gid);
		await outbox.bulkDelete(its.outbox.map(({ id }) => id));
		await settings.bulkDelete(its.settings.map(({ key }) => key));
		await drafts.bulkDelete(its.drafts.map(({ key }) => key));
		await settings.put({ key: leavingKey(gid), value: gid });
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
		forgetGroup: (gid: string): Promise<void> => change(() => forget(gid)),
		/** What this device keeps beside the group's records. */
		belongings,
		/** Keeps what is being sealed; it counts for nothing until it takes the place of the group. */
		async keepSealing(sealed: Sealed): Promise<void> {
			await database().settings.put({ key: sealingKey(sealed.id), value: sealed });
		},
		sealing: (id: string) => setting<Sealed>(sealingKey(id)),
		/**
		 * Forgets the group and, in the same transaction, lets what was sealed of it stand in its place. Answers false, and
		 * nothing changes, if requests wait by now that are not among these.
		 */
		async signOut(gid: string, requests: readonly string[], sealing: string | undefined): Promise<boolean> {
			let done = false;
			await change(async () => {
				const { outbox, settings } = database();
				const waiting = await outbox.where('group').equals(gid).primaryKeys();
				if (!waiting.every((id) => requests.includes(id))) return;
				const value = sealing === undefined ? undefined : await setting<Sealed>(sealingKey(sealing));
				if (sealing !== undefined && !value) throw new StoreError('storage_failed');
				await forget(gid);
				await settings.where('key').startsWith(sealingKey('')).delete();
				if (value) await settings.put({ key: sealedKey(value.id), value });
				done = true;
			});
			return done;
		},
		/** What people who signed out left sealed on this phone, oldest first. */
		async sealed(): Promise<Sealed[]> {
			const rows = await database().settings.where('key').startsWith(sealedKey('')).toArray();
			return rows.map((row) => row.value as Sealed);
		},
		/** Was opened, and everything in it is back. */
		dropSealed: (id: string): Promise<void> => change(() => database().settings.delete(sealedKey(id))),
		/** A group that was signed out of is this phone's again, with all that belongs to it. */
		comeBack: (group: DeviceGroup, { outbox, settings, drafts }: Belongings): Promise<void> =>
			changeGroups(async (table) => {
				await table.put(group);
				await database().outbox.bulkPut(outbox);
				await database().settings.bulkPut(settings);
				await database().drafts.bulkPut(drafts);
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
		/**
		 * Puts back what was lost of this database, and brings the copies of it up to date: whoever was killed soon after a
		 * group was left may find older ones, and of such a group nothing is kept.
		 */
		keepCopies: (): Promise<void> =>
			changeGroups(async (table) => {
				const known = await table.toCollection().primaryKeys();
				for (const { id } of keptGroups() ?? []) if (!known.includes(id)) dropUnsent(id);
			})
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
