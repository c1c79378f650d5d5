import { createHash } from 'node:crypto';
import { canonical } from '../records/index.ts';
import { ACCOUNTS, type Backend, type Doc } from './backend.ts';

/** Stands for the checks that CouchDB runs, by the kind of database. */
export function digestOf(checks: Record<string, string>): string {
	return createHash('sha256').update(canonical(checks)).digest('hex').slice(0, 16);
}

/**
 * What to do about a CouchDB whose design documents are missing, or are not those of this build, whose digest
 * is `wanted`; undefined when all is well.
 */
export async function designTrouble(couch: Backend, wanted: string): Promise<string | undefined> {
	const kept = await couch.allDocs<Doc & { design: { validate_doc_update: string } }>(ACCOUNTS, 'design:');
	if (kept.length === 0) return 'CouchDB has no checks of its own yet: run npm run couch:setup';
	const checks = kept.map(({ _id, design }) => [_id.slice('design:'.length), design.validate_doc_update]);
	if (digestOf(Object.fromEntries(checks)) === wanted) return undefined;
	return 'CouchDB’s checks are those of another version of the app: run npm run couch:setup';
}
