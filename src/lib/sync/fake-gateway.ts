import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { checkWrite, type Role } from '../records/index.ts';
import { lineOf, ModelDatabase, type Doc } from './model-database.ts';

/**
 * A gateway in memory for tests of the engine: the endpoints that a phone uses, over a model of a database, with hooks
 * to make it fail in every way that networks and servers do.
 */

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
	/** Whether each document is judged by its writer's role, as the real gateway does. */
	judges: boolean;
	epoch: string;
	/** Names the group's database; changes when it was made anew. */
	instance: string;
	endSessions(): void;
	revoke(secret: string): void;
	/** Lets a device in again that was shut out. */
	admit(secret: string): void;
	invite(secret: string, role: Role): void;
	/** Whether an invite with this secret still lets somebody in. */
	welcomes(secret: string): boolean;
	/** A device of a volunteer, as one that joined long ago. */
	equip(secret: string, member: string): void;
	/** Whether a device may still come. */
	knows(secret: string): boolean;
	/** All leaves as `id rev`, sorted. */
	leaves(): string[];
	/** Answers how to go back to the records of now. */
	backUp(): () => void;
	/** Everything is gone: groups, devices, records. */
	recreate(): void;
	database(): ModelDatabase;
}

interface Device {
	member: string;
	role: Role;
	revoked: boolean;
}

let made = 0;

export function fakeGateway(): Gateway {
	let db = new ModelDatabase();
	let groups = new Set<string>();
	let devices = new Map<string, Device>();
	let sessions = new Map<string, string>();
	/** By the digest of the invite's secret. */
	let invites = new Map<string, { role: Role; id?: unknown }>();
	const digest = (secret: unknown) => bytesToHex(sha256(utf8ToBytes(String(secret))));

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
			const { id: member } = body.member as { id: string };
			groups.add(body.id as string);
			if (!devices.has(secret)) devices.set(secret, { member, role: 'organiser', revoked: false });
			return signedIn(secret, 201, { group: body.id, role: 'organiser' });
		}
		if (call.endpoint === 'join') {
			const role = invites.get(digest(body.secret))?.role;
			if (!role) return json(404, { code: 'invite_unknown' });
			devices.set(body.device_secret as string, { member: body.member as string, role, revoked: false });
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
		const device = secret && devices.get(secret);
		if (!device) return json(401, { code: 'sign_in' });
		if (device.revoked) return json(403, { code: 'removed' });
		if (call.endpoint === 'invites') {
			if (device.role !== 'organiser') return json(403, { code: 'role' });
			invites.set(body.secret_hash as string, { role: body.role as Role, id: body.id });
			return json(201, { id: body.id });
		}
		const named = call.path.split('/').at(-2);
		if (call.endpoint === 'withdraw') {
			for (const [key, { id }] of invites) if (id === named) invites.delete(key);
			return json(200, { id: named });
		}
		if (call.endpoint === 'remove') {
			const member = decodeURIComponent(named ?? '');
			for (const one of devices.values()) if (one.member === member) one.revoked = true;
			return json(200, { member });
		}
		return replicate(call, body, device);
	}

	/** Why this device may not write this document. */
	function verdictOn(doc: Doc, { member, role }: Device): string | undefined {
		const there = db.leavesOf(doc._id);
		const line = lineOf(doc);
		const before = there.find((leaf) => line.includes(leaf._rev)) ?? there[0];
		const alone = !there.some((leaf) => !leaf._deleted && !line.includes(leaf._rev));
		const verdict = checkWrite(doc, before, { member, role }, alone);
		return verdict === true ? undefined : verdict;
	}

	function replicate(call: Call, body: Record<string, unknown>, device: Device): Response {
		const query = new URL(call.path, 'http://gateway').searchParams;
		if (call.endpoint === '_changes') {
			const since = Number.parseInt(query.get('since') ?? '0', 10);
			const limit = Number(query.get('limit') ?? 2000);
			const told = (name: string) => query.get(name) === 'true';
			return json(200, db.changes(since, limit, told('include_docs'), told('revs')));
		}
		if (call.endpoint === '_revs_diff') return json(200, db.missing(body as Record<string, string[]>));
		if (call.endpoint === '_bulk_get') return json(200, db.get(body.docs as { id: string; rev: string }[]));
		if (call.endpoint === '_bulk_docs') {
			const refusals: object[] = [];
			const docs = body.docs as Doc[];
			// Deletions last: one that settles a conflict may follow the merged revision in the same request.
			for (const doc of [...docs.filter((doc) => !doc._deleted), ...docs.filter((doc) => doc._deleted)]) {
				if (db.has(doc._id, doc._rev)) continue;
				const reason = gateway.refuse(doc) ?? (gateway.judges ? verdictOn(doc, device) : undefined);
				if (reason) refusals.push({ id: doc._id, rev: doc._rev, error: 'forbidden', reason });
				else db.write(doc);
			}
			return json(201, refusals);
		}
		return json(200, { db_name: call.endpoint, ...db.info(), instance_start_time: gateway.instance });
	}

	const gateway: Gateway = {
		calls: [],
		before: () => undefined,
		after: (_call, answer) => answer,
		refuse: () => undefined,
		judges: false,
		epoch: 'first',
		instance: 'first',
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
		admit(secret) {
			const device = devices.get(secret);
			if (device) devices.set(secret, { ...device, revoked: false });
		},
		invite: (secret, role) => void invites.set(digest(secret), { role }),
		welcomes: (secret) => invites.has(digest(secret)),
		equip: (secret, member) => void devices.set(secret, { member, role: 'volunteer', revoked: false }),
		knows: (secret) => devices.get(secret)?.revoked === false,
		leaves() {
			const all = db.ids().flatMap((id) => db.leavesOf(id).map((leaf) => `${id} ${leaf._rev}`));
			return all.sort();
		},
		backUp() {
			const copy = new ModelDatabase(db);
			return () => {
				db = new ModelDatabase(copy);
			};
		},
		recreate() {
			db = new ModelDatabase();
			groups = new Set();
			devices = new Map();
			sessions = new Map();
			invites = new Map();
			gateway.epoch = gateway.instance = `recreated-${++made}`;
		},
		database: () => db
	};
	return gateway;
}
