import { GroupDatabase } from './database.ts';
import { device } from './device.ts';
import { dropUnsent } from './keepsake.ts';
import { alone } from './shut.ts';
import type { GroupStore } from './types.ts';

/** The setting that says that the gateway's sessions of this phone are to end, until that was possible. */
export const endSessionsKey = 'end_sessions';

/**
 * Takes a group off this phone. Rejects when that can't be noted, and then nothing has changed. `gone` leaves the
 * group's pages before its records are deleted; should that fail, a later start does it.
 */
export async function leaveGroup(store: GroupStore, gone?: () => Promise<unknown>): Promise<void> {
	await device.forgetGroup(store.id);
	await gone?.();
	await deleteRecords(store);
}

/** Deletes the records of a group that was forgotten; answers whether they are gone already, or go at a later start. */
export async function deleteRecords(store: GroupStore): Promise<boolean> {
	try {
		return await alone(store.id, async () => {
			if (await device.group(store.id)) return false;
			// Nobody needs the copies any more, whatever becomes of the database.
			dropUnsent(store.id);
			await store.destroy();
			await device.hasLeft(store.id);
			return true;
		});
	} catch {
		return false;
	}
}

/**
 * Deletes the records of groups that were left while they could not be deleted: the app was closed just then, or the
 * browser failed. A group that was joined again meanwhile keeps them.
 */
export async function finishLeaving(): Promise<void> {
	for (const gid of await device.leaving()) {
		await alone(gid, async () => {
			if (!(await device.group(gid))) await discardGroup(gid);
			await device.hasLeft(gid);
		});
	}
}

/** Deletes a group's records, whether or not its store can be opened. */
export async function discardGroup(gid: string): Promise<void> {
	dropUnsent(gid);
	await new GroupDatabase(gid, 'relaxed').delete();
	dropUnsent(gid);
}
