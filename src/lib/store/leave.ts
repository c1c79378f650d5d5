import { GroupDatabase } from './database.ts';
import { device } from './device.ts';
import { dropUnsent } from './keepsake.ts';
import type { GroupStore } from './types.ts';

/**
 * Takes a group off this phone. Rejects when that can't be noted, and then nothing has changed. `gone` leaves the
 * group's pages before its records are deleted; should that fail, a later start does it.
 */
export async function leaveGroup(store: GroupStore, gone?: () => Promise<unknown>): Promise<void> {
	await device.forgetGroup(store.id);
	await gone?.();
	await store
		.destroy()
		.then(() => device.hasLeft(store.id))
		.catch(() => undefined);
}

/**
 * Deletes the records of groups that were left while they could not be deleted: the app was closed just then, or the
 * browser failed. A group that was joined again meanwhile keeps them.
 */
export async function finishLeaving(): Promise<void> {
	for (const gid of await device.leaving()) {
		if (!(await device.group(gid))) await discardGroup(gid);
		await device.hasLeft(gid);
	}
}

/** Deletes a group's records, whether or not its store can be opened. */
export async function discardGroup(gid: string): Promise<void> {
	await new GroupDatabase(gid, 'relaxed').delete();
	dropUnsent(gid);
}
