import type { Table } from 'dexie';
import type { RevisionTree } from 'pouchdb-merge';

/** A document's fields without those that begin with an underscore. */
export type Body = Record<string, unknown>;

/** One document with its revision tree. Only leaves keep a body: old revisions are compacted as they are replaced. */
export interface DocRow {
	id: string;
	/** Grows with every write of any document; unique. */
	seq: number;
	/** The winning revision. */
	rev: string;
	deleted: 0 | 1;
	/** Hashes of the ancestors, nearest first, of a document that has one branch. */
	past?: string[];
	/** All revisions of a document that has had more than one branch; the others do without. */
	tree?: RevisionTree;
	/** Body of the winning revision. */
	data: Body;
	/** Bodies of the losing leaves, by revision. */
	alt?: Record<string, Body>;
	/** Digests of its leaves' attachments; indexed, so that a content that nothing needs is found at once. */
	atts?: string[];
	/** Set while more than one leaf is not deleted; indexed, so that conflicts are found without a scan. */
	conf?: 1;
}

export interface LocalRow {
	_id: string;
	_rev: string;
	[field: string]: unknown;
}

/** The one row of `meta`: identity and counters of the database. */
export interface MetaRow {
	id: 'db';
	uuid: string;
	/** Last `seq` given. */
	seq: number;
	/** Documents that are not deleted. */
	count: number;
	/** Nothing is written any more: somebody is signing out. */
	shut?: true;
}

/** The content of attachments, once however many documents have it. */
export interface AttachmentRow {
	digest: string;
	data: Uint8Array;
}

/** The tables that documents are written to, with at least the indexes of `adapterTables`. */
export interface DocumentTables {
	docs: Table<DocRow, string>;
	local: Table<LocalRow, string>;
	meta: Table<MetaRow, string>;
}

/** All tables of an adapter. */
export interface AdapterTables extends DocumentTables {
	attachments: Table<AttachmentRow, string>;
}

/** For Dexie's `stores()`; `indexes` of your own on `docs` may follow, such as `data.door`. */
export const adapterTables = (...indexes: string[]) => ({
	docs: ['id', '&seq', 'conf', '*atts', ...indexes].join(','),
	local: '_id',
	meta: 'id',
	attachments: 'digest'
});

/** One document before and after a write; the winning rows. `before` is absent when it was not there. */
export interface Change {
	id: string;
	before?: DocRow;
	after?: DocRow;
}

/** Brings whatever is derived from the documents up to date, in the transaction that writes them. */
export type Fold = (changes: Change[]) => Promise<unknown>;
