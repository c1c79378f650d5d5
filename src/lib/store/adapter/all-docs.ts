import { collectConflicts } from 'pouchdb-merge';
import { giveContents, type AttachmentsAsked } from './attachments.ts';
import { metadataOf } from './revisions.ts';
import type { AdapterTables, Body, DocRow } from './tables.ts';
import { readMeta } from './write.ts';

/** What `allDocs` is asked for. */
export interface AllDocsAsked extends AttachmentsAsked {
	key?: string;
	keys?: string[];
	startkey?: string;
	endkey?: string;
	inclusive_end?: boolean;
	descending?: boolean;
	skip?: number;
	limit?: number;
	include_docs?: boolean;
	conflicts?: boolean;
	update_seq?: boolean;
}

interface Line {
	key: string | undefined;
	id?: string;
	value?: { rev: string; deleted?: true };
	doc?: Body | null;
	error?: 'not_found';
}

/** Answers `allDocs`. */
export async function allDocs(tables: AdapterTables, asked: AllDocsAsked): Promise<object> {
	const meta = await readMeta(tables);
	const rows = asked.limit === 0 ? [] : await rowsOf(tables, asked);
	const lines = rows.map((row, i): Line =>
		row ? lineOf(row, asked) : { key: asked.keys?.[i], error: 'not_found' }
	);
	if (asked.include_docs)
		await giveContents(
			tables.attachments,
			lines.map(({ doc }) => doc ?? undefined),
			asked
		);
	return {
		total_rows: meta.count,
		offset: asked.skip ?? 0,
		...(asked.update_seq === true && { update_seq: meta.seq }),
		rows: lines
	};
}

function lineOf(row: DocRow, asked: AllDocsAsked): Line {
	const { id, rev } = row;
	if (row.deleted) return { id, key: id, value: { rev, deleted: true }, doc: null };
	const line = { id, key: id, value: { rev } };
	if (!asked.include_docs) return line;
	const conflicts = asked.conflicts ? collectConflicts(metadataOf(row)) : [];
	const doc: Body = { ...row.data, _id: id, _rev: rev };
	if (conflicts.length) doc._conflicts = conflicts;
	return { ...line, doc };
}

async function rowsOf(tables: AdapterTables, asked: AllDocsAsked): Promise<(DocRow | undefined)[]> {
	if (asked.keys) return await tables.docs.bulkGet(asked.keys);
	// To PouchDB an empty bound is none.
	const bound = (which: 'startkey' | 'endkey') => asked.key || asked[which] || undefined;
	const backwards = asked.descending === true;
	const low = bound(backwards ? 'endkey' : 'startkey') ?? '';
	const high = bound(backwards ? 'startkey' : 'endkey') ?? '\uffff';
	if (low > high) return [];
	const withEnd = asked.inclusive_end !== false;
	let range = tables.docs.where('id').between(low, high, !backwards || withEnd, backwards || withEnd);
	if (backwards) range = range.reverse();
	range = range.filter((row) => !row.deleted);
	if (asked.skip) range = range.offset(asked.skip);
	if (typeof asked.limit === 'number' && asked.limit >= 0) range = range.limit(asked.limit);
	return await range.toArray();
}
