import { liveQuery } from 'dexie';
import { outgoing, unknownRevisions } from './adapter/revisions.ts';
import { readMeta } from './adapter/write.ts';
import { GroupDatabase } from './database.ts';
import { device } from './device.ts';
import { asStoreError, reopen } from './failures.ts';
import { finishLeaving } from './leave.ts';
import { groupStore, saveRevisions, writeTables } from './group-store.ts';
import {
	canaryOf,
	copyUnsent,
	countAnew,
	hasRoom,
	keepCanary,
	keptGroups,
	mirrorOf,
	nameOf,
	namesWithoutCopy,
	noMirror,
	readCanary,
	readKeepsake,
	type Keepsake
} from './keepsake.ts';
import { bringUpToDate } from './prepare.ts';
import type { Revision } from './revise.ts';
import { alone, unshut } from './shut.ts';
import { StoreError, type DeviceGroup, type GroupStore } from './types.ts';

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

/**
 * Opens a group that this phone knows; `undefined` for any other. The entry may be as it was at the last start: the
 * copy in localStorage is there at once, where the device's database would have to be opened before the group's.
 */
export async function openKnown(gid: string): Promise<{ store: GroupStore; entry: DeviceGroup } | undefined> {
	const entry = keptGroups()?.find((one) => one.id === gid) ?? (await device.group(gid));
	try {
		return entry && { store: await openGroup(gid), entry };
	} catch (error) {
		if (error instanceof StoreError && error.code === 'not_found') return undefined;
		throw error;
	}
}

/** Whether the copy that names the group is older than its leaving: then nothing of it may come back from copies. */
async function isOld(gid: string): Promise<boolean> {
	if (!keptGroups()?.some(({ id }) => id === gid) || (await device.group(gid))) return false;
	await device.keepCopies();
	return true;
}

/** What nobody waits for is done when the first screen is there; in ms. */
const upkeepAfter = 500;

async function open(gid: string): Promise<GroupStore> {
	const db = new GroupDatabase(gid, 'strict');
	try {
		const opening = db.open();
		// Reading localStorage may stop the page for a moment, in which the browser goes on to open the database.
		const keepsake = readKeepsake(gid);
		await opening;
		const [model, phone] = await db.readStates('model', 'phone');
		if (!phone?.uuid && (await isOld(gid))) {
			await db.delete();
			throw new StoreError('not_found');
		}
		await bringUpToDate(db, model);
		// What can't be read just now is left as it is for the next start. As nearly always the store is the one that
		// it was and nothing waits: every start would wait for a write.
		if (keepsake && (!keepsake.canary || holdsAny(keepsake) || phone?.uuid !== keepsake.canary.uuid))
			await recover(db, gid, keepsake);
		const store = groupStore(
			db,
			gid,
			phone?.uuid ? phone.device : await introduce(db, gid),
			isDemo(gid) ? noMirror : mirrorOf(gid)
		);
		// Dexie calls a new subscriber at once: this opening was just put right.
		let again = false;
		db.on(
			'ready',
			(vip) => {
				noticeLoss(db);
				return again ? putRight(vip as GroupDatabase, gid) : void (again = true);
			},
			true
		);
		let following: { unsubscribe(): void } | undefined;
		const upkeep = setTimeout(() => {
			// All of it is done again at the next start.
			device.keepCopies().catch(() => undefined);
			finishLeaving().catch(() => undefined);
			// Copies that were not compared with the store may be all that there is of a record.
			if (!keepsake || isDemo(gid)) return;
			following = liveQuery(() => db.readState('sync')).subscribe({
				next: () => void followUnsent(db, gid).catch(() => undefined),
				error: () => undefined
			});
		}, upkeepAfter);
		const forget = () => {
			clearTimeout(upkeep);
			following?.unsubscribe();
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
		const told = asStoreError(error, db);
		db.close();
		throw told;
	}
}

/**
 * Copies the device's id and the database's identity to where later starts read them in one go, and open no other
 * database before a list.
 */
async function introduce(db: GroupDatabase, gid: string): Promise<string> {
	const [id, meta] = await Promise.all([device.id(), db.meta.get('db')]);
	if (meta?.shut) await goOn(db, gid);
	// A full disk must not keep anybody from reading.
	if (!db.isNewer()) db.writeState('phone', { device: id, uuid: meta?.uuid }).catch(() => undefined);
	return id;
}

/** Somebody was signing out when the app was closed: either they are out by now, or nothing has come of it. */
async function goOn(db: GroupDatabase, gid: string): Promise<void> {
	await alone(gid, async () => {
		if (!(await device.group(gid))) throw new StoreError('not_found');
		await unshut(db);
	});
}

const isDemo = (gid: string) => !!keptGroups()?.some((entry) => entry.id === gid && entry.state === 'demo');

const holdsAny = ({ kept, broken }: Keepsake) => kept.length + broken.length > 0;

/** Notices that the browser lost the store, or records of it, and puts back what was kept elsewhere. */
async function recover(db: GroupDatabase, gid: string, { canary, kept, broken }: Keepsake): Promise<void> {
	// What is missing here may be elsewhere in a newer app's store; the copies wait for that app.
	if (db.isNewer()) return;
	// Nothing is written where nothing is missing: the phone may be full, and what is here can be read all the same.
	const same = canary !== undefined && (await db.meta.get('db'))?.uuid === canary.uuid;
	const missing = await missingOf(db, kept);
	if (same && missing.length + broken.length === 0) return;
	const refused = (await putBack(db, missing)).map(nameOf);
	const lost = [...broken, ...refused];
	const meta = await db.transaction('rw', db.meta, db.state, async () => {
		const meta = await readMeta(db);
		await db.meta.put(meta);
		const wiped = canary !== undefined && canary.uuid !== meta.uuid;
		if (wiped || missing.length + broken.length) {
			const names = [...((wiped && canary.names) || []), ...lost];
			await db.writeState('recovery', {
				at: new Date().toISOString(),
				wiped,
				// The app may have been closed when some of them were back already.
				restored: (wiped ? kept : missing).length - refused.length,
				lost: (wiped ? canary.over : 0) + lost.length,
				...(names.length && { names })
			});
		}
		return meta;
	});
	// What can't be put back would be told of at every start.
	mirrorOf(gid).letGo(lost.map((name) => name.split(' ') as [string, string]));
	if (canary?.uuid !== meta.uuid) keepCanary(gid, { uuid: meta.uuid, over: 0 });
}

/** Saves all of them, or one by one where some are no documents. Answers those that are none. */
async function putBack(db: GroupDatabase, revisions: Revision[]): Promise<Revision[]> {
	const save = async (some: Revision[]): Promise<boolean> => {
		try {
			if (some.length) await db.transaction('rw', writeTables, () => saveRevisions(db, some));
			return true;
		} catch (error) {
			const told = asStoreError(error, db);
			// That storage fails says nothing against the copy.
			if (told instanceof StoreError && told.code !== 'invalid_record') throw told;
			return false;
		}
	};
	if (await save(revisions)) return [];
	const refused: Revision[] = [];
	for (const one of revisions) if (!(await save([one]))) refused.push(one);
	return refused;
}

async function missingOf(db: GroupDatabase, kept: readonly Revision[]): Promise<Revision[]> {
	const rows = await db.docs.bulkGet(kept.map((one) => one._id));
	return kept.filter((one, i) => unknownRevisions(rows[i], [one._rev]).length > 0);
}

/**
 * Asks something of a database as soon as the browser takes it away: on a page that asks for nothing just then, the loss
 * would be noticed by the next tap only. Dexie's own event comes with every closing, and asking after that would make a
 * deleted database anew; the browser's comes with this alone.
 */
function noticeLoss(db: GroupDatabase): void {
	db.backendDB()?.addEventListener('close', () => void askAgain(db, 100));
}

/** While it is being taken away nothing can be asked; `pause` in ms. A database that was closed stays so. */
async function askAgain(db: GroupDatabase, pause: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, pause));
	try {
		reopen(db);
		await db.readState('sync');
	} catch {
		if (pause < 10_000) await askAgain(db, pause * 2);
	}
}

/**
 * The browser can take a database away under the page; Dexie then opens a new one. That is put right before anything
 * else is asked of it.
 */
async function putRight(db: GroupDatabase, gid: string): Promise<void> {
	const keepsake = readKeepsake(gid);
	// Nothing is kept of a group that was left in another tab, and nothing may be saved where nobody would find it.
	if (keepsake && !keepsake.canary && !(await device.group(gid))) throw new StoreError('store_moved_on');
	if (!keepsake?.canary || (await db.meta.get('db'))?.uuid === keepsake.canary.uuid) return;
	await bringUpToDate(db, await db.readState('model'));
	await recover(db, gid, keepsake);
	device.keepCopies().catch(() => undefined);
}

/**
 * Brings the copies in localStorage in step with what is not known to be on the server. One is let go of once its
 * revision was sent; one is made of what came to wait without this page, as when the server lost it, or of what a page
 * wrote that died before it could make the copy.
 */
async function followUnsent(db: GroupDatabase, gid: string): Promise<void> {
	if (db.isNewer()) return;
	countAnew();
	// In this order: what is being written now is kept before it has its row.
	const { canary, kept } = readKeepsake(gid) ?? { kept: [] };
	const rows = await db.unsent.toCollection().primaryKeys();
	const names = rows.map(([_id, _rev]) => nameOf({ _id, _rev }));
	const unsent = new Set(names);
	const sent = kept.filter(({ _id, _rev }) => !unsent.has(nameOf({ _id, _rev })));
	mirrorOf(gid).letGo(sent.map(({ _id, _rev }): [string, string] => [_id, _rev]));
	const bare = namesWithoutCopy(gid, names);
	const next = hasRoom() ? bare.slice(0, mostAtOnce).map((name) => name.split(' ') as [string, string]) : [];
	const docs = await db.docs.bulkGet(next.map(([id]) => id));
	const revisions = next.flatMap(([, rev], i) => {
		const doc = docs[i] && (outgoing(docs[i], rev) as Revision | undefined);
		return doc ? [doc] : [];
	});
	copyUnsent(gid, revisions);
	const over = namesWithoutCopy(gid, names);
	// What a page counted that was saving meanwhile is not among these rows; then it is done the next time.
	const still = readCanary(gid)?.over === canary?.over;
	if (canary && still && over.length !== canary.over) keepCanary(gid, canaryOf(canary, over.length, over));
}

/** Copies that are made in one go: a page that is in use does nothing else meanwhile. */
const mostAtOnce = 500;
