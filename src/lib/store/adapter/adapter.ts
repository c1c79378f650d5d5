import { liveQuery, type Dexie, type Subscription } from 'dexie';
import { parseDoc } from 'pouchdb-adapter-utils';
import { createError, IDB_ERROR, MISSING_DOC, REV_CONFLICT, type PouchError } from 'pouchdb-errors';
import { collectConflicts, isDeleted, isLocalId, latest } from 'pouchdb-merge';
import { adapterFun, changesHandler, clone, filterChange, uuid } from 'pouchdb-utils';
import {
	ancestryOf,
	bodyOf,
	branchesOf,
	metadataOf,
	treeOf,
	unknownRevisions,
	type Branch
} from './revisions.ts';
import type { DocRow, DocumentTables, Fold, LocalRow } from './tables.ts';
import { readMeta, writeGrafts, type Graft, type Outcome } from './write.ts';

/**
 * A PouchDB 9 adapter whose storage is Dexie tables of yours (`adapterTables`). Without attachments; bodies of old
 * revisions are never kept. `fold` runs in the very transaction that writes documents.
 *
 * `new PouchDB(name, { adapter: 'dexie', dexie, fold, foldTables })`
 */
export interface AdapterOptions {
	name: string;
	dexie: Dexie;
	fold?: Fold;
	/** Names of the tables that `fold` reads or writes. */
	foldTables?: string[];
}

type Callback<T = unknown> = (error: unknown, answer?: T) => void;
type Document = Record<string, unknown> & { _id: string; _rev?: string; _deleted?: boolean };
type Asked = Record<string, unknown>;

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
	const tables: DocumentTables = {
		docs: dexie.table('docs'),
		local: dexie.table('local'),
		meta: dexie.table('meta')
	};
	const all = ['docs', 'local', 'meta', ...(options.foldTables ?? [])];
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
		if (!row) return undefined;
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
		const results = await dexie.transaction('rw', all, async () => {
			const local: unknown[] = [];
			for (const doc of request.docs) {
				if (isLocalId(doc._id ?? '')) local.push(await putLocal(doc).catch((error: PouchError) => error));
			}
			const written = await writeParsed(tables, plain, asked, fold);
			return request.docs.map((doc) => (isLocalId(doc._id ?? '') ? local.shift() : written.shift()));
		});
		bus.emit(name);
		return results;
	});

	this._get = answering(async (id: string, asked: { rev?: string; latest?: boolean }) => {
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
	const bulkGet = answering(
		async (asked: { docs: { id: string; rev?: string }[]; revs?: boolean; latest?: boolean }) => {
			const ids = [...new Set(asked.docs.map((one) => one.id))];
			const rows = new Map((await tables.docs.bulkGet(ids)).map((row) => [row?.id, row]));
			const results = asked.docs.map(({ id, rev }) => {
				const leaf = found(rows.get(id), rev, asked.latest);
				if (!leaf) return { id, docs: [{ error: { id, rev, error: 'not_found', reason: 'missing' } }] };
				const ok: Document = leaf.doc;
				if (isDeleted(metadataOf(leaf.row), leaf.rev)) ok._deleted = true;
				if (asked.revs) ok._revisions = ancestryOf(leaf.row, leaf.rev);
				return { id, docs: [{ ok }] };
			});
			return { results };
		}
	);
	this.bulkGet = adapterFun('bulkGet', (asked: Parameters<typeof bulkGet>[0], ...rest: Callback[]) =>
		bulkGet(asked, rest.pop() as Callback)
	);

	this._allDocs = answering(async (asked: Asked) => {
		const meta = await readMeta(tables);
		const answer = {
			total_rows: meta.count,
			offset: (asked.skip as number | undefined) ?? 0,
			...(asked.update_seq === true && { update_seq: meta.seq })
		};
		const line = (row: DocRow) => {
			const value = { rev: row.rev, ...(row.deleted && { deleted: true }) };
			if (row.deleted) return { id: row.id, key: row.id, value, doc: null };
			if (!asked.include_docs) return { id: row.id, key: row.id, value };
			const conflicts = asked.conflicts ? collectConflicts(metadataOf(row)) : [];
			const doc = {
				...row.data,
				_id: row.id,
				_rev: row.rev,
				...(conflicts.length && { _conflicts: conflicts })
			};
			return { id: row.id, key: row.id, value, doc };
		};
		if (asked.limit === 0) return { ...answer, rows: [] };
		if (asked.keys) {
			const keys = asked.keys as string[];
			const rows = await tables.docs.bulkGet(keys);
			return {
				...answer,
				rows: keys.map((key, i) => (rows[i] ? line(rows[i]) : { key, error: 'not_found' }))
			};
		}
		return { ...answer, rows: (await rangeOf(tables, asked)).map(line) };
	});

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

	this._doCompaction = answering(async (_id: string, _revs: string[]) => undefined);
	this._getAttachment = (...args: unknown[]) =>
		(args.pop() as Callback)(createError(MISSING_DOC, 'attachments are not supported'));
	this._close = (callback: Callback) => {
		watching?.unsubscribe();
		watching = undefined;
		callback(null);
	};
	this._destroy = answering(async (_options: Asked) => {
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

interface BulkAsked {
	/** `false`: the documents carry revisions made elsewhere, which are only grafted onto the trees. */
	new_edits: boolean;
	was_delete?: boolean;
}

/** Documents as PouchDB's own parsing reads them; each is answered as `bulkDocs` wants it. */
async function writeParsed(
	tables: DocumentTables,
	documents: Document[],
	{ new_edits, was_delete }: BulkAsked,
	fold: Fold | undefined
): Promise<unknown[]> {
	const parsed = documents.map((doc) => parse(doc, new_edits));
	const edits = { follow, wasDelete: was_delete !== undefined };
	const grafts = parsed.map((one) => ('id' in one ? one : undefined));
	const outcomes = await writeGrafts(tables, grafts, new_edits ? { edits } : {}, fold);
	return outcomes.map((outcome, i) => (outcome.ok ? outcome : errorOf(outcome, parsed[i])));
}

function errorOf({ refused }: Exclude<Outcome, { ok: true }>, parsed: unknown): unknown {
	if (refused === 'conflict') return createError(REV_CONFLICT);
	return refused === 'deleted' ? createError(MISSING_DOC, 'deleted') : parsed;
}

/** A replicated document that can't be parsed is refused by itself; an own one is the caller's bug. */
function parse(doc: object, newEdits: boolean): Graft | PouchError {
	try {
		return asGraft(doc, newEdits);
	} catch (error) {
		if (newEdits) throw error;
		return error as PouchError;
	}
}

function asGraft(doc: object, newEdits: boolean): Graft {
	const parsed = parseDoc(doc, newEdits, { deterministic_revs: true });
	if (parsed.error) throw parsed;
	const { id, rev_tree, deleted } = parsed.metadata;
	const [branch] = branchesOf(rev_tree) as [Branch];
	return { id, branch, deleted: Boolean(deleted), data: parsed.data };
}

// The order of the fields is part of the hash that PouchDB makes of them.
const follow = ({ id, data }: Graft, rev: string): Graft => asGraft({ ...data, _rev: rev, _id: id }, true);

async function rangeOf(tables: DocumentTables, asked: Asked): Promise<DocRow[]> {
	const bound = (which: string) => (asked.key ?? asked[which]) as string | undefined;
	const backwards = asked.descending === true;
	const low = bound(backwards ? 'endkey' : 'startkey') ?? '';
	const high = bound(backwards ? 'startkey' : 'endkey') ?? '\uffff';
	if (low > high) return [];
	const withEnd = asked.inclusive_end !== false;
	let range = tables.docs.where('id').between(low, high, !backwards || withEnd, backwards || withEnd);
	if (backwards) range = range.reverse();
	range = range.filter((row) => !row.deleted);
	if (asked.skip) range = range.offset(asked.skip as number);
	if (typeof asked.limit === 'number' && asked.limit >= 0) range = range.limit(asked.limit);
	return await range.toArray();
}

interface ChangesAsked {
	continuous?: boolean;
	descending?: boolean;
	doc_ids?: string[];
	filter?: unknown;
	limit?: number;
	return_docs?: boolean;
	since?: number;
	complete(error: unknown, answer?: object): void;
	onChange(change: object): void;
	processChange(doc: object, metadata: object, asked: object): { seq?: number };
}

const changesPage = 1000;

async function feedChanges(
	tables: DocumentTables,
	asked: ChangesAsked
): Promise<{ results: object[]; last_seq: number }> {
	const passes = filterChange(asked);
	const wanted = asked.doc_ids && new Set(asked.doc_ids);
	const limit = asked.limit === 0 ? 1 : (asked.limit ?? -1);
	const page = limit > 0 && !asked.filter && !wanted ? Math.min(limit, changesPage) : changesPage;
	const results: object[] = [];
	let last_seq = asked.since ?? 0;
	let from = asked.descending ? Infinity : last_seq;
	let given = 0;
	for (;;) {
		const range = asked.descending
			? tables.docs.where('seq').below(from).reverse()
			: tables.docs.where('seq').above(from);
		const rows = await range.limit(page).toArray();
		for (const row of rows) {
			from = row.seq;
			if (wanted && !wanted.has(row.id)) continue;
			const doc = { ...row.data, _id: row.id, _rev: row.rev, ...(row.deleted && { _deleted: true }) };
			const change = asked.processChange(doc, metadataOf(row), asked);
			change.seq = last_seq = row.seq;
			const verdict = passes(change);
			if (typeof verdict === 'object') throw verdict;
			if (!verdict) continue;
			if (asked.return_docs) results.push(change);
			asked.onChange(change);
			if (++given === limit) return { results, last_seq };
		}
		if (rows.length < page) return { results, last_seq };
	}
}
