import { isSame, type Base } from '../records/index.ts';
import { BackendTrouble, REGISTRY, type Doc } from './backend.ts';
import type { Site } from './site.ts';

const ATTEMPTS = 20;

/**
 * Puts the public view of a record into the registry under an id of its own; `more` gets what stands there and answers
 * what is added. Where the same stands already nothing is written. Answers what stands, and whether it was written. Whoever
 * has just read what stands there gives it as `read`.
 */
export async function show<T extends Doc>(
	site: Site,
	record: Base,
	view: object,
	id: string,
	more: (known: T | undefined) => object,
	read?: T
): Promise<{ doc: T; written: boolean }> {
	const { type, schema, created_at } = record;
	for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
		const known = (attempt === 0 && read) || (await site.backend.get<T>(REGISTRY, id));
		const fixed = { type, schema, created_at, created_by: 'server', ...more(known), _id: id };
		const doc = { ...view, ...fixed } as unknown as T;
		if (known && isSame(withoutHistory(known), doc)) return { doc: known, written: false };
		const stored = await site.backend.put(REGISTRY, { ...doc, ...(known ? { _rev: known._rev } : {}) });
		if (stored !== 'conflict') return { doc, written: true };
	}
	throw new BackendTrouble('timeout', `${id} is written by too many at once`);
}

/** Whether something must be looked at before it is shown in the place of what stands, if anything does. */
export type Waits = (view: object, stands: object | undefined) => boolean;
export const noneWaits: Waits = () => false;

/** Takes a document out of the registry. Whoever was quicker has written something newer, or taken it out already. */
export async function takeOut(site: Site, { _id, _rev }: Doc): Promise<void> {
	await site.backend.put(REGISTRY, { _id, _rev, _deleted: true });
}

/** A document as it was written, without what the database adds. */
export function withoutHistory(doc: Doc): Doc {
	const { _revisions: _, _rev: __, ...plain } = doc;
	return plain;
}
