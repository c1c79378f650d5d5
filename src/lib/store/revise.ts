import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical, checkRecord, mergeRecords, type AnyRecord, type Base } from '../records/index.ts';
import { ancestryOf, generationOf, hashOf, leavesOf } from './adapter/revisions.ts';
import type { Body, DocRow } from './adapter/tables.ts';
import { recordOf } from './read-model.ts';

/** A document with its revision and ancestors, as `writeDocuments` takes it. */
export interface Revision {
	_id: string;
	_rev: string;
	_revisions: { start: number; ids: string[] };
	_deleted?: true;
	[field: string]: unknown;
}

/** A record's fields without what replication adds. */
export function bodyOfRecord(record: Base): Body {
	return Object.fromEntries(Object.entries(record).filter(([name]) => !name.startsWith('_')));
}

/**
 * A revision that follows `parent`. Its hash depends on the content and the parent alone, so that phones which come
 * to the same result make the same revision.
 */
function revise(
	id: string,
	body: Body,
	row: DocRow | undefined,
	parent: string | undefined,
	deleted = false
): Revision {
	const before = row && parent ? ancestryOf(row, parent) : undefined;
	const start = parent ? generationOf(parent) + 1 : 1;
	const text = canonical([id, deleted, parent ?? '', body]);
	const hash = bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32);
	return {
		...body,
		_id: id,
		_rev: `${start}-${hash}`,
		_revisions: { start, ids: [hash, ...(before?.ids ?? (parent ? [hashOf(parent)] : []))] },
		...(deleted && { _deleted: true })
	};
}

/** The revisions that these follow, and contain. */
export const followedBy = (revisions: readonly Revision[]): [id: string, rev: string][] =>
	revisions.flatMap(({ _id, _revisions: { start, ids } }): [string, string][] =>
		ids[1] === undefined ? [] : [[_id, `${start - 1}-${ids[1]}`]]
	);

/** The first revision of a record, or the next one of a document that is there. */
export function reviseRecord(record: Base, row: DocRow | undefined): Revision {
	return revise(record._id, bodyOfRecord(record), row, row?.rev);
}

/** Versions that are merged in one go. A server lets 20 stand; more are brought together round by round. */
const mostAtOnce = 40;

interface Version {
	rev: string;
	record: AnyRecord;
}

/**
 * The versions of a record that stand and that this app can read, the winning one first if it can. One that it can't
 * read is left as it is, to an app that can. Where it can read none, the winning one stands for itself.
 */
function versionsOf(row: DocRow): Version[] {
	const winning = { rev: row.rev, record: recordOf(row) };
	if (!row.conf) return [winning];
	const readable = leavesOf(row)
		.filter((leaf) => !leaf.deleted && checkRecord({ ...leaf.body, _id: row.id }).length === 0)
		.map(({ rev, body }) => ({ rev, record: recordOf({ ...row, rev, data: body }) }))
		.sort((a, b) => Number(b.rev === row.rev) - Number(a.rev === row.rev) || (a.rev < b.rev ? -1 : 1));
	return readable.length ? readable.slice(0, mostAtOnce) : [winning];
}

/** What all versions come to; the record itself when there is only one. */
export function mergedRecord(row: DocRow): AnyRecord {
	return versionsOf(row)
		.sort((a, b) => (a.rev < b.rev ? -1 : 1))
		.map(({ record }) => record)
		.reduce((a, b) => mergeRecords(a, b));
}

/**
 * A record as people see it: a version that the server would not take hides none that came later. Where all versions
 * come to what can't be, such as an end before the beginning, it is one of them until somebody puts it right.
 */
export function shownRecord(row: DocRow): AnyRecord {
	if (!row.conf) return recordOf(row);
	const merged = mergedRecord(row);
	const shown = checkRecord(merged).length ? (versionsOf(row)[0]?.record ?? merged) : merged;
	return { ...shown, _rev: row.rev };
}

/**
 * The revisions that settle a conflict on `record`: it follows the winning version, unless that says the same already,
 * and every other one is closed. The same on every phone that knows the same versions.
 */
export function settle(row: DocRow, record: Base): Revision[] {
	const [first, ...others] = versionsOf(row);
	if (!first) return [];
	const body = bodyOfRecord(record);
	const said = canonical(bodyOfRecord(first.record)) === canonical(body);
	const closed = others.map(({ rev }) => revise(row.id, { type: record.type }, row, rev, true));
	return said ? closed : [revise(row.id, body, row, first.rev), ...closed];
}
