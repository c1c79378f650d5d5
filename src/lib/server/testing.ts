import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Backend } from './backend.ts';
import { openCouch } from './couchdb.ts';
import { couchRequests } from './couch-requests.ts';
import { openEmbedded } from './embedded.ts';

/** Where the tests find a CouchDB to run on, if there is one. */
export const couchUrl = process.env.COUCHDB_URL;

export interface Fresh {
	backend: Backend;
	/** Another gateway's view of the same databases; CouchDB only. */
	beside(): Backend;
	end(): Promise<void>;
}

/** A registry of its own for one test file; `end` leaves nothing behind. */
export async function freshBackend(kind: 'embedded' | 'couchdb'): Promise<Fresh> {
	if (kind === 'embedded') {
		const folder = await mkdtemp(join(tmpdir(), 'toadlane-'));
		const backend = await openEmbedded(folder);
		return {
			backend,
			beside: () => backend,
			async end() {
				await backend.close();
				await rm(folder, { recursive: true, force: true });
			}
		};
	}
	const url = couchUrl ?? '';
	const prefix = `t${randomBytes(6).toString('hex')}-`;
	return {
		backend: openCouch(url, { prefix }),
		beside: () => openCouch(url, { prefix }),
		async end() {
			const ask = couchRequests(url);
			const { body } = await ask('GET', `/_all_dbs?start_key="${prefix}"&end_key="${prefix}~"`);
			await Promise.all((body as string[]).map((db) => ask('DELETE', `/${encodeURIComponent(db)}`)));
		}
	};
}
