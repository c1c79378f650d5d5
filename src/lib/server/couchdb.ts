import {
	BackendTrouble,
	type Backend,
	type BulkGetRow,
	type ChangesAsked,
	type ChangesPage,
	type DatabaseState,
	type Doc,
	type DocsPage,
	type Refusal,
	type RevsMissing
} from './backend.ts';
import { winner } from './winner.ts';
import { couchRequests, type CouchReply, type CouchRequests } from './couch-requests.ts';

/** Nobody but an administrator reaches a database directly; the gateway is one. */
export const ADMINS_ONLY = {
	admins: { names: [], roles: ['_admin'] },
	members: { names: [], roles: ['_admin'] }
};

/** Asks for every copy in a cluster; a node that is down is not waited for. */
const EVERY_COPY = '9';
/** How often a writer that has won clears away what others wrote at the same time. */
const ROUNDS = 8;

export interface CouchOptions {
	/** Put before every database name, so that two installations can share a server. */
	prefix?: string;
	/** The design document for a new database, by its name without prefix, if there is one. */
	design?(db: string): Promise<Doc | undefined>;
	headersWithin?: number;
	bodyWithin?: number;
}

/** CouchDB 3.5 at `url` (with the administrator's name and password in it), one node or a cluster. */
export function openCouch(url: string, options: CouchOptions = {}): Backend {
	return new Couch(couchRequests(url, options), options);
}

class Couch implements Backend {
	readonly kind = 'couchdb';
	readonly #ask: CouchRequests;
	readonly #options: CouchOptions;

	constructor(ask: CouchRequests, options: CouchOptions) {
		this.#ask = ask;
		this.#options = options;
	}

	async ensureDatabase(db: string): Promise<void> {
		const there = await this.#ask('GET', this.#path(db));
		if (there.status === 404) await this.#create(db);
		else this.#expect(there);
	}

	async dropDatabase(db: string): Promise<void> {
		const gone = await this.#ask('DELETE', this.#path(db));
		if (gone.status !== 404) this.#expect(gone);
	}

	async info(db: string): Promise<DatabaseState> {
		const { body } = await this.#in(db, 'GET', '');
		const state = body as { doc_count: number; update_seq: string; instance_start_time: string };
		return {
			doc_count: state.doc_count,
			update_seq: state.update_seq,
			instance: String(state.instance_start_time)
		};
	}

	/**
	 * The winner of the leaves. Asked for the document alone, a cluster whose copies differ prefers a revision that is not
	 * deleted, even one whose deletion most copies have taken (fabric_doc_open, choose_reply).
	 */
	async get<T extends Doc>(db: string, id: string): Promise<T | undefined> {
		return winner(await this.#standing(db, id)) as T | undefined;
	}

	/**
	 * In a cluster two writers on two nodes may both be told that they won, or the one whose revision stands be
	 * told that it lost. So the write goes to every copy, after which no further child of the same parent can
	 * appear, and the leaves are read back from every copy: all writers see the same winner. It has won only
	 * once the others' leaves are gone, because somebody who has read one of those could still build on it.
	 */
	async put(db: string, doc: Doc): Promise<{ rev: string } | 'conflict'> {
		const { _revisions: _, ...plain } = doc;
		const reply = await this.#in(db, 'PUT', `/${idPath(doc._id)}?w=${EVERY_COPY}`, plain, [409]);
		if (reply.status === 409) return 'conflict';
		const { rev } = reply.body as { rev: string };
		for (let round = 0; round < ROUNDS && !doc._deleted; round += 1) {
			const standing = await this.#standing(db, doc._id);
			const best = winner(standing);
			if (!best?._revisions?.ids.includes(rev.slice(rev.indexOf('-') + 1))) return 'conflict';
			// In a group's database other leaves are phones' work, for phones to merge.
			const others = db.startsWith('group-') ? [] : standing.filter((leaf) => leaf !== best);
			if (others.length === 0) return { rev };
			for (const { _id, _rev } of others) {
				const gone = { _id, _rev, _deleted: true };
				await this.#in(db, 'PUT', `/${idPath(_id)}?w=${EVERY_COPY}`, gone, [409]);
			}
		}
		return doc._deleted ? { rev } : 'conflict';
	}

	/** The leaves that are not deleted, from every copy. */
	async #standing(db: string, id: string): Promise<Doc[]> {
		const query = `open_revs=all&revs=true&r=${EVERY_COPY}`;
		const reply = await this.#in(db, 'GET', `/${idPath(id)}?${query}`, undefined, [404]);
		const rows = reply.status === 404 ? [] : (reply.body as { ok?: Doc }[]);
		return rows.flatMap(({ ok }) => (ok && !ok._deleted ? [ok] : []));
	}

	async allDocs<T extends Doc>(db: string, prefix: string, page?: DocsPage): Promise<T[]> {
		const range = {
			include_docs: true,
			start_key: page?.after ?? prefix,
			end_key: `${prefix}\ufff0`,
			...(page && { limit: page.limit + 1 })
		};
		const { body } = await this.#in(db, 'POST', '/_all_docs', range);
		const { rows } = body as { rows: { doc?: T }[] };
		const isWanted = ({ _id }: T) => !_id.startsWith('_') && _id !== page?.after;
		return rows.flatMap((row) => (row.doc && isWanted(row.doc) ? [row.doc] : [])).slice(0, page?.limit);
	}

	async leaves(db: string, ids: string[]): Promise<Map<string, Doc[]>> {
		const found = new Map<string, Doc[]>();
		if (ids.length === 0) return found;
		const listed = await this.#in(db, 'POST', '/_all_docs', { keys: ids });
		const { rows } = listed.body as { rows: { id?: string }[] };
		const there = rows.flatMap((row) => (row.id === undefined ? [] : [{ id: row.id }]));
		if (there.length === 0) return found;
		for (const row of await this.bulkGet(db, there, true)) {
			const docs = row.docs.flatMap((entry) => ('ok' in entry ? [entry.ok] : []));
			if (docs.length > 0) found.set(row.id, docs);
		}
		return found;
	}

	async getLocal(db: string, id: string): Promise<Doc | undefined> {
		const reply = await this.#in(db, 'GET', `/${idPath(id)}`, undefined, [404]);
		return reply.status === 404 ? undefined : (reply.body as Doc);
	}

	async putLocal(db: string, doc: Doc): Promise<{ rev: string } | 'conflict'> {
		const reply = await this.#in(db, 'PUT', `/${idPath(doc._id)}`, doc, [409]);
		return reply.status === 409 ? 'conflict' : { rev: (reply.body as { rev: string }).rev };
	}

	async changes(db: string, asked: ChangesAsked): Promise<ChangesPage> {
		const query = new URLSearchParams({ since: asked.since, limit: String(asked.limit) });
		if (asked.include_docs) query.set('include_docs', 'true');
		if (asked.all_leaves) query.set('style', 'all_docs');
		if (asked.seq_interval) query.set('seq_interval', String(asked.seq_interval));
		const reply = await this.#in(db, 'GET', `/_changes?${query}`, undefined, [400]);
		if (reply.status === 400) throw new BackendTrouble('bad_since', 'not a position of this database');
		const page = reply.body as ChangesPage;
		return { ...page, results: page.results.filter((row) => !row.id.startsWith('_design/')) };
	}

	/**
	 * In a cluster `_revs_diff` is the answer of one copy (fabric_doc_missing_revs), which may be behind: what that one
	 * lacks is looked for in the others too.
	 */
	async revsDiff(db: string, asked: Record<string, string[]>): Promise<RevsMissing> {
		const lacking = (await this.#in(db, 'POST', '/_revs_diff', asked)).body as RevsMissing;
		const doubtful = Object.entries(lacking).flatMap(([id, { missing }]) =>
			missing.map((rev) => ({ id, rev }))
		);
		const found = new Set<string>();
		for (const row of await this.bulkGet(db, doubtful, false))
			for (const entry of row.docs) if ('ok' in entry) found.add(`${row.id} ${entry.ok._rev}`);
		const still = Object.entries(lacking).map(
			([id, { missing }]) => [id, missing.filter((rev) => !found.has(`${id} ${rev}`))] as const
		);
		return Object.fromEntries(still.flatMap(([id, missing]) => (missing.length ? [[id, { missing }]] : [])));
	}

	async bulkGet(db: string, asked: { id: string; rev?: string }[], revs: boolean): Promise<BulkGetRow[]> {
		if (asked.length === 0) return [];
		const reply = await this.#in(db, 'POST', `/_bulk_get?revs=${revs}`, { docs: asked });
		return (reply.body as { results: BulkGetRow[] }).results;
	}

	/** In a cluster, what most copies did not take is not called stored: it can be sent again. */
	async bulkDocs(db: string, docs: Doc[]): Promise<Refusal[]> {
		if (docs.length === 0) return [];
		const reply = await this.#in(db, 'POST', '/_bulk_docs', { docs, new_edits: false });
		if (reply.status === 202) throw new BackendTrouble('unreachable', 'too few copies of a database answer');
		return (reply.body as Partial<Refusal>[]).flatMap((row) =>
			row.error === undefined
				? []
				: [{ id: row.id ?? '', rev: row.rev, error: row.error, reason: row.reason ?? 'refused' }]
		);
	}

	async health(): Promise<boolean> {
		try {
			return (await this.#ask('GET', '/_up')).status === 200;
		} catch {
			return false;
		}
	}

	async close(): Promise<void> {}

	#path(db: string): string {
		return `/${encodeURIComponent((this.#options.prefix ?? '') + db)}`;
	}

	async #create(db: string): Promise<void> {
		const made = await this.#ask('PUT', this.#path(db));
		// 412: another gateway made it in the meantime.
		if (made.status !== 412) this.#expect(made);
		this.#expect(await this.#ask('PUT', `${this.#path(db)}/_security`, ADMINS_ONLY));
		const design = await this.#options.design?.(db);
		if (!design) return;
		const reply = await this.#ask('PUT', `${this.#path(db)}/${design._id}`, design);
		if (reply.status !== 409) this.#expect(reply);
	}

	/** A request inside a database, which is made if it turns out not to exist. */
	async #in(db: string, method: string, rest: string, body?: unknown, fine: number[] = []) {
		const path = `${this.#path(db)}${rest}`;
		let reply = await this.#ask(method, path, body);
		if (reply.status === 404 && (reply.body as { reason?: string }).reason?.startsWith('Database does not')) {
			await this.#create(db);
			reply = await this.#ask(method, path, body);
		}
		return this.#expect(reply, fine);
	}

	#expect(reply: CouchReply, fine: number[] = []): CouchReply {
		if (reply.status < 300 || fine.includes(reply.status)) return reply;
		throw new BackendTrouble('refused', `CouchDB answered ${reply.status}: ${JSON.stringify(reply.body)}`);
	}
}

/** `_local/` and `_design/` keep their slash; the rest of an id is one path segment. */
function idPath(id: string): string {
	const [, space = '', rest = ''] = /^(_local\/|_design\/)?(.*)$/s.exec(id) ?? [];
	return space + encodeURIComponent(rest);
}
