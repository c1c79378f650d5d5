import { liveQuery, type Dexie, type Subscription } from 'dexie';
import { createError, IDB_ERROR, MISSING_DOC, REV_CONFLICT, type PouchError } from 'pouchdb-errors';
import { isDeleted, isLocalId, latest } from 'pouchdb-merge';
import { adapterFun, changesHandler, clone, uuid } from 'pouchdb-utils';
import { allDocs, type AllDocsAsked } from './all-docs.ts';
import {
	asAsked,
	giveContents,
	noteDigests,
	settleContents,
	type Attachment,
	type AttachmentsAsked
} from './attachments.ts';
import { feedChanges, type ChangesAsked } from './changes.ts';
import { readEdits, writeEdits, type BulkAsked } from './edits.ts';
import { ancestryOf, bodyOf, metadataOf, treeOf, unknownRevisions } from './revisions.ts';
import type { AdapterTables, DocRow, Fold, LocalRow } from './tables.ts';
import { readMeta } from './write.ts';

/**
 * A PouchDB 9 adapter whose storage is Dexie tables of yours (`adapterTables`). Bodies of old revisions are never
 * kept. `fold` runs in the very transaction that writes documents.
 *
 * `new PouchDB(name, { adapter: 'dexie', dexie, fold, foldTables })`
 */
export interface AdapterOptions {
	name: string;
	dexie: Dexie;
	fold?: Fold;
	/** Names of the tables that `fold` reads or writes. */
	foldTables?: string[];
	/** Revisions kept of a branch; 100. */
	revs_limit?: number;
	/** `false`: an edit's revision does not follow from its content alone. */
	deterministic_revs?: boolean;
	/** Bytes that an attachment may have; 1 MiB. A larger one is refused with its document. */
	maxAttachment?: number;
}

type Callback<T = unknown> = (error: unknown, answer?: T) => void;
type Document = Record<string, unknown> & { _id: string; _rev?: string; _deleted?: boolean };
interface GetAsked extends AttachmentsAsked {
	rev?: string;
	latest?: boolean;
	revs?: boolean;
}

/** What PouchDB's core calls; `this` of the adapter function. */
interface Api {
	_remote: boolean;
	auto_compaction: boolean;
	type(): string;
	revsDiff: unknown;
	bulkGet: unknown;
	[method: `_${string}`]: unknown;
}

const buses = new Map<string, changesHandler>();

export function DexieAdapter(this: Api, options: AdapterOptions, ready: Callback<Api>): void {
	const { dexie, name, fold } = options;
	const tables: AdapterTables = {
		docs: dexie.table('docs'),
		local: dexie.table('local'),
		meta: dexie.table('meta'),
		attachments: dexie.table('attachments')
	};
	const all = [...Object.keys(tables), ...(options.foldTables ?? [])];
	const bus = buses.get(name) ?? new changesHandler();
	buses.set(name, bus);
	let watching: Subscription | undefined;

	/** PouchDB takes a returned promise as the answer, so an asynchronous method must return nothing. */
	const answering =
		<A extends unknown[], T>(method: (...args: A) => Promise<T>) =>
		(...args: [...A, Callback<T>]): void => {
			const callback = args.pop() as Callback<T>;
			method(...(args as unknown as A)).then(
				(answer) => callback(null, answer),
				(error: Partial<PouchError>) =>
					callback(
						error.status
							? error
							: Object.assign(createError(IDB_ERROR, error.message ?? error.name ?? 'unknown'), {
									cause: error
								})
					)
			);
		};

	async function putLocal(given: Document) {
		const { _revisions, ...doc } = given;
		void _revisions;
		const old = await tables.local.get(doc._id);
		if (doc._deleted) {
			if (!old) throw createError(MISSING_DOC);
			if (old._rev !== doc._rev) throw createError(REV_CONFLICT);
			await tables.local.delete(doc._id);
			return { ok: true, id: doc._id, rev: '0-0' };
		}
		if (old?._rev !== doc._rev) throw createError(REV_CONFLICT);
		const rev = `0-${old ? Number(old._rev.slice(2)) + 1 : 1}`;
		await tables.local.put({ ...doc, _rev: rev } as LocalRow);
		return { ok: true, id: doc._id, rev };
	}

	function found(row: DocRow | undefined, rev: string | undefined, newest: unknown) {
		// Of a revision that is not in the tree `latest` can't tell.
		if (!row || (rev && unknownRevisions(row, [rev]).length)) return undefined;
		const which = rev ? (newest ? latest(rev, metadataOf(row)) : rev) : row.rev;
		const body = bodyOf(row, which);
		return body && { row, rev: which, doc: { ...body, _id: row.id, _rev: which } as Document };
	}

	this._remote = false;
	this.auto_compaction = true;
	this.type = () => 'dexie';
	this._id = answering(async () => (await readMeta(tables)).uuid);
	this._info = answering(async () => {
		const meta = await readMeta(tables);
		return { doc_count: meta.count, update_seq: meta.seq };
	});

	this._bulkDocs = answering(async (request: { docs: Document[] }, asked: BulkAsked) => {
		const plain = request.docs.filter((doc) => !isLocalId(doc._id ?? ''));
		const read = await readEdits(plain, asked, options);
		const results = await dexie.transaction('rw', all, async () => {
			const local: unknown[] = [];
			for (const doc of request.docs) {
				if (isLocalId(doc._id ?? '')) local.push(await putLocal(doc).catch((error: PouchError) => error));
			}
			const written = await writeEdits(tables, read, options.revs_limit, fold);
			return request.docs.map((doc) => (isLocalId(doc._id ?? '') ? local.shift() : written.shift()));
		});
		bus.emit(name);
		return results;
	});

	this._get = answering(async (id: string, asked: GetAsked) => {
		const row = await tables.docs.get(id);
		if (row?.deleted && !asked.rev) throw createError(MISSING_DOC, 'deleted');
		const leaf = found(row, asked.rev, asked.latest);
		if (!leaf) throw createError(MISSING_DOC, 'missing');
		return { doc: leaf.doc, metadata: metadataOf(leaf.row), ctx: null };
	});

	this._getRevisionTree = answering(async (id: string) => {
		const row = await tables.docs.get(id);
		if (!row) throw createError(MISSING_DOC);
		return treeOf(row);
	});

	// PouchDB's own versions of the next two open a transaction for each document.
	const revsDiff = answering(async (asked: Record<string, string[]>) => {
		const ids = Object.keys(asked);
		const rows = await tables.docs.bulkGet(ids);
		const missing: Record<string, { missing: string[] }> = {};
		ids.forEach((id, i) => {
			const unknown = unknownRevisions(rows[i], asked[id] ?? []);
			if (unknown.length) missing[id] = { missing: unknown };
		});
		return missing;
	});
	this.revsDiff = adapterFun('revsDiff', (asked: Record<string, string[]>, ...rest: Callback[]) =>
		revsDiff(asked, rest.pop() as Callback)
	);
	const bulkGet = answering(async (asked: GetAsked & { docs: { id: string; rev?: string }[] }) => {
		const ids = [...new Set(asked.docs.map((one) => one.id))];
		const rows = new Map((await tables.docs.bulkGet(ids)).map((row) => [row?.id, row]));
		const given: Document[] = [];
		const results = asked.docs.map(({ id, rev }) => {
			const leaf = found(rows.get(id), rev, asked.latest);
			if (!leaf) return { id, docs: [{ error: { id, rev, error: 'not_found', reason: 'missing' } }] };
			const ok: Document = leaf.doc;
			if (isDeleted(metadataOf(leaf.row), leaf.rev)) ok._deleted = true;
			if (asked.revs) ok._revisions = ancestryOf(leaf.row, leaf.rev);
			given.push(ok);
			return { id, docs: [{ ok }] };
		});
		await giveContents(tables.attachments, given, asked);
		return { results };
	});
	this.bulkGet = adapterFun('bulkGet', (asked: Parameters<typeof bulkGet>[0], ...rest: Callback[]) =>
		bulkGet(asked, rest.pop() as Callback)
	);

	this._allDocs = answering((asked: AllDocsAsked) => allDocs(tables, asked));

	this._changes = (asked: ChangesAsked) => {
		if (asked.continuous) {
			const id = `${name}:${uuid()}`;
			bus.addListener(name, id, this, asked);
			bus.emit(name);
			// Other tabs and workers: Dexie tells of their writes.
			watching ??= liveQuery(() => tables.meta.get('db')).subscribe(() => bus.emit(name));
			return { cancel: () => bus.removeListener(name, id) };
		}
		const own = clone(asked);
		feedChanges(tables, own).then(
			(answer) => own.complete(null, answer),
			(error: unknown) => own.complete(error)
		);
		return undefined;
	};

	this._getLocal = answering(async (id: string) => {
		const doc = await tables.local.get(id);
		if (!doc) throw createError(MISSING_DOC);
		return doc;
	});
	const writeLocal = answering((doc: Document) => dexie.transaction('rw', tables.local, () => putLocal(doc)));
	this._putLocal = (doc: Document, ...rest: Callback[]) => writeLocal(doc, rest.pop() as Callback);
	this._removeLocal = (doc: Document, ...rest: Callback[]) =>
		writeLocal({ ...doc, _deleted: true }, rest.pop() as Callback);

	// Old bodies are never kept. What is left over was put aside by who wrote the tables without this adapter.
	this._doCompaction = answering(async (id: string, _revs: string[]) => {
		await dexie.transaction('rw', tables.docs, tables.attachments, async () => {
			const before = await tables.docs.get(id);
			if (!before?.atts) return;
			const after = { ...before };
			noteDigests(after);
			await tables.docs.put(after);
			await settleContents(tables, [{ id, before, after }], new Map());
		});
	});
	const readContent = answering(
		async ({ digest = '', content_type }: Attachment, { binary }: AttachmentsAsked) => {
			const row = await tables.attachments.get(digest);
			if (!row) throw createError(MISSING_DOC);
			return asAsked(row.data, content_type, binary);
		}
	);
	this._getAttachment = (
		_id: string,
		_name: string,
		attachment: Attachment,
		asked: AttachmentsAsked,
		callback: Callback
	) => readContent(attachment, asked, callback);
	this._close = (callback: Callback) => {
		watching?.unsubscribe();
		watching = undefined;
		callback(null);
	};
	this._destroy = answering(async (_options: object) => {
		await dexie.transaction('rw', all, () => Promise.all(all.map((table) => dexie.table(table).clear())));
		watching?.unsubscribe();
		bus.removeAllListeners(name);
		return { ok: true };
	});

	answering(async () => {
		// The identity must be kept before anyone asks for it.
		await dexie.transaction('rw', tables.meta, async () => tables.meta.put(await readMeta(tables)));
		return this;
	})(ready);
}

DexieAdapter.valid = () => true;
DexieAdapter.use_prefix = false;

/** For `PouchDB.plugin()`. */
export function dexieAdapter(pouch: {
	adapter(name: string, adapter: unknown, preferred: boolean): void;
}): void {
	pouch.adapter('dexie', DexieAdapter, false);
}
