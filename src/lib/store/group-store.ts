import { Dexie } from 'dexie';
import {
	checkRecord,
	editRecord,
	eraseRecord,
	isErased,
	isSame,
	kindOf,
	kinds,
	mergeRecords,
	type AnyRecord,
	type Author,
	type Kind,
	type Patch
} from '../records/index.ts';
import {
	addDays,
	commitmentStatus,
	compareDoors,
	FEEDERS,
	readiness,
	takenBack,
	type FedDay
} from '../rules/index.ts';
import { leavesOf, outgoing, unknownRevisions } from './adapter/revisions.ts';
import type { DocRow } from './adapter/tables.ts';
import { readMeta, writeDocuments, type WriteOptions } from './adapter/write.ts';
import { layoutVersion, modelTables, type GroupDatabase, type Total, type UnsentRow } from './database.ts';
import { asStoreError, guarded } from './failures.ts';
import { bringBack, countKinds, takeOver, toHandOver, unsentDocuments } from './hand-over.ts';
import { dropUnsent, mirrorOf } from './keepsake.ts';
import { shut, unshut } from './shut.ts';
import { dueOf, factsOf, foldInto, grouped, readBefore, rebuildModel, type Touched } from './read-model.ts';
import {
	bodyOfRecord,
	followedBy,
	mergedRecord,
	reviseRecord,
	settle,
	shownRecord,
	type Revision
} from './revise.ts';
import {
	StoreError,
	type Changes,
	type CommitmentRow,
	type DoorRow,
	type GroupStore,
	type PatchRow,
	type Unsent
} from './types.ts';

export const writeTables = ['docs', 'meta', 'unsent', ...modelTables];

/** The store of one group over its opened database. `mirror` gets what is written and not sent yet. */
export function groupStore(
	db: GroupDatabase,
	gid: string,
	device: string,
	mirror = mirrorOf(gid)
): GroupStore {
	/**
	 * One transaction: `make` sees the rows as they are and answers the revisions to write; `meanwhile` is done while
	 * they are read. Everything is read in one go and written in another: a person waits for this.
	 */
	async function write(
		touched: Touched[],
		make: (rows: (DocRow | undefined)[]) => Revision[],
		meanwhile?: () => void
	): Promise<void> {
		const ids = touched.map((one) => one.id);
		let kept: Revision[] = [];
		try {
			await db.transaction('rw', writeTables, async () => {
				const reading = Promise.all([db.rowsOf(ids), readMeta(db), readBefore(db, touched, false)]);
				meanwhile?.();
				const [rows, meta, before] = await reading;
				if (db.isNewer()) throw new StoreError('app_too_old');
				if (meta.shut) throw new StoreError('store_moved_on');
				const revisions = make(rows);
				if (!revisions.length) return;
				const by = new Map(rows.map((row, i) => [ids[i], row]));
				const unique = [...new Set(revisions.map((revision) => revision._id))];
				const known = { rows: unique.map((id) => by.get(id)), meta };
				const saving = saveRevisions(db, revisions, foldInto(db, before), known);
				// Nothing else is written: the disk need not wait until this thread has heard of every single write. But a
				// write that the browser would not even begin must not be left out of what is committed.
				const { idbtrans } = Dexie.currentTransaction;
				await begun(saving);
				const failed = abortOf(idbtrans);
				idbtrans.commit();
				mirror.keep((kept = revisions));
				await Promise.race([saving, failed]);
			});
			mirror.letGo(followedBy(kept));
		} catch (error) {
			mirror.letGo(kept.map(({ _id, _rev }): [string, string] => [_id, _rev]));
			throw asStoreError(error);
		}
	}

	async function put(...records: AnyRecord[]): Promise<void> {
		const problems = records.flatMap(checkRecord);
		if (problems.length) throw new StoreError('invalid_record', problems);
		const byId = new Map<string, AnyRecord>();
		for (const record of records) {
			const same = byId.get(record._id);
			byId.set(record._id, same ? mergeRecords(same, record) : record);
		}
		const each = [...byId.values()];
		const touched = each.map((record) => ({ id: record._id, data: bodyOfRecord(record) }));
		let first: Revision[] = [];
		await write(
			touched,
			(rows) =>
				each.flatMap((record, i) => (rows[i] ? revisionsFor(record, rows[i]) : first.slice(i, i + 1))),
			() => (first = each.map((record) => reviseRecord(record, undefined)))
		);
		askToPersist();
	}

	/** Puts what `make` answers in the place of all versions of a record. */
	async function change<R extends AnyRecord>(id: string, make: (before: R) => R): Promise<R> {
		let edited: R | undefined;
		await write([{ id, data: undefined }], ([row]) => {
			if (!row || row.deleted) throw new StoreError('not_found');
			const next = make(mergedRecord(row) as R);
			const problems = checkRecord(next);
			if (problems.length) throw new StoreError('invalid_record', problems);
			const revisions = settle(row, next);
			edited = { ...next, _rev: revisions[0]?._deleted ? row.rev : (revisions[0]?._rev ?? row.rev) };
			return revisions;
		});
		askToPersist();
		return edited as R;
	}

	const edit = <R extends AnyRecord>(id: string, changes: Changes<R>, author: Author): Promise<R> =>
		change<R>(id, (before) => {
			if (isErased(before)) throw new StoreError('not_found');
			return editRecord<R>(before, changes as Partial<R>, author);
		});

	async function erase(id: string, at: string): Promise<void> {
		await change(id, (before) => eraseRecord(before, at));
	}

	async function get<R extends AnyRecord>(id: string): Promise<R | undefined> {
		const [row, flawed] = await Promise.all([db.docs.get(id), db.aside.get(id)]);
		return row && !row.deleted && flawed?.rev !== row.rev ? (shownRecord(row) as R) : undefined;
	}

	const rangeOf = (kind: Kind) => db.docs.where('id').between(`${kind}:`, `${kind};`);

	async function list<R extends AnyRecord>(kind: Kind): Promise<R[]> {
		const [rows, flawed] = await Promise.all([rangeOf(kind).toArray(), db.aside.toArray()]);
		const unread = new Map(flawed.map(({ id, rev }) => [id, rev]));
		return rows
			.filter((row) => !row.deleted && unread.get(row.id) !== row.rev)
			.map((row) => shownRecord(row) as R);
	}

	async function doors(patch: string): Promise<DoorRow[]> {
		const prefix = `door:${patch.slice(patch.indexOf(':') + 1)}`;
		const rows = await db.doors.where('id').between(`${prefix}:`, `${prefix};`).toArray();
		return rows.filter((row) => !row.bare).sort(compareDoors);
	}

	async function patches(now = new Date()): Promise<PatchRow[]> {
		const [all, tallies] = await Promise.all([list<Patch>('patch'), db.patchTallies()]);
		const sums = new Map(tallies.map((tally) => [tally.id, tally]));
		return all.map((patch) => {
			const sum = sums.get(patch._id);
			return {
				...patch,
				doors: sum?.doors ?? 0,
				once: sum?.once ?? 0,
				done: sum?.done ?? 0,
				due: sum ? dueOf(sum, now) : 0
			};
		});
	}

	const daysOf = (total: Total | undefined): FedDay[] =>
		Object.entries(total?.days ?? {}).map(([day, sums]) => ({ day, ...sums }));

	async function fed(): Promise<FedDay[]> {
		const [total, ...lists] = await Promise.all([
			db.total(),
			...FEEDERS.map(async ({ kinds }) => (await Promise.all(kinds.map((kind) => list(kind)))).flat())
		]);
		const undone = lists.some(({ length }) => length > 0)
			? takenBack(await list<Extract<AnyRecord, { type: 'undo' }>>('undo'))
			: new Set<string>();
		const fromRecords = FEEDERS.map(({ days }, i) =>
			days((lists[i] ?? []).filter(({ _id }) => !undone.has(_id)))
		);
		return addDays(daysOf(total), ...fromRecords);
	}

	async function unsent(): Promise<Unsent> {
		const rows = await db.unsent.toArray();
		const answer: Unsent = { total: rows.length, by_kind: {}, refused: [] };
		for (const row of rows) {
			const kind = kindOf(row.id) ?? 'other';
			answer.by_kind[kind] = (answer.by_kind[kind] ?? 0) + 1;
			if (row.reason) {
				answer.refused.push({ id: row.id, kind, reason: row.reason, at: row.refused_at ?? row.at });
			}
		}
		return answer;
	}

	async function commitments(now: Date): Promise<CommitmentRow[]> {
		const [all, progress, undos, days] = await Promise.all([
			list<Extract<AnyRecord, { type: 'commitment' }>>('commitment'),
			list<Extract<AnyRecord, { type: 'progress' }>>('progress'),
			list<Extract<AnyRecord, { type: 'undo' }>>('undo'),
			fed()
		]);
		const undone = takenBack(undos);
		const entries = grouped(progress, (entry) => entry.commitment);
		return all.map((commitment) => ({
			...commitment,
			progress: commitmentStatus(commitment, entries.get(commitment._id) ?? [], undone, days, now)
		}));
	}

	const store: GroupStore = {
		id: gid,
		device,
		put,
		edit,
		erase,
		get,
		list,
		doors,
		async door(id) {
			const row = await db.doors.get(id);
			return row?.bare ? undefined : row;
		},
		async history(door) {
			const facts = await factsOf(db, door);
			return facts.sort((a, b) => (a.created_at < b.created_at ? 1 : a.created_at > b.created_at ? -1 : 0));
		},
		patches,
		fed,
		unsent,
		setAside: () => db.aside.toArray(),
		async syncState() {
			const [state, unsent, unreadable] = await Promise.all([
				db.readState('sync'),
				db.unsent.count(),
				db.aside.count()
			]);
			return { phase: 'idle', ...state, unsent, ...(unreadable > 0 && { unreadable }) };
		},
		async recovery() {
			const row = await db.readState('recovery');
			if (!row) return undefined;
			const { names, ...recovery } = row;
			if (!names) return recovery;
			const each = names.map((name) => name.split(' ') as [id: string, rev: string]);
			const rows = await db.docs.bulkGet(each.map(([id]) => id));
			// A version that was there before it says nothing of the one that was lost.
			const gone = each.filter(([, rev], i) => unknownRevisions(rows[i], [rev]).length > 0);
			const by_kind = countKinds(gone.map(([id]) => id));
			return { ...recovery, lost: recovery.lost - names.length + gone.length, by_kind };
		},
		commitments,
		async summary(_now) {
			const [community, members, areas, total, promised] = await Promise.all([
				get<Extract<AnyRecord, { type: 'community' }>>(`community:${gid}`),
				list<Extract<AnyRecord, { type: 'member' }>>('member'),
				rangeOf('patch')
					.filter(({ deleted }) => !deleted)
					.limit(1)
					.count(),
				db.total(),
				list<Extract<AnyRecord, { type: 'commitment' }>>('commitment')
			]);
			return {
				community,
				members: members.filter((one) => !one.removed_at).length,
				patches: areas > 0,
				doors: total?.doors ?? 0,
				once: total?.once ?? 0,
				visits: total?.visits ?? 0,
				commitments: promised.filter((one) => !one.dropped).length,
				readiness: readiness(community, promised)
			};
		},
		async exportCopy() {
			const rows = await db.docs.toArray();
			const documents = rows.flatMap((row) => leavesOf(row).map((leaf) => outgoing(row, leaf.rev)));
			const copy = { app: 'toad-lane', layout: layoutVersion, group: gid, device, documents };
			return new Blob([JSON.stringify(copy)], { type: 'application/json' });
		},
		toHandOver: () => toHandOver(db),
		takeOver: (documents) => takeOver(db, mirror, gid, documents),
		unsentDocuments: () => unsentDocuments(db),
		bringBack: (documents) => bringBack(db, mirror, documents),
		shut: (sealed) => shut(db, sealed),
		unshut: () => unshut(db),
		rebuild: () => rebuildModel(db),
		onMovedOn(tell) {
			const hear = ({ newVersion }: IDBVersionChangeEvent) => {
				if (newVersion) tell('store_moved_on');
			};
			db.on('versionchange', hear);
			if (db.isOpen() && db.isNewer()) tell('app_too_old');
			return () => db.on('versionchange').unsubscribe(hear);
		},
		close: () => db.close(),
		async destroy() {
			await db.delete();
			dropUnsent(gid);
		}
	};
	return guarded(store, () => db);
}

/** Writes revisions made on this phone, with an unsent row each. Runs inside a transaction over all tables. */
export async function saveRevisions(
	db: GroupDatabase,
	revisions: Revision[],
	fold = foldInto(db),
	known?: WriteOptions['known']
): Promise<void> {
	const at = new Date().toISOString();
	const unsent = revisions.map((revision): UnsentRow => ({ id: revision._id, rev: revision._rev, at }));
	// What the new revisions follow is sent with them, as their ancestors.
	const followed = followedBy(revisions);
	const [outcomes] = await Promise.all([
		writeDocuments(db, revisions, known && { known }, fold),
		db.unsent.bulkPut(unsent),
		followed.length ? db.unsent.bulkDelete(followed) : undefined
	]);
	if (outcomes.some((outcome) => !outcome.ok)) throw new StoreError('invalid_record');
}

/** A record that is there already is merged with, so that making the same door twice loses nothing. */
function revisionsFor(record: AnyRecord, row: DocRow): Revision[] {
	if (row.deleted) return [reviseRecord(record, row)];
	if (record._rev === row.rev && !row.conf) {
		return isSame(bodyOfRecord(record), row.data) ? [] : [reviseRecord(record, row)];
	}
	if (record._rev !== undefined) throw new StoreError('conflict');
	const there = mergedRecord(row);
	if (kinds[there.type].immutable) {
		if (isSame(bodyOfRecord(there), bodyOfRecord(record))) return [];
		throw new StoreError('conflict');
	}
	return settle(row, mergeRecords(there, record));
}

/** Waits a moment, in which no request can end, for what fails at once. */
async function begun(work: Promise<unknown>): Promise<void> {
	let failed: { error: unknown } | undefined;
	work.catch((error: unknown) => (failed = { error }));
	for (let turn = 0; turn < turns && !failed; turn++) await undefined;
	if (failed) throw failed.error;
}

/**
 * Fails when the browser gives the transaction up. Chromium tells the transaction, and none of the requests under way,
 * where there was no room for what was committed (seen in Chromium 156): who waits for them alone waits for ever.
 */
function abortOf(transaction: IDBTransaction): Promise<never> {
	const failed = new Promise<never>((_, fail) =>
		transaction.addEventListener('abort', () => fail(transaction.error))
	);
	failed.catch(() => undefined);
	return failed;
}

/** More than promises stand between a request and the work that it belongs to. */
const turns = 24;

let asked = false;

/** Asks the browser once a page not to throw the store away; it may answer by itself or not at all. */
function askToPersist(): void {
	if (asked || typeof navigator === 'undefined') return;
	asked = true;
	void navigator.storage?.persist?.().catch(() => undefined);
}
