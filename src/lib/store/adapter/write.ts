import {
	collectLeaves,
	compactTree,
	isDeleted,
	merge,
	revExists,
	winningRev,
	type RevisionNode,
	type RevisionPath,
	type RevisionTree
} from 'pouchdb-merge';
import { bodyOf } from './revisions.ts';
import type { Body, Change, DocRow, DocumentTables, Fold, MetaRow } from './tables.ts';

/**
 * Ancestors kept of a document. Too few make false conflicts for a phone that was long away
 * (https://docs.couchdb.org/en/stable/api/database/misc.html#db-revs-limit).
 */
export const revsLimit = 100;

/** A revision with its ancestors as a tree of one path, ready to be merged into a document's tree. */
export interface Graft {
	id: string;
	rev: string;
	path: RevisionPath;
	deleted: boolean;
	data: Body;
}

/** What became of one document. */
export type Outcome =
	{ ok: true; id: string; rev: string } | { ok?: undefined; refused: 'unreadable' | 'conflict' | 'deleted' };

/** For documents that are edited here and not replicated: an edit must follow the winning revision. */
export interface Edits {
	/** The same edit as one that follows `rev`, the deletion of a document that it makes anew. */
	follow(graft: Graft, rev: string): Graft;
	/** All of them are deletions, which must find something. */
	wasDelete: boolean;
}

export interface WriteOptions {
	/** Rows of the documents' ids and `meta`, where the caller has read them already. */
	known?: { rows: readonly (DocRow | undefined)[]; meta: MetaRow };
	edits?: Edits;
}

export async function readMeta(tables: DocumentTables): Promise<MetaRow> {
	return (await tables.meta.get('db')) ?? { id: 'db', uuid: newIdentity(), seq: 0, count: 0 };
}

function newIdentity(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const underscored = ['_id', '_rev', '_revisions', '_deleted'];

/** A replicated document as a graft; `undefined` for one that no replica could keep. */
function readReplicated(doc: Record<string, unknown>): Graft | undefined {
	const { _id: id, _rev, _revisions, _deleted } = doc;
	if (typeof id !== 'string' || id === '' || id.startsWith('_')) return undefined;
	const { start, ids } = (_revisions as { start?: unknown; ids?: unknown } | undefined) ?? fromRev(_rev);
	if (!Number.isSafeInteger(start) || !Array.isArray(ids) || !ids.length) return undefined;
	if (!ids.every((hash) => typeof hash === 'string' && hash !== '')) return undefined;
	const data: Body = {};
	for (const name of Object.keys(doc)) {
		if (!name.startsWith('_')) data[name] = doc[name];
		else if (!underscored.includes(name)) return undefined;
	}
	const deleted = Boolean(_deleted);
	let node: RevisionNode = [ids[0], { status: 'available', ...(deleted && { deleted: true as const }) }, []];
	for (const hash of ids.slice(1)) node = [hash, { status: 'missing' }, [node]];
	const pos = (start as number) - ids.length + 1;
	return pos < 1 ? undefined : { id, rev: `${start}-${ids[0]}`, path: { pos, ids: node }, deleted, data };
}

function fromRev(rev: unknown): { start?: number; ids?: string[] } {
	const [, generation, hash] = /^(\d+)-(.+)$/.exec(String(rev)) ?? [];
	return hash === undefined ? {} : { start: Number(generation), ids: [hash] };
}

const copyNode = ([hash, state, children]: RevisionNode): RevisionNode => [
	hash,
	{ ...state },
	children.map(copyNode)
];
const copyTree = (tree: RevisionTree): RevisionTree =>
	tree.map(({ pos, ids }) => ({ pos, ids: copyNode(ids) }));

const generationsOf = ({ ids }: RevisionPath): number => {
	let count = 1;
	for (let node = ids; node[2][0]; node = node[2][0]) count++;
	return count;
};

/** The row that a revision makes of `old`, and that revision, or why it makes none. The rules are those of PouchDB's own adapters. */
function grown(
	old: DocRow | undefined,
	given: Graft,
	seq: number,
	edits: Edits | undefined
): { row: DocRow; rev: string } | 'known' | 'conflict' | 'deleted' {
	if (!old) {
		if (edits?.wasDelete && given.deleted) return 'deleted';
		// An edit of what is not there.
		if (edits && given.path.ids[1].status === 'missing') return 'conflict';
		const { id, rev, path, deleted, data } = given;
		const tree = generationsOf(path) > revsLimit ? merge([], path, revsLimit).tree : [path];
		return { row: { id, seq, rev, deleted: deleted ? 1 : 0, tree, data }, rev };
	}
	if (!edits && revExists(old.tree, given.rev)) return 'known';
	const anew = edits && old.deleted && !given.deleted && given.rev.startsWith('1-');
	const graft = anew ? edits.follow(given, old.rev) : given;
	// Merging changes the tree, also where the edit is then refused.
	const { tree, conflicts } = merge(copyTree(old.tree), graft.path, revsLimit);
	if (edits && (old.deleted && !graft.deleted ? conflicts === 'new_branch' : conflicts !== 'new_leaf'))
		return 'conflict';
	return { row: rowOf(old, graft, seq, tree), rev: graft.rev };
}

/** A document's row over its revision tree. Only the bodies of leaves are kept. */
function rowOf(old: DocRow, graft: Graft, seq: number, tree: RevisionTree): DocRow {
	const body = (rev: string) => (rev === graft.rev ? graft.data : bodyOf(old, rev));
	compactTree({ rev_tree: tree });
	const rev = winningRev({ rev_tree: tree });
	const deleted = isDeleted({ rev_tree: tree }, rev) ? 1 : 0;
	const row: DocRow = { id: old.id, seq, rev, deleted, tree, data: body(rev) ?? {} };
	let alive = 0;
	for (const leaf of collectLeaves(tree)) {
		if (!leaf.opts.deleted) alive++;
		const losing = leaf.rev !== rev && body(leaf.rev);
		if (losing) (row.alt ??= {})[leaf.rev] = losing;
	}
	if (alive > 1) row.conf = 1;
	return row;
}

/** Writes revisions that were made elsewhere, or made here already as such; otherwise as `writeGrafts`. */
export const writeDocuments = (
	tables: DocumentTables,
	documents: readonly object[],
	options: Pick<WriteOptions, 'known'> = {},
	fold?: Fold
): Promise<Outcome[]> =>
	writeGrafts(
		tables,
		documents.map((doc) => readReplicated(doc as Record<string, unknown>)),
		options,
		fold
	);

/**
 * Writes documents and whatever is folded from them. Runs inside the caller's read-write transaction over the
 * document tables and all tables of `fold`; with `known`, every write is issued before this function first waits.
 * Answers one outcome a document, in order; a refused one keeps out no other, as in CouchDB's `_bulk_docs`.
 */
export async function writeGrafts(
	tables: DocumentTables,
	grafts: readonly (Graft | undefined)[],
	{ known, edits }: WriteOptions,
	fold?: Fold
): Promise<Outcome[]> {
	const { rows: found, meta } = known ?? (await readKnown(tables, grafts));
	const rows = new Map<string, DocRow>();
	for (const row of found) if (row) rows.set(row.id, row);
	const before = new Map(rows);
	const changed = new Set<string>();
	const outcomes = grafts.map((graft): Outcome => {
		if (!graft) return { refused: 'unreadable' };
		const { id } = graft;
		const old = rows.get(id);
		const made = grown(old, graft, meta.seq + 1, edits);
		if (made === 'known') return { ok: true, id, rev: graft.rev };
		if (typeof made === 'string') return { refused: made };
		const { row, rev } = made;
		rows.set(id, row);
		meta.seq++;
		meta.count += (row.deleted ? 0 : 1) - (old && !old.deleted ? 1 : 0);
		changed.add(id);
		return { ok: true, id, rev };
	});
	if (changed.size) {
		const after = [...changed].map((id) => rows.get(id) as DocRow);
		const changes: Change[] = after.map((row) => ({ id: row.id, before: before.get(row.id), after: row }));
		await Promise.all([tables.docs.bulkPut(after), tables.meta.put(meta), fold?.(changes)]);
	}
	return outcomes;
}

async function readKnown(tables: DocumentTables, grafts: readonly (Graft | undefined)[]) {
	const ids = new Set(grafts.flatMap((graft) => graft?.id ?? []));
	const [rows, meta] = await Promise.all([tables.docs.bulkGet([...ids]), readMeta(tables)]);
	return { rows, meta };
}
