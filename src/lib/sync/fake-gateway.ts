import memory from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';

/**
 * A gateway in memory for tests of the engine: the endpoints that a phone uses, over PouchDB's memory adapter, with
 * hooks to make it fail in every way that networks and servers do.
 */

PouchDB.plugin(memory);

type Doc = Record<string, unknown> & { _id: string; _rev: string };
type Database = PouchDB.Database<Record<string, unknown>>;

export interface Call {
	method: string;
	/** Last part of the path: `_changes`, `_bulk_docs`, `session`; the database's name for itself. */
	endpoint: string;
	path: string;
	body: Record<string, unknown> | undefined;
}

export interface Gateway {
	/** A phone's `fetch`, with cookies of its own. */
	phone(): typeof fetch;
	calls: Call[];
	/** Answers in place of the gateway; may reject as a broken network does. */
	before: (call: Call) => Promise<Response | undefined> | Response | undefined;
	/** May replace or lose an answer after the gateway did its work. */
	after: (call: Call, answer: Response) => Promise<Response> | Response;
	/** Why a document is refused. */
	refuse: (doc: Doc) => string | undefined;
	epoch: string;
	endSessions(): void;
	revoke(secret: string): void;
	invite(secret: string, role: string): void;
	/** All leaves as `id rev`, sorted. */
	leaves(): Promise<string[]>;
	backUp(): Promise<() => Promise<void>>;
	/** Everything is gone: groups, devices, records. */
	recreate(): void;
	database(): Database;
}

let made = 0;

export function fakeGateway(): Gateway {
	let db: Database = newDatabase();
	let groups = new Set<string>();
	let devices = new Map<string, { role: string; revoked: boolean }>();
	let sessions = new Map<string, string>();
	const invites = new Map<string, string>();

	function newDatabase(): Database {
		return new PouchDB(`gateway-${++made}`, { adapter: 'memory' });
	}

	const json = (status: number, body: unknown, more: Record<string, string> = {}) =>
		new Response(status === 204 ? null : JSON.stringify(body), {
			status,
			headers: { 'content-type': 'application/json', 'x-toadlane-epoch': gateway.epoch, ...more }
		});
	const signedIn = (secret: string, status: number, body: unknown) => {
		const session = `session-${++made}`;
		sessions.set(session, secret);
		return json(status, body, { 'set-session': session });
	};

	async function serve(call: Call, session: string | undefined): Promise<Response> {
		const body = call.body ?? {};
		if (call.endpoint === 'groups') {
			const secret = body.secret as string;
			groups.add(body.id as string);
			devices.set(secret, { role: 'organiser', revoked: false });
			return signedIn(secret, 201, { group: body.id, role: 'organiser' });
		}
		if (call.endpoint === 'join') {
			const role = invites.get(body.secret as string);
			if (!role) return json(404, { code: 'invite_unknown' });
			devices.set(body.device_secret as string, { role, revoked: false });
			return signedIn(body.device_secret as string, 200, {
				group: body.group,
				group_name: 'Spotland',
				member: body.member,
				role
			});
		}
		if (call.endpoint === 'session') {
			const device = devices.get(body.secret as string);
			if (!groups.has(body.group as string)) return json(404, { code: 'group_unknown' });
			if (!device) return json(404, { code: 'device_unknown' });
			if (device.revoked) return json(403, { code: 'removed' });
			return signedIn(body.secret as string, 204, null);
		}
		const secret = session && sessions.get(session);
		if (!secret) return json(401, { code: 'sign_in' });
		if (devices.get(secret)?.revoked) return json(403, { code: 'removed' });
		if (call.endpoint === 'invites') return json(201, { id: body.id });
		return replicate(call, body);
	}

	async function replicate(call: Call, body: Record<string, unknown>): Promise<Response> {
		const query = new URL(call.path, 'http://gateway').searchParams;
		if (call.endpoint === '_changes') {
			const since = Number.parseInt(query.get('since') ?? '0', 10);
			const limit = Number(query.get('limit') ?? 2000);
			const feed = await db.changes({
				since,
				limit,
				style: 'all_docs',
				include_docs: query.get('include_docs') === 'true'
			});
			return json(200, { results: feed.results, last_seq: feed.last_seq });
		}
		if (call.endpoint === '_revs_diff') {
			const diff = await db.revsDiff(body as Record<string, string[]>);
			return json(200, diff);
		}
		if (call.endpoint === '_bulk_get') {
			const docs = body.docs as { id: string; rev: string }[];
			return json(200, docs.length ? await db.bulkGet({ docs, revs: true }) : { results: [] });
		}
		if (call.endpoint === '_bulk_docs') {
			const docs = body.docs as Doc[];
			const refusals = docs.flatMap((doc) => {
				const reason = gateway.refuse(doc);
				return reason ? [{ id: doc._id, rev: doc._rev, error: 'forbidden', reason }] : [];
			});
			const taken = docs.filter((doc) => !refusals.some((one) => one.id === doc._id && one.rev === doc._rev));
			await db.bulkDocs(taken, { new_edits: false });
			return json(201, refusals);
		}
		const { update_seq, doc_count } = await db.info();
		return json(200, { db_name: call.endpoint, update_seq, doc_count, instance_start_time: '0' });
	}

	const gateway: Gateway = {
		calls: [],
		before: () => undefined,
		after: (_call, answer) => answer,
		refuse: () => undefined,
		epoch: 'first',
		phone() {
			let session: string | undefined;
			return async (input, init) => {
				const url = new URL(String(input));
				const call: Call = {
					method: init?.method ?? 'GET',
					endpoint: url.pathname.split('/').at(-1) ?? '',
					path: url.pathname + url.search,
					body: init?.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : undefined
				};
				gateway.calls.push(call);
				const early = await gateway.before(call);
				if (early) return early;
				const answer = await serve(call, session);
				session = answer.headers.get('set-session') ?? session;
				return await gateway.after(call, answer);
			};
		},
		endSessions: () => sessions.clear(),
		revoke(secret) {
			const device = devices.get(secret);
			if (device) devices.set(secret, { ...device, revoked: true });
		},
		invite: (secret, role) => void invites.set(secret, role),
		async leaves() {
			const feed = await db.changes({ style: 'all_docs' });
			return feed.results.flatMap((row) => row.changes.map(({ rev }) => `${row.id} ${rev}`)).sort();
		},
		async backUp() {
			const feed = await db.changes({ style: 'all_docs' });
			const asked = feed.results.flatMap((row) => row.changes.map(({ rev }) => ({ id: row.id, rev })));
			const { results } = asked.length ? await db.bulkGet({ docs: asked, revs: true }) : { results: [] };
			const docs = results.flatMap(({ docs: found }) =>
				found.flatMap((one) => ('ok' in one ? [one.ok] : []))
			);
			return async () => {
				db = newDatabase();
				await db.bulkDocs(docs, { new_edits: false });
			};
		},
		recreate() {
			db = newDatabase();
			groups = new Set();
			devices = new Map();
			sessions = new Map();
			gateway.epoch = `recreated-${++made}`;
		},
		database: () => db
	};
	return gateway;
}
