import { kindOf, kinds } from '../records/index.ts';
import { leavesOf, outgoing, unknownRevisions } from './adapter/revisions.ts';
import { readMeta, writeDocuments } from './adapter/write.ts';
import { GroupDatabase, modelTables, type UnsentRow } from './database.ts';
import { asStoreError } from './failures.ts';
import { prepare } from './prepare.ts';
import { coversAll, foldInto, readBefore } from './read-model.ts';
import { StoreError, type Incoming } from './types.ts';

/** The store as a replica: what the sync engine reads and writes of it, each in one transaction. */

/** Revisions by document, as `_revs_diff` asks for them. */
export type Revisions = Record<string, string[]>;

export type { Incoming };

/** Opens the group's database for sync: what can be fetched again need not wait for the disk. Rejects `StoreError`. */
export async function openReplica(gid: string): Promise<GroupDatabase> {
	const db = new GroupDatabase(gid, 'relaxed');
	try {
		await prepare(db);
		return db;
	} catch (error) {
		const told = asStoreError(error, db);
		db.close();
		throw told;
	}
}

/** Writes revisions made elsewhere. Those that can't be read are set aside by themselves. */
export async function takeIn(db: GroupDatabase, documents: readonly Incoming[]): Promise<void> {
	await db.transaction('rw', [db.docs, db.meta, ...modelTables], async () => {
		const unread = await writeIncoming(db, documents);
		if (unread.length) await setAsideIn(db, unread, 'unreadable');
	});
}

/** The same inside a transaction over documents and read model; answers those that no replica could keep. */
export async function writeIncoming(db: GroupDatabase, documents: readonly Incoming[]): Promise<Incoming[]> {
	const ids = [...new Set(documents.map(({ _id }) => _id))];
	const touched = documents.map((document) => ({ id: document._id, data: document }));
	const [rows, meta, before] = await Promise.all([db.rowsOf(ids), readMeta(db), readBefore(db, touched)]);
	if (meta.shut) throw new StoreError('store_moved_on');
	const fold = foldInto(db, coversAll(before, rows) ? before : undefined);
	const known = { rows, meta };
	const outcomes = await writeDocuments(db, documents, { known }, fold);
	return documents.filter((_, i) => !outcomes[i]?.ok);
}

/** Notes revisions that the server could not deliver or this app can't read; they are asked for again. */
export async function setAsideIn(
	db: GroupDatabase,
	revisions: readonly { _id: string; _rev: string }[],
	reason: string
): Promise<void> {
	const at = new Date().toISOString();
	await db.aside.bulkPut(revisions.map(({ _id, _rev }) => ({ id: _id, rev: _rev, reason, at })));
}

/** Those revisions that this phone does not have. */
export async function unknownHere(
	db: GroupDatabase,
	asked: Revisions
): Promise<{ id: string; rev: string }[]> {
	const ids = Object.keys(asked);
	const rows = await db.docs.bulkGet(ids);
	return ids.flatMap((id, i) => unknownRevisions(rows[i], asked[id] ?? []).map((rev) => ({ id, rev })));
}

/** An unsent row with its document. */
export interface Parcel {
	row: UnsentRow;
	document: Record<string, unknown>;
}

/**
 * Up to `limit` unsent revisions as documents, after the row `after`; `next` is where to go on. Rows whose revision
 * is no leaf any more are dropped: the leaf that follows it is sent in its stead, or came from the server.
 */
export async function unsentParcels(
	db: GroupDatabase,
	after: [string, string] | undefined,
	limit: number
): Promise<{ parcels: Parcel[]; next: [string, string] | undefined }> {
	return await db.transaction('rw', db.unsent, db.docs, async () => {
		const range = after ? db.unsent.where('[id+rev]').above(after) : db.unsent.toCollection();
		const rows = await range.limit(limit).toArray();
		const docs = await db.docs.bulkGet(rows.map((row) => row.id));
		const parcels: Parcel[] = [];
		const gone: [string, string][] = [];
		rows.forEach((row, i) => {
			const doc = docs[i];
			const document = doc && outgoing(doc, row.rev);
			if (document) parcels.push({ row, document });
			else gone.push([row.id, row.rev]);
		});
		if (gone.length) await db.unsent.bulkDelete(gone);
		const last = rows.at(-1);
		return { parcels, next: rows.length === limit && last ? [last.id, last.rev] : undefined };
	});
}

/** Of those `ids` that have a version which stands and was not yet seen on the server: why it was refused, if it was. */
export async function stillUnsent(
	db: GroupDatabase,
	ids: readonly string[]
): Promise<Map<string, string | undefined>> {
	const waiting = new Map<string, string | undefined>();
	for (const id of new Set(ids)) {
		const row = await db.docs.get(id);
		const standing = row ? leavesOf(row).filter((leaf) => !leaf.deleted) : [];
		const rows = await db.unsent.bulkGet(standing.map(({ rev }): [string, string] => [id, rev]));
		const unsent = rows.filter((one) => one !== undefined);
		if (unsent.length) waiting.set(id, unsent.find(({ reason }) => reason)?.reason);
	}
	return waiting;
}

/** The server was seen to have these. */
export async function markSent(db: GroupDatabase, rows: readonly UnsentRow[]): Promise<void> {
	await db.unsent.bulkDelete(rows.map((row): [string, string] => [row.id, row.rev]));
}

/** The server would not take this one; it stays, with the reason. */
export async function markRefused(
	db: GroupDatabase,
	row: UnsentRow,
	reason: string,
	at: string
): Promise<void> {
	await db.unsent.update([row.id, row.rev], { reason, refused_at: at });
}

/**
 * The newest revisions here, so many at most, that the server was seen to have and that nothing ever takes the place
 * of: a server that lacks one of them has lost it.
 */
export async function newestLasting(db: GroupDatabase, most: number): Promise<Revisions> {
	const unsent = new Set((await db.unsent.toCollection().primaryKeys()).map(([id]) => id));
	const newest = await db.docs
		.orderBy('seq')
		.reverse()
		.limit(unsent.size + 10 * most)
		.primaryKeys();
	const lasting = newest.filter((id) => !unsent.has(id) && kinds[kindOf(id) ?? 'door'].immutable);
	const rows = await db.docs.bulkGet(lasting.slice(0, most));
	const lone = rows.flatMap((row) => (row && !row.tree && row.rev.startsWith('1-') ? [row] : []));
	return Object.fromEntries(lone.map(({ id, rev }) => [id, [rev]]));
}

/** A page of all leaves on this phone in the order of ids, after `from`. */
export async function leavesAfter(
	db: GroupDatabase,
	from: string,
	limit: number
): Promise<{ leaves: Revisions; last: string | undefined }> {
	const rows = await db.docs.where('id').above(from).limit(limit).toArray();
	const leaves: Revisions = {};
	for (const row of rows) leaves[row.id] = leavesOf(row).map((leaf) => leaf.rev);
	return { leaves, last: rows.length === limit ? rows.at(-1)?.id : undefined };
}

/** The server lacks these after all: they are to be sent again. */
export async function markUnsent(db: GroupDatabase, missing: Revisions, at: string): Promise<void> {
	const keys = Object.entries(missing).flatMap(([id, revs]) =>
		revs.map((rev): [string, string] => [id, rev])
	);
	await db.transaction('rw', db.unsent, async () => {
		const known = await db.unsent.bulkGet(keys);
		const rows = keys.filter((_, i) => !known[i]).map(([id, rev]): UnsentRow => ({ id, rev, at }));
		await db.unsent.bulkPut(rows);
	});
}
