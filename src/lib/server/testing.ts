import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newGroupId, newId, newUlid, type Author, type Made, type Role } from '../records/index.ts';
import { sha256 } from './accounts.ts';
import { answerApi } from './api.ts';
import type { Asked } from './asked.ts';
import type { Backend, Doc, Refusal } from './backend.ts';
import { answerSync } from './gateway.ts';
import type { NewInvite } from './invites.ts';
import type { Settings, Site } from './site.ts';
import { openCouch } from './couchdb.ts';
import { couchRequests } from './couch-requests.ts';
import { openEmbedded } from './embedded.ts';

/** Where the tests find a CouchDB to run on, if there is one. */
export const couchUrl = process.env.COUCHDB_URL;

/** The registries that tests run on here. */
export const backendsHere: readonly ('embedded' | 'couchdb')[] = couchUrl
	? ['embedded', 'couchdb']
	: ['embedded'];

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
		beside: () => openCouch(process.env.COUCHDB_URL_BESIDE ?? url, { prefix }),
		async end() {
			const ask = couchRequests(url);
			const { body } = await ask('GET', `/_all_dbs?start_key="${prefix}"&end_key="${prefix}~"`);
			await Promise.all((body as string[]).map((db) => ask('DELETE', `/${encodeURIComponent(db)}`)));
		}
	};
}

export const SETTINGS: Settings = { dataDir: '', newGroupsADay: Infinity, seedDemo: false };

/** A phone as the gateway sees it: it keeps its cookies and speaks from our own pages. */
export class Phone {
	readonly site: Site;
	readonly secret = randomBytes(32).toString('hex');
	readonly member = newId('member');
	readonly cookies = new Map<string, string>();
	address: string;
	group = '';

	constructor(site: Site, address = '192.0.2.1') {
		this.site = site;
		this.address = address;
	}

	/** One request, with `changed` over the headers that a browser would send. */
	async ask(method: string, path: string, body?: unknown, changed: Record<string, string | undefined> = {}) {
		const url = new URL(path, 'https://toadlane.example');
		const headers = new Headers();
		const usual: Record<string, string | undefined> = {
			cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
			...(method === 'GET' ? {} : { origin: url.origin, 'content-type': 'application/json' }),
			...changed
		};
		for (const [name, value] of Object.entries(usual)) if (value) headers.set(name, value);
		const sent = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
		const raw = sent ? (body as BodyInit | undefined) : JSON.stringify(body);
		const request = new Request(url, { method, headers, ...(raw === undefined ? {} : { body: raw }) });
		const asked: Asked = {
			request,
			path: url.pathname,
			query: url.searchParams,
			origin: url.origin,
			address: this.address
		};
		const response = url.pathname.startsWith('/sync')
			? await answerSync(this.site, asked)
			: await answerApi(this.site, asked);
		const [, name, value] = /^([^=]+)=([^;]+)/.exec(response.headers.get('set-cookie') ?? '') ?? [];
		if (name && value) this.cookies.set(name, value);
		const text = response.headers.has('content-encoding') ? '' : await response.text();
		return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
	}

	async start(name = 'Spotland Neighbours') {
		this.group = newGroupId();
		const answered = await this.ask('POST', '/api/groups', {
			id: this.group,
			name,
			member: { id: this.member, name: 'Ann' },
			secret: this.secret
		});
		if (answered.status !== 201) throw new Error(`no group: ${JSON.stringify(answered)}`);
		return this;
	}

	/** Makes an invite; answers the secret that a link would carry. */
	async invite(role: Role = 'volunteer', more: Partial<NewInvite> = {}) {
		const secret = randomBytes(16).toString('base64url');
		const asked = {
			id: newUlid(),
			secret_hash: sha256(secret),
			role,
			expires_at: inHours(24),
			uses: 1,
			...more
		};
		const answered = await this.ask('POST', `/api/groups/${this.group}/invites`, asked);
		if (answered.status >= 300) throw new Error(`no invite: ${JSON.stringify(answered)}`);
		return { secret, id: asked.id };
	}

	async join(invite: { secret?: string; code?: string }, name = 'Ben') {
		const asked = { ...invite, name, member: this.member, device_secret: this.secret };
		const answered = await this.ask('POST', '/api/join', asked);
		if (answered.status === 200) this.group = answered.body.group;
		return answered;
	}

	sync(method: string, rest: string, body?: unknown, changed?: Record<string, string | undefined>) {
		return this.ask(method, `/sync/group-${this.group}${rest}`, body, changed);
	}

	/** Sends revisions; answers the refused ones. */
	async push(...docs: object[]) {
		return (await this.sync('POST', '/_bulk_docs', { docs, new_edits: false })).body as Refusal[];
	}

	get author(): Author {
		return { member: this.member, device: this.secret.slice(0, 16), at: new Date().toISOString() };
	}
}

/** A record as its first revision. */
export function first<R extends object>(record: R): R & Doc {
	const hash = randomBytes(16).toString('hex');
	const history = { _rev: `1-${hash}`, _revisions: { start: 1, ids: [hash] } };
	return { ...record, ...history } as unknown as R & Doc;
}

/** What follows a revision. */
export function following<R extends Doc>(record: R, changes: object = {}): R & Doc {
	const hash = randomBytes(16).toString('hex');
	const { start, ids } = record._revisions as { start: number; ids: string[] };
	const _revisions = { start: start + 1, ids: [hash, ...ids] };
	return { ...record, ...changes, _rev: `${start + 1}-${hash}`, _revisions };
}

/** The record of an input that is known to be right. */
export function sound<R>(made: Made<R>): R {
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record;
}

export function inHours(hours: number, from = Date.now()): string {
	return new Date(from + hours * 3_600_000).toISOString();
}
