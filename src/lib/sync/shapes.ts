import { isObject } from './ours.ts';

/** The shapes of the replication endpoints' answers. */

export interface DatabaseInfo {
	db_name: string;
	update_seq: string | number;
	instance_start_time?: string;
}

export interface FeedRow {
	id: string;
	seq: string | number;
	changes: { rev: string }[];
	deleted?: boolean;
	doc?: Record<string, unknown>;
}

export interface FeedPage {
	results: FeedRow[];
	last_seq: string | number;
	/** Rows after this page, where the server counts them. */
	pending?: number;
}

export interface Fetched {
	results: { id: string; docs: { ok?: Record<string, unknown>; error?: unknown }[] }[];
}

export type Refusals = { id: string; rev?: string; error?: string; reason?: string }[];

const isSeq = (value: unknown) => typeof value === 'string' || typeof value === 'number';

export const isInfo = (value: unknown) =>
	isObject(value) && typeof value.db_name === 'string' && isSeq(value.update_seq);

export const isFeedPage = (value: unknown) =>
	isObject(value) && isSeq(value.last_seq) && Array.isArray(value.results) && value.results.every(isFeedRow);

const isFeedRow = (row: unknown) =>
	isObject(row) &&
	typeof row.id === 'string' &&
	Array.isArray(row.changes) &&
	row.changes.every((change) => isObject(change) && typeof change.rev === 'string');

export const isFetched = (value: unknown) =>
	isObject(value) &&
	Array.isArray(value.results) &&
	value.results.every(
		(result) => isObject(result) && typeof result.id === 'string' && Array.isArray(result.docs)
	);

export const isMissing = (value: unknown) =>
	isObject(value) && Object.values(value).every((entry) => isObject(entry) && Array.isArray(entry.missing));

export const isRefusals = (value: unknown) => Array.isArray(value) && value.every(isObject);

/** The leading number of a sequence: it only falls when a database goes back in time. */
export const numberOf = (seq: string | number) =>
	typeof seq === 'number' ? seq : Number.parseInt(seq, 10) || 0;
