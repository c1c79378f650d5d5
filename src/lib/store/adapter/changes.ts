import { filterChange } from 'pouchdb-utils';
import { giveContents, type AttachmentsAsked } from './attachments.ts';
import { metadataOf } from './revisions.ts';
import type { AdapterTables, Body } from './tables.ts';

/** What `changes` is asked for. */
export interface ChangesAsked extends AttachmentsAsked {
	continuous?: boolean;
	descending?: boolean;
	doc_ids?: string[];
	filter?: unknown;
	include_docs?: boolean;
	limit?: number;
	return_docs?: boolean;
	since?: number;
	complete(error: unknown, answer?: object): void;
	onChange(change: object): void;
	processChange(doc: object, metadata: object, asked: object): { seq?: number; doc?: Body };
}

const changesPage = 1000;

/** Answers `changes` once, from `since` on. */
export async function feedChanges(
	tables: AdapterTables,
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
			if (asked.include_docs && asked.attachments)
				await giveContents(tables.attachments, [change.doc], asked);
			if (asked.return_docs) results.push(change);
			asked.onChange(change);
			if (++given === limit) return { results, last_seq };
		}
		if (rows.length < page) return { results, last_seq };
	}
}
