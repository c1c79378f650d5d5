import { isId, isRev } from '../records/index.ts';

/** Most rows in one question. */
const ROWS_CAP = 10_000;
const DEPTH_CAP = 16;

export function isPlainObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value has more levels than anything we take: further on, code that walks it may run out of stack. */
export function isDeep(value: unknown): boolean {
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth += 1) {
		if (depth > DEPTH_CAP) return true;
		level = level.flatMap((item) =>
			typeof item === 'object' && item !== null
				? Object.values(item).filter((inner) => typeof inner === 'object' && inner !== null)
				: []
		);
	}
	return false;
}

/**
 * A `_revs_diff` question, its strange ids and revisions apart: those are missing here and always will be.
 * Undefined when it isn't one. Of one document any number of revisions may be asked for that a request has
 * room for: a phone compares all that it has.
 */
export function readRevsDiff(value: unknown) {
	if (!isPlainObject(value)) return undefined;
	const entries = Object.entries(value);
	if (entries.length > ROWS_CAP) return undefined;
	const known: [string, string[]][] = [];
	const strange: [string, { missing: string[] }][] = [];
	for (const [id, revs] of entries) {
		if (!isTexts(revs)) return undefined;
		if (isId(id) && revs.every(isRev)) known.push([id, revs]);
		else strange.push([id, { missing: revs }]);
	}
	return { known: Object.fromEntries(known), strange: Object.fromEntries(strange) };
}

function isTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** A `_bulk_get` question; undefined when it isn't one. */
export function readBulkGet(value: unknown): { id: string; rev?: string }[] | undefined {
	if (!isPlainObject(value) || !Array.isArray(value.docs) || value.docs.length > ROWS_CAP) return undefined;
	const asked: { id: string; rev?: string }[] = [];
	for (const row of value.docs as unknown[]) {
		if (!isPlainObject(row) || !isId(row.id)) return undefined;
		if (row.rev !== undefined && !isRev(row.rev)) return undefined;
		asked.push(row.rev === undefined ? { id: row.id } : { id: row.id, rev: row.rev });
	}
	return asked;
}
