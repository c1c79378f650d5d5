import { groupDatabase } from '../records/index.ts';
import { answer, answerFailure, type Failure } from './answer.ts';
import { failureOf, readJson, type Asked } from './asked.ts';
import type { ChangesPage, Doc } from './backend.ts';
import { signedIn, type Device } from './devices.ts';
import { isDeep, isPlainObject, readBulkGet, readRevsDiff } from './gateway-read.ts';
import { writeDocs } from './gateway-write.ts';
import type { Site } from './site.ts';

/** Rows in one answer of the changes feed. */
export const CHANGES_CAP = 2000;

type Outcome = { ok: true; status?: number; body: unknown } | Failure;
type Endpoint = (site: Site, call: Call) => Promise<Outcome>;

interface Call {
	asked: Asked;
	device: Device;
	db: string;
	/** The body of a write, once read. */
	value: unknown;
	/** The checkpoint's own name, for `_local`. */
	local: string;
}

const ENDPOINTS: Record<string, Endpoint> = {
	'GET ': describeDatabase,
	'GET _local': readCheckpoint,
	'PUT _local': writeCheckpoint,
	'GET _changes': listChanges,
	'POST _changes': listChanges,
	'POST _revs_diff': compareRevs,
	'POST _bulk_get': fetchRevs,
	'POST _bulk_docs': storeRevs
};

const NOT_FOUND: Failure = { ok: false, status: 404, code: 'not_found' };
const TOO_OLD: Failure = { ok: false, status: 426, code: 'app_too_old' };

/**
 * The only way from a phone to a database: `/sync/group-<id>/` with what replication needs and nothing
 * else, for members of that group alone.
 */
export async function answerSync(site: Site, asked: Asked): Promise<Response> {
	try {
		const outcome = await route(site, asked);
		if (!outcome.ok) return await answerFailure(site, asked.request, outcome);
		return await answer(site, asked.request, outcome.status ?? 200, outcome.body);
	} catch (problem) {
		return answerFailure(site, asked.request, failureOf(problem));
	}
}

async function route(site: Site, asked: Asked): Promise<Outcome> {
	const pattern = /^\/sync\/group-([0-9a-hjkmnp-tv-z]{26})(?:\/(?:(_local)\/([^/]{1,400})|(_[a-z_]+))?)?$/;
	const [, group, local, name, endpoint] = pattern.exec(asked.path) ?? [];
	const method = asked.request.method === 'HEAD' ? 'GET' : asked.request.method;
	const serve = ENDPOINTS[`${method} ${local ?? endpoint ?? ''}`];
	if (!group || !serve || (endpoint === '_local' && !name)) return NOT_FOUND;
	const who = await signedIn(site, group, asked.request.headers.get('cookie'));
	if (!who.ok) return who;
	const call: Call = { asked, device: who.device, db: groupDatabase(group), value: undefined, local: '' };
	if (name !== undefined) {
		const own = checkpointId(who.device, name);
		if (own === undefined) return NOT_FOUND;
		call.local = own;
	}
	if (method === 'GET') return serve(site, call);
	if (endpoint === '_bulk_docs' && isTooOld(site, asked)) return TOO_OLD;
	const body = await readJson(asked);
	return body.ok ? serve(site, { ...call, value: body.value }) : body;
}

/** Apps from before this header count as the oldest. */
function isTooOld({ settings }: Site, { request }: Asked): boolean {
	const version = Number(request.headers.get('x-toadlane-version')) || 0;
	return version < (settings.minVersion ?? 0);
}

async function describeDatabase(site: Site, { db }: Call): Promise<Outcome> {
	const { doc_count, update_seq, instance } = await site.backend.info(db);
	return { ok: true, body: { db_name: db, doc_count, update_seq, instance_start_time: instance } };
}

/** Each device has checkpoints of its own: nobody can move another's. */
function checkpointId(device: Device, name: string): string | undefined {
	try {
		return `_local/${device.secret_hash.slice(0, 16)}.${decodeURIComponent(name)}`;
	} catch {
		return undefined;
	}
}

async function readCheckpoint(site: Site, { db, local }: Call): Promise<Outcome> {
	const doc = await site.backend.getLocal(db, local);
	return doc ? { ok: true, body: { ...doc, _id: publicLocal(local) } } : NOT_FOUND;
}

async function writeCheckpoint(site: Site, { db, local, value }: Call): Promise<Outcome> {
	if (!isPlainObject(value) || isDeep(value)) return { ok: false, status: 400, code: 'shape' };
	if (JSON.stringify(value).length > 65_536) return { ok: false, status: 413, code: 'too_large' };
	const { _rev, ...fields } = value;
	const plain = Object.fromEntries(Object.entries(fields).filter(([key]) => !key.startsWith('_')));
	const at = typeof _rev === 'string' && /^0-\d{1,15}$/.test(_rev) ? { _rev } : {};
	const stored = await site.backend.putLocal(db, { ...plain, ...at, _id: local });
	if (stored === 'conflict') return { ok: false, status: 409, code: 'conflict' };
	return { ok: true, status: 201, body: { ok: true, id: publicLocal(local), rev: stored.rev } };
}

function publicLocal(id: string): string {
	return `_local/${id.slice('_local/'.length + 17)}`;
}

async function listChanges(site: Site, { db, asked }: Call): Promise<Outcome> {
	const { query } = asked;
	const feed = query.get('feed') ?? 'normal';
	const style = query.get('style') ?? 'main_only';
	const filtered = ['filter', 'view', 'attachments', 'descending'].some((name) => query.has(name));
	if (feed !== 'normal' || filtered) return { ok: false, status: 400, code: 'unsupported' };
	const since = query.get('since') ?? '0';
	if (!/^[\w-]{1,4096}$/.test(since)) return { ok: false, status: 400, code: 'bad_since' };
	const number = (name: string) => {
		const given = Math.floor(Number(query.get(name) ?? NaN));
		return Number.isNaN(given) ? CHANGES_CAP : Math.max(1, given);
	};
	const page = await site.backend.changes(db, {
		since,
		limit: Math.min(number('limit'), CHANGES_CAP),
		include_docs: query.get('include_docs') === 'true',
		all_leaves: style === 'all_docs',
		...(query.has('seq_interval') ? { seq_interval: number('seq_interval') } : {})
	});
	if (query.get('revs') === 'true') await addHistories(site, db, page);
	return { ok: true, body: page };
}

/** Gives the documents of a page that have ancestors their histories, which CouchDB's feed leaves out. */
async function addHistories(site: Site, db: string, { results }: ChangesPage): Promise<void> {
	const edited = results.flatMap(({ id, doc }) =>
		doc?._rev && !doc._rev.startsWith('1-') ? [{ id, rev: doc._rev }] : []
	);
	const found = new Map<string, Doc>();
	for (const { docs } of await site.backend.bulkGet(db, edited, true))
		for (const got of docs) if ('ok' in got) found.set(`${got.ok._id} ${got.ok._rev}`, got.ok);
	for (const row of results) if (row.doc) row.doc = found.get(`${row.id} ${row.doc._rev}`) ?? row.doc;
}

async function compareRevs(site: Site, { db, value }: Call): Promise<Outcome> {
	const asked = readRevsDiff(value);
	if (!asked) return { ok: false, status: 400, code: 'shape' };
	return { ok: true, body: { ...(await site.backend.revsDiff(db, asked.known)), ...asked.strange } };
}

async function fetchRevs(site: Site, { db, value }: Call): Promise<Outcome> {
	const asked = readBulkGet(value);
	if (!asked) return { ok: false, status: 400, code: 'shape' };
	return { ok: true, body: { results: await site.backend.bulkGet(db, asked, true) } };
}

async function storeRevs(site: Site, { value, device }: Call): Promise<Outcome> {
	const body = isPlainObject(value) ? value : {};
	if (!Array.isArray(body.docs) || body.new_edits !== false) return { ok: false, status: 400, code: 'shape' };
	return { ok: true, status: 201, body: await writeDocs(site, device, body.docs as Doc[]) };
}
