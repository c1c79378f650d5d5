import {
	collectLeaves,
	compactTree,
	isDeleted,
	merge,
	revExists,
	winningRev,
	type RevisionNode,
	type RevisionTree
} from 'pouchdb-merge';
import {
	bodyOf,
	branchesOf,
	generationOf,
	hashOf,
	onlyBranch,
	pathOf,
	treeOf,
	type Branch
} from './revisions.ts';
import type { Body, Change, DocRow, DocumentTables, Fold, MetaRow } from './tables.ts';

/**
 * Ancestors kept of a document. Too few make false conflicts for a phone that was long away
 * (https://docs.couchdb.org/en/stable/api/database/misc.html#db-revs-limit).
 */
export const revsLimit = 100;

/** A revision with its ancestors and its fields, ready to become a part of a document. */
export interface Graft {
	id: string;
	branch: Branch;
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
	/** Revisions kept of a branch. */
	limit?: number;
	/** Completes a row before it is written. */
	complete?(row: DocRow): void;
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
	const branch = _revisions === undefined ? branchOfRev(_rev) : checkBranch(_revisions);
	if (!branch) return undefined;
	const data: Body = {};
	for (const name of Object.keys(doc)) {
		if (!name.startsWith('_')) data[name] = doc[name];
		else if (!underscored.includes(name)) return undefined;
	}
	return { id, branch, deleted: Boolean(_deleted), data };
}

function branchOfRev(rev: unknown): Branch | undefined {
	if (typeof rev !== 'string' || !/^\d+-./.test(rev)) return undefined;
	return { start: generationOf(rev), ids: [hashOf(rev)] };
}

function checkBranch(given: unknown): Branch | undefined {
	const { start, ids } = (given ?? {}) as { start?: unknown; ids?: unknown };
	if (!Number.isSafeInteger(start) || !Array.isArray(ids) || !ids.length) return undefined;
	if (!ids.every((hash) => typeof hash === 'string' && hash !== '')) return undefined;
	return (start as number) < ids.length ? undefined : { start: start as number, ids };
}

const revOf = ({ branch }: Graft) => `${branch.start}-${branch.ids[0]}`;

const copyNode = ([hash, state, children]: RevisionNode): RevisionNode => [
	hash,
	{ ...state },
	children.map(copyNode)
];
const copyTree = (tree: RevisionTree): RevisionTree =>
	tree.map(({ pos, ids }) => ({ pos, ids: copyNode(ids) }));

/**
 * The row that a revision makes of `old`, and that revision, or why it makes none. The rules are those of PouchDB's
 * own adapters. Nearly always a document is new or its one branch grows, which needs no tree.
 */
function grown(
	old: DocRow | undefined,
	given: Graft,
	seq: number,
	{ edits, limit = revsLimit }: WriteOptions
): { row: DocRow; rev: string } | 'known' | 'conflict' | 'deleted' {
	if (!old) {
		if (edits?.wasDelete && given.deleted) return 'deleted';
		// An edit of what is not there.
		if (edits && given.branch.ids.length > 1) return 'conflict';
		return { row: rowOfBranch(given, given.branch, seq, limit), rev: revOf(given) };
	}
	if (!edits && isKnown(old, given)) return 'known';
	const anew = edits && old.deleted && !given.deleted && given.branch.start === 1;
	const graft = anew ? edits.follow(given, old.rev) : given;
	const rev = revOf(graft);
	const longer = old.tree ? undefined : extend(onlyBranch(old), graft.branch);
	if (longer) return { row: rowOfBranch(graft, longer, seq, limit), rev };
	// Merging changes the tree, also where the edit is then refused.
	const there = copyTree(treeOf(old));
	const { tree, conflicts } = merge(there, pathOf(graft.branch, graft.deleted), limit);
	if (edits && (old.deleted && !graft.deleted ? conflicts === 'new_branch' : conflicts !== 'new_leaf'))
		return 'conflict';
	return { row: rowOf(old, graft, seq, tree), rev };
}

function isKnown(old: DocRow, graft: Graft): boolean {
	if (old.tree) return revExists(old.tree, revOf(graft));
	const { start, ids } = onlyBranch(old);
	return ids[start - graft.branch.start] === graft.branch.ids[0];
}

/** A branch made longer by one that goes on from its end, and that agrees with it as far as both are known. */
function extend(branch: Branch, by: Branch): Branch | undefined {
	const further = by.start - branch.start;
	const shared = Math.min(branch.ids.length, by.ids.length - further);
	if (further <= 0 || shared <= 0) return undefined;
	for (let i = 0; i < shared; i++) if (by.ids[further + i] !== branch.ids[i]) return undefined;
	return { start: by.start, ids: [...by.ids, ...branch.ids.slice(shared)] };
}

function rowOfBranch(graft: Graft, { ids }: Branch, seq: number, limit: number): DocRow {
	const { id, deleted, data } = graft;
	const row: DocRow = { id, seq, rev: revOf(graft), deleted: deleted ? 1 : 0, data };
	if (ids.length > 1) row.past = ids.slice(1, limit);
	return row;
}

/** A document's row over its revision tree. Only the bodies of leaves are kept. */
function rowOf(old: DocRow, graft: Graft, seq: number, tree: RevisionTree): DocRow {
	const body = (rev: string) => (rev === revOf(graft) ? graft.data : bodyOf(old, rev));
	compactTree({ rev_tree: tree });
	const rev = winningRev({ rev_tree: tree });
	const deleted = isDeleted({ rev_tree: tree }, rev) ? 1 : 0;
	const row: DocRow = { id: old.id, seq, rev, deleted, data: body(rev) ?? {} };
	const leaves = collectLeaves(tree);
	if (leaves.length === 1) {
		const past = branchesOf(tree)[0]?.ids.slice(1) ?? [];
		return past.length ? { ...row, past } : row;
	}
	row.tree = tree;
	for (const leaf of leaves) {
		const losing = leaf.rev !== rev && body(leaf.rev);
		if (losing) (row.alt ??= {})[leaf.rev] = losing;
	}
	if (leaves.filter((leaf) => !leaf.opts.deleted).length > 1) row.conf = 1;
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
	options: WriteOptions,
	fold?: Fold
): Promise<Outcome[]> {
	const { rows: found, meta } = options.known ?? (await readKnown(tables, grafts));
	const rows = new Map<string, DocRow>();
	for (const row of found) if (row) rows.set(row.id, row);
	const before = new Map(rows);
	const changed = new Set<string>();
	const outcomes = grafts.map((graft): Outcome => {
		if (!graft) return { refused: 'unreadable' };
		const { id } = graft;
		const old = rows.get(id);
		const made = grown(old, graft, meta.seq + 1, options);
		if (made === 'known') return { ok: true, id, rev: revOf(graft) };
		if (typeof made === 'string') return { refused: made };
		const { row, rev } = made;
		// Who does not know of attachments lets go of none.
		if (old?.atts) row.atts = old.atts;
		options.complete?.(row);
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
