import { liveQuery } from 'dexie';
import { unknownRevisions } from './adapter/revisions.ts';
import { readMeta } from './adapter/write.ts';
import { GroupDatabase } from './database.ts';
import { device } from './device.ts';
import { asStoreError } from './failures.ts';
import { groupStore, saveRevisions, writeTables } from './group-store.ts';
import { keepCanary, keptUnsent, mirrorOf, noMirror, readCanary } from './keepsake.ts';
import { prepare } from './prepare.ts';
import type { GroupStore, Recovery } from './types.ts';

const opened = new Map<string, Promise<GroupStore>>();

/** Opens the group's store on this page; the same one each time. Rejects `no_storage` where there is no IndexedDB. */
export function openGroup(gid: string): Promise<GroupStore> {
	const there = opened.get(gid);
	if (there) return there;
	const opening = open(gid);
	opened.set(gid, opening);
	// A failure must not stay: private windows may get storage on the next try.
	opening.catch(() => opened.delete(gid));
	return opening;
}

async function open(gid: string): Promise<GroupStore> {
	const db = new GroupDatabase(gid, 'strict');
	try {
		const [id, entry] = await Promise.all([
			device.id(),
			device.group(gid),
			prepare(db).then(() => recover(db, gid))
		]);
		// Nobody waits for it, and it is done again at the next start.
		device.keepCopies().catch(() => undefined);
		const store = groupStore(db, gid, id, entry?.state === 'demo' ? noMirror : mirrorOf(gid));
		const pruning = liveQuery(() => db.readState('sync')).subscribe(() => void prune(db, gid));
		const forget = () => {
			pruning.unsubscribe();
			opened.delete(gid);
		};
		return {
			...store,
			close() {
				forget();
				store.close();
			},
			async destroy() {
				forget();
				await store.destroy();
			}
		};
	} catch (error) {
		db.close();
		throw asStoreError(error);
	}
}

/** Notices that the browser lost the store, or records of it, and puts back what was kept elsewhere. */
async function recover(db: GroupDatabase, gid: string): Promise<void> {
	const canary = readCanary(gid);
	const kept = keptUnsent(gid);
	// As nearly always: the store is the one that it was and nothing waits. Every start would wait for a write.
	if (canary && !kept.length && (await db.meta.get('db'))?.uuid === canary.uuid) return;
	const meta = await db.transaction('rw', [...writeTables, 'state'], async () => {
		const meta = await readMeta(db);
		await db.meta.put(meta);
		const wiped = canary !== undefined && canary.uuid !== meta.uuid;
		const rows = await db.docs.bulkGet(kept.map((one) => one._id));
		const missing = kept.filter((one, i) => unknownRevisions(rows[i], [one._rev]).length > 0);
		if (missing.length) await saveRevisions(db, missing);
		if (wiped || missing.length) {
			const recovery: Recovery = {
				at: new Date().toISOString(),
				wiped,
				restored: missing.length,
				lost: wiped ? canary.over : 0
			};
			await db.writeState('recovery', recovery);
		}
		return meta;
	});
	if (canary?.uuid !== meta.uuid) keepCanary(gid, { uuid: meta.uuid, over: 0 });
}

/** Once the server was seen to have a revision its copy in localStorage is let go of. */
async function prune(db: GroupDatabase, gid: string): Promise<void> {
	// In this order: what is being written now is kept before it has its row.
	const kept = keptUnsent(gid);
	const rows = await db.unsent.toCollection().primaryKeys();
	const unsent = new Set(rows.map(([id, rev]) => `${id} ${rev}`));
	const sent = kept.filter(({ _id, _rev }) => !unsent.has(`${_id} ${_rev}`));
	mirrorOf(gid).letGo(sent.map(({ _id, _rev }): [string, string] => [_id, _rev]));
	const canary = readCanary(gid);
	if (canary?.over && rows.length === 0) keepCanary(gid, { ...canary, over: 0 });
}
