import { parseDoc } from 'pouchdb-adapter-utils';
import { createError, MISSING_DOC, REV_CONFLICT, type PouchError } from 'pouchdb-errors';
import {
	checkStubs,
	noteDigests,
	refusalOf,
	settleContents,
	takeContents,
	type Contents
} from './attachments.ts';
import { branchesOf, type Branch } from './revisions.ts';
import type { AdapterTables, Body, Change, Fold } from './tables.ts';
import { writeGrafts, type Graft, type Outcome } from './write.ts';

/** What `bulkDocs` is asked for. */
export interface BulkAsked {
	/** `false`: the documents carry revisions made elsewhere, which are only grafted onto the trees. */
	new_edits: boolean;
	was_delete?: boolean;
}

interface ReadOptions {
	deterministic_revs?: boolean;
	maxAttachment?: number;
}

/** Bytes of an attachment, unless told otherwise. */
const photo = 1024 * 1024;

/** Documents that PouchDB's own parsing has read, with the contents of their attachments. */
export interface ReadEdits {
	parsed: (Graft | PouchError)[];
	contents: Contents;
	asked: BulkAsked;
}

/** Reads documents as PouchDB's own adapters do. Outside a transaction. */
export async function readEdits(
	documents: object[],
	asked: BulkAsked,
	{ deterministic_revs = true, maxAttachment = photo }: ReadOptions
): Promise<ReadEdits> {
	const parsed = documents.map((doc) => parse(doc, asked.new_edits, deterministic_revs));
	const grafts = parsed.filter((one) => 'branch' in one);
	const contents = await takeContents(
		grafts.map(({ data, branch }) => ({ data, generation: branch.start })),
		!asked.new_edits
	);
	const checked = parsed.map(
		(one) => ('branch' in one && refusalOf(one.data, contents, maxAttachment)) || one
	);
	return { parsed: checked, contents, asked };
}

/** Writes them inside a read-write transaction over all tables; each is answered as `bulkDocs` wants it. */
export async function writeEdits(
	tables: AdapterTables,
	{ parsed, contents, asked }: ReadEdits,
	limit: number | undefined,
	fold: Fold | undefined
): Promise<unknown[]> {
	const grafts = parsed.map((one) => ('branch' in one ? one : undefined));
	const bodies = grafts.flatMap((graft): Body[] => (graft ? [graft.data] : []));
	await checkStubs(tables.attachments, bodies, contents);
	const edits = { follow, wasDelete: asked.was_delete !== undefined };
	const options = { limit, complete: noteDigests, ...(asked.new_edits && { edits }) };
	const written: Change[] = [];
	const outcomes = await writeGrafts(tables, grafts, options, (changes) => {
		written.push(...changes);
		return fold ? fold(changes) : Promise.resolve();
	});
	await settleContents(tables, written, contents);
	return outcomes.map((outcome, i) => (outcome.ok ? outcome : errorOf(outcome, parsed[i])));
}

function errorOf({ refused }: Exclude<Outcome, { ok: true }>, parsed: unknown): unknown {
	if (refused === 'conflict') return createError(REV_CONFLICT);
	return refused === 'deleted' ? createError(MISSING_DOC, 'deleted') : parsed;
}

/** A replicated document that no replica could keep is refused by itself; an own one is the caller's bug. */
function parse(doc: object, newEdits: boolean, deterministic: boolean): Graft | PouchError {
	try {
		return asGraft(doc, newEdits, deterministic);
	} catch (error) {
		if (newEdits || !('_rev' in doc)) throw error;
		return error as PouchError;
	}
}

function asGraft(doc: object, newEdits: boolean, deterministic = true): Graft {
	const parsed = parseDoc(doc, newEdits, { deterministic_revs: deterministic });
	if (parsed.error) throw parsed;
	const { id, rev_tree, deleted } = parsed.metadata;
	const [branch] = branchesOf(rev_tree) as [Branch];
	return { id, branch, deleted: Boolean(deleted), data: parsed.data };
}

// The order of the fields is part of the hash that PouchDB makes of them.
const follow = ({ id, data }: Graft, rev: string): Graft => asGraft({ ...data, _rev: rev, _id: id }, true);
