import {
	parseDoc,
	processDocs,
	type Metadata,
	type Outcome,
	type ParsedDocument
} from 'pouchdb-adapter-utils';
import {
	collectLeaves,
	compactTree,
	isDeleted,
	winningRev,
	type RevisionNode,
	type RevisionTree
} from 'pouchdb-merge';
import { uuid } from 'pouchdb-utils';
import { bodyOf, metadataOf } from './revisions.ts';
import type { Body, Change, DocRow, DocumentTables, Fold, MetaRow } from './tables.ts';

/**
 * Ancestors kept of a document. Too few make false conflicts for a phone that was long away
 * (https://docs.couchdb.org/en/stable/api/database/misc.html#db-revs-limit).
 */
export const revsLimit = 100;

export interface WriteOptions {
	/** `false`: the documents carry revisions made elsewhere, which are only grafted onto the trees. */
	new_edits: boolean;
	was_delete?: boolean;
	/** Rows of the documents' ids (each once, in order) and `meta`, where the caller has read them already. */
	known?: { rows: (DocRow | undefined)[]; meta: MetaRow };
}

export async function readMeta(tables: DocumentTables): Promise<MetaRow> {
	return (await tables.meta.get('db')) ?? { id: 'db', uuid: uuid(), seq: 0, count: 0 };
}

const copyNode = ([hash, state, children]: RevisionNode): RevisionNode => [
	hash,
	{ ...state },
	children.map(copyNode)
];
const copyTree = (tree: RevisionTree): RevisionTree =>
	tree.map(({ pos, ids }) => ({ pos, ids: copyNode(ids) }));

/**
 * The trees that `processDocs` grafts onto. It changes a tree before it finds a conflict, so that a refused edit
 * would show up in the next one of the same batch: hence a copy each time, where edits may be refused.
 */
class KnownDocuments {
	constructor(
		private readonly rows: Map<string, DocRow>,
		private readonly copies: boolean
	) {}
	has(id: string): boolean {
		return this.rows.has(id);
	}
	get(id: string): Metadata | undefined {
		const row = this.rows.get(id);
		return row && { ...metadataOf(row), rev_tree: this.copies ? copyTree(row.tree) : row.tree };
	}
}

/** A document's row over its revision tree. Only the bodies of leaves are kept; `body` finds them. */
function rowOf(id: string, seq: number, tree: RevisionTree, body: (rev: string) => Body | undefined): DocRow {
	compactTree({ rev_tree: tree });
	const rev = winningRev({ rev_tree: tree });
	const deleted = isDeleted({ rev_tree: tree }, rev) ? 1 : 0;
	const row: DocRow = { id, seq, rev, deleted, tree, data: body(rev) ?? {} };
	let alive = 0;
	for (const leaf of collectLeaves(tree)) {
		if (!leaf.opts.deleted) alive++;
		const losing = leaf.rev !== rev && body(leaf.rev);
		if (losing) (row.alt ??= {})[leaf.rev] = losing;
	}
	if (alive > 1) row.conf = 1;
	return row;
}

/**
 * Writes documents and whatever is folded from them. Runs inside the caller's read-write transaction over the
 * document tables and all tables of `fold`. Answers one outcome a document, in order; a refused one is an error
 * beside the others' success, as CouchDB's `_bulk_docs` does it.
 */
export async function writeDocuments(
	tables: DocumentTables,
	documents: readonly object[],
	options: WriteOptions,
	fold?: Fold
): Promise<Outcome[]> {
	const parsed = documents.map((doc) => parse(doc, options.new_edits));
	const good = parsed.filter((one): one is ParsedDocument => 'metadata' in one);
	const ids = [...new Set(good.map((one) => one.metadata.id))];
	const { rows: found, meta } = options.known ?? {
		rows: await tables.docs.bulkGet(ids),
		meta: await readMeta(tables)
	};
	const rows = new Map<string, DocRow>();
	for (const row of found) if (row) rows.set(row.id, row);
	const before = new Map(rows);
	const changed = new Set<string>();
	const results = new Array<Outcome | undefined>(good.length);
	processDocs(
		revsLimit,
		good,
		{},
		new KnownDocuments(rows, options.new_edits),
		null,
		results,
		({ metadata, data }, _winner, _winnerDeleted, _deleted, _isUpdate, delta, index, done) => {
			const { id, rev, rev_tree } = metadata;
			const old = rows.get(id);
			const body = (one: string) => (one === rev ? data : old && bodyOf(old, one));
			rows.set(id, rowOf(id, ++meta.seq, rev_tree, body));
			meta.count += delta;
			changed.add(id);
			results[index] = { ok: true, id, rev };
			done();
		},
		options
	);
	if (changed.size) {
		const after = [...changed].map((id) => rows.get(id) as DocRow);
		const changes: Change[] = after.map((row) => ({ id: row.id, before: before.get(row.id), after: row }));
		await Promise.all([tables.docs.bulkPut(after), tables.meta.put(meta), fold?.(changes)]);
	}
	let next = 0;
	return parsed.map((one) => {
		if (!('metadata' in one)) return one;
		const outcome = results[next++] ?? {};
		// A revision that was there already comes back as the document itself.
		return outcome.metadata ? { ok: true, id: outcome.metadata.id, rev: outcome.metadata.rev } : outcome;
	});
}

/** A replicated document that can't be parsed is refused by itself; an own one is the caller's bug. */
function parse(doc: object, newEdits: boolean): ParsedDocument | Outcome {
	try {
		const parsed = parseDoc(doc, newEdits, { deterministic_revs: true });
		if (!parsed.error) return parsed;
		throw parsed;
	} catch (error) {
		if (newEdits) throw error;
		return error as Outcome;
	}
}
