import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import PouchDB from 'pouchdb';
import {
	ACCOUNTS,
	BackendTrouble,
	type Backend,
	type BulkGetRow,
	type ChangesAsked,
	type ChangesPage,
	type Doc,
	type DocsPage,
	type Refusal,
	type RevsMissing
} from './backend.ts';
import { durableLevel } from './durable-level.ts';
import { OpenDatabases } from './open-databases.ts';

type Database = PouchDB.Database<Doc>;

export interface EmbeddedOptions {
	/** Open databases kept at hand; each costs about a dozen file descriptors. */
	limit?: number;
	/** Milliseconds before a stuck operation is given up. */
	patience?: number;
}

/**
 * The registry in this process: PouchDB on LevelDB, one folder a database under `folder`.
 * Throws BackendTrouble `not_writable` or `locked` (another process has it open).
 */
export async function openEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<Backend> {
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		await access(folder, constants.W_OK | constants.X_OK);
	} catch (cause) {
		throw new BackendTrouble('not_writable', `${folder} can't be written to`, { cause });
	}
	const databases = new OpenDatabases<Database>({
		limit: options.limit ?? 64,
		patience: options.patience ?? 30_000,
		open: (name) => openDatabase(join(folder, name)),
		close: (database) => database.close()
	});
	return new Embedded(databases);
}

class Embedded implements Backend {
	readonly kind = 'embedded';
	readonly #databases: OpenDatabases<Database>;

	constructor(databases: OpenDatabases<Database>) {
		this.#databases = databases;
	}

	async ensureDatabase(db: string): Promise<void> {
		await this.#databases.read(db, (database) => database.info());
	}

	async dropDatabase(db: string): Promise<void> {
		await this.#databases.write(db, (database) => database.destroy());
		await this.#databases.forget(db);
	}

	info(db: string) {
		return this.#databases.read(db, async (database) => {
			const [info, instance] = await Promise.all([database.info(), uuidOf(database)]);
			return { doc_count: info.doc_count, update_seq: `${info.update_seq}-${instance}`, instance };
		});
	}

	get<T extends Doc>(db: string, id: string) {
		return this.#databases.read(db, (database) =>
			unlessMissing(database.get(id, { revs: true }) as Promise<unknown> as Promise<T>)
		);
	}

	put(db: string, doc: Doc) {
		const { _revisions: _, ...plain } = doc;
		return this.#databases.write(db, (database) => swapped(database.put(plain as Doc)));
	}

	allDocs<T extends Doc>(db: string, prefix: string, page?: DocsPage) {
		return this.#databases.read(db, async (database) => {
			const found = await database.allDocs({
				include_docs: true,
				startkey: page?.after ?? prefix,
				endkey: `${prefix}\ufff0`,
				...(page && { limit: page.limit + 1 })
			});
			const docs = found.rows.flatMap((row) =>
				'doc' in row && row.doc && row.id !== page?.after ? [row.doc as unknown as T] : []
			);
			return docs.slice(0, page?.limit);
		});
	}

	leaves(db: string, ids: string[]) {
		return this.#databases.read(db, async (database) => {
			const found = new Map<string, Doc[]>();
			const read = async (id: string) => {
				const rows = await unlessMissing(database.get(id, { open_revs: 'all', revs: true }));
				const docs = rows?.flatMap((row) => (row.ok ? [row.ok as Doc] : [])) ?? [];
				if (docs.length > 0) found.set(id, docs);
			};
			await Promise.all(ids.map(read));
			return found;
		});
	}

	getLocal(db: string, id: string) {
		return this.#databases.read(db, (database) => unlessMissing<Doc>(database.get(id)));
	}

	putLocal(db: string, doc: Doc) {
		return this.#databases.write(db, (database) => swapped(database.put(doc)));
	}

	changes(db: string, asked: ChangesAsked): Promise<ChangesPage> {
		return this.#databases.read(db, async (database) => {
			const instance = await uuidOf(database);
			const since = sinceNumber(asked.since, instance);
			const page = await database.changes({
				since,
				limit: asked.limit,
				include_docs: asked.include_docs,
				style: asked.all_leaves ? 'all_docs' : 'main_only'
			});
			const { update_seq } = await database.info();
			const full = page.results.length >= asked.limit;
			const last = full ? Number(page.last_seq) : Math.max(Number(update_seq), Number(page.last_seq));
			return {
				results: page.results.map((row) => ({
					...row,
					seq: `${row.seq}-${instance}`
				})) as ChangesPage['results'],
				last_seq: `${last}-${instance}`,
				pending: full ? Math.max(0, Number(update_seq) - last) : 0
			};
		});
	}

	revsDiff(db: string, asked: Record<string, string[]>) {
		return this.#databases.read(
			db,
			(database) => database.revsDiff(asked) as Promise<unknown> as Promise<RevsMissing>
		);
	}

	async bulkGet(db: string, asked: { id: string; rev?: string }[], revs: boolean) {
		// PouchDB never answers a question about nothing.
		if (asked.length === 0) return [];
		return this.#databases.read(db, async (database) => {
			const docs = asked as { id: string; rev: string }[];
			const answer = await database.bulkGet({ docs, revs });
			return answer.results as unknown as BulkGetRow[];
		});
	}

	bulkDocs(db: string, docs: Doc[]): Promise<Refusal[]> {
		return this.#databases.write(db, async (database) => {
			const rows = await database.bulkDocs(docs, { new_edits: false });
			return rows.flatMap((row) =>
				'error' in row && row.error
					? [{ id: row.id ?? '', error: row.name ?? 'error', reason: row.message ?? 'refused' }]
					: []
			);
		});
	}

	async health() {
		try {
			await this.ensureDatabase(ACCOUNTS);
			return true;
		} catch {
			return false;
		}
	}

	close() {
		return this.#databases.close();
	}
}

async function openDatabase(location: string): Promise<Database> {
	const settings = { db: durableLevel, auto_compaction: true, revs_limit: 1000 };
	const database = new PouchDB<Doc>(location, settings as PouchDB.Configuration.DatabaseConfiguration);
	database.setMaxListeners(0);
	try {
		await database.info();
		return database;
	} catch (cause) {
		const text = String(cause instanceof Error ? cause.message : cause);
		if (/lock/i.test(text)) throw new BackendTrouble('locked', `${location} is in use`, { cause });
		throw new BackendTrouble('not_writable', `${location} can't be opened`, { cause });
	}
}

/** PouchDB's own name of a database's life, kept in its file. */
function uuidOf(database: Database): Promise<string> {
	return new Promise((resolve, reject) => {
		const named = database as unknown as { _id(done: (problem: unknown, id: string) => void): void };
		named._id((problem, id) => (problem ? reject(problem) : resolve(id)));
	});
}

/** A position in another life of this database means nothing here: the reader starts again. */
function sinceNumber(since: string, instance: string): number {
	const [, number, life] = /^(\d{1,15})(?:-(.+))?$/.exec(since) ?? [];
	if (number === undefined) throw new BackendTrouble('bad_since', 'not a position of this database');
	return life === undefined || life === instance ? Number(number) : 0;
}

async function unlessMissing<T>(read: Promise<T>): Promise<T | undefined> {
	try {
		return await read;
	} catch (problem) {
		if (statusOf(problem) === 404) return undefined;
		throw problem;
	}
}

async function swapped(write: Promise<{ rev: string }>): Promise<{ rev: string } | 'conflict'> {
	try {
		return { rev: (await write).rev };
	} catch (problem) {
		if (statusOf(problem) === 409) return 'conflict';
		throw problem;
	}
}

function statusOf(problem: unknown): number | undefined {
	return (problem as { status?: number } | undefined)?.status;
}
