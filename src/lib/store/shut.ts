import { nameOf } from './keepsake.ts';
import type { GroupDatabase } from './database.ts';
import { unsentDocuments } from './hand-over.ts';
import type { Incoming } from './types.ts';

/**
 * A store that somebody signs out of takes nothing more: what was saved after it was sealed would be lost with it. That
 * stands in a row which everything that writes reads anyway, in the same transaction, whatever tab it is in.
 */

/** Lets nothing be saved any more if no more is unsent than these; answers whether that was so. */
export async function shut(db: GroupDatabase, sealed: readonly Incoming[]): Promise<boolean> {
	const names = new Set(sealed.map(nameOf));
	return await db.transaction('rw', [db.unsent, db.docs, db.meta, db.state], async () => {
		const unsent = await unsentDocuments(db);
		const meta = await db.meta.get('db');
		if (!unsent.every((one) => names.has(nameOf(one)))) return false;
		if (meta) await db.meta.put({ ...meta, shut: true });
		// The next start then looks at the row above, which it does not read otherwise.
		await db.state.delete('phone');
		return true;
	});
}

/** The signing out came to nothing: all goes on as it was. */
export async function unshut(db: GroupDatabase): Promise<void> {
	await db.transaction('rw', db.meta, async () => {
		const { shut: _past, ...meta } = (await db.meta.get('db')) ?? {};
		if ('id' in meta) await db.meta.put(meta as never);
	});
}

/** One signing out of a group at a time, and no opening of a shut store meanwhile. */
export async function alone<T>(gid: string, work: () => Promise<T>): Promise<T> {
	if (typeof navigator === 'undefined' || !navigator.locks) return await work();
	return (await navigator.locks.request(`toadlane-sign-out-${gid}`, work)) as T;
}
