/**
 * What the gateway needs of a registry: a few functions, with two implementations, `embedded` (PouchDB on
 * LevelDB in this process) and `couchdb` (over HTTP). One suite, `backend.contract.test.ts`, runs on both.
 * A database is made when it is first used; names are the caller's responsibility and never come from a
 * request unchecked.
 */
export interface Doc {
	_id: string;
	_rev?: string;
	_deleted?: boolean;
	_revisions?: { start: number; ids: string[] };
	[field: string]: unknown;
}

export interface DatabaseState {
	doc_count: number;
	/** Opaque; begins with a number that only falls when the database was restored or made anew. */
	update_seq: string;
	/** Differs for a database that was deleted and made again under the same name. */
	instance: string;
}

export interface Change {
	seq: string | null;
	id: string;
	changes: { rev: string }[];
	deleted?: boolean;
	doc?: Doc;
}

export interface ChangesAsked {
	since: string;
	limit: number;
	include_docs: boolean;
	/** Every leaf of a document, conflicts and deletions too; else the winner alone. */
	all_leaves: boolean;
	/** How far apart rows may be that carry a sequence (CouchDB computes those slowly). */
	seq_interval?: number;
}

export interface ChangesPage {
	results: Change[];
	last_seq: string;
	pending: number;
}

export interface Refusal {
	id: string;
	rev?: string;
	error: string;
	reason: string;
}

export interface BulkGetRow {
	id: string;
	docs: ({ ok: Doc } | { error: { id: string; rev: string; error: string; reason: string } })[];
}

export type RevsMissing = Record<string, { missing: string[]; possible_ancestors?: string[] }>;

/** A page of documents. */
export interface DocsPage {
	/** The id after which to go on, whether or not it is still there. */
	after?: string;
	limit: number;
}

export interface Backend {
	readonly kind: 'embedded' | 'couchdb';
	ensureDatabase(db: string): Promise<void>;
	dropDatabase(db: string): Promise<void>;
	info(db: string): Promise<DatabaseState>;
	/** The winning revision, with its history; undefined when there is none or it is deleted. */
	get<T extends Doc>(db: string, id: string): Promise<T | undefined>;
	/**
	 * Compare and swap: stores `doc` on top of `doc._rev` and reads it back.
	 * Answers the new revision, or 'conflict' when another writer was first.
	 */
	put(db: string, doc: Doc): Promise<{ rev: string } | 'conflict'>;
	/** All documents whose id begins with `prefix`, in id order; of very many a page at a time, those after an id. */
	allDocs<T extends Doc>(db: string, prefix: string, page?: DocsPage): Promise<T[]>;
	/** Every leaf, deleted ones too, of those of `ids` that exist. */
	leaves(db: string, ids: string[]): Promise<Map<string, Doc[]>>;
	getLocal(db: string, id: string): Promise<Doc | undefined>;
	putLocal(db: string, doc: Doc): Promise<{ rev: string } | 'conflict'>;
	changes(db: string, asked: ChangesAsked): Promise<ChangesPage>;
	revsDiff(db: string, asked: Record<string, string[]>): Promise<RevsMissing>;
	bulkGet(db: string, asked: { id: string; rev?: string }[], revs: boolean): Promise<BulkGetRow[]>;
	/** Stores revisions as they are (`new_edits: false`); answers the refused ones only. */
	bulkDocs(db: string, docs: Doc[]): Promise<Refusal[]>;
	health(): Promise<boolean>;
	close(): Promise<void>;
}

/** The registry could not answer: out of reach, too slow, or broken. The caller may try again. */
export class BackendTrouble extends Error {
	override name = 'BackendTrouble';
	readonly code: 'unreachable' | 'timeout' | 'locked' | 'not_writable' | 'refused' | 'bad_since';
	constructor(code: BackendTrouble['code'], message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/** Ids of the nation's own databases. */
export const REGISTRY = 'registry';
export const ACCOUNTS = 'accounts';
export const REFERENCE = 'reference';
