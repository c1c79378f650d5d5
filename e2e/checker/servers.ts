import { groupDatabase } from '../../src/lib/records/index.ts';
import { sha256 } from '../../src/lib/server/accounts.ts';
import { answerApi } from '../../src/lib/server/api.ts';
import type { Doc as Stored } from '../../src/lib/server/backend.ts';
import { addDevice, findDevice, revokeDevice } from '../../src/lib/server/devices.ts';
import { answerSync } from '../../src/lib/server/gateway.ts';
import { registerInvite } from '../../src/lib/server/invites.ts';
import { siteOn, type Site } from '../../src/lib/server/site.ts';
import { freshBackend, SETTINGS } from '../../src/lib/server/testing.ts';
import { lineOf } from '../../src/lib/sync/model-database.ts';
import { gid, modelServer, type Leaf, type Server } from './server.ts';

export type ServerKind = 'model' | 'embedded' | 'couchdb';

/** `couchdb` is where `COUCHDB_URL` says. */
export const openServer = (kind: ServerKind): Promise<Server> =>
	kind === 'model' ? Promise.resolve(modelServer()) : realServer(kind);

const base = 'http://gateway';
const db = groupDatabase(gid);
const longAhead = '2099-01-01T00:00:00.000Z';

/** The gateway itself over a registry of its own. */
async function realServer(kind: 'embedded' | 'couchdb'): Promise<Server> {
	let fresh = await freshBackend(kind);
	let site: Site = await siteOn(fresh.backend, SETTINGS);
	let named = 0;

	async function leaves(): Promise<Map<string, Leaf[]>> {
		await site.backend.ensureDatabase(db);
		const asked = { since: '0', limit: 2000, include_docs: false, all_leaves: true };
		const { results } = await site.backend.changes(db, asked);
		const ids = results.map((row) => row.id);
		return (await site.backend.leaves(db, ids)) as unknown as Map<string, Leaf[]>;
	}

	return {
		patience: { turns: 400, ms: 20_000 },
		connect() {
			const cookies = new Map<string, string>();
			return async (input, init) => {
				const headers = new Headers(init?.headers);
				headers.set('origin', base);
				headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '));
				const request = new Request(String(input), { ...init, headers });
				const { pathname: path, searchParams: query } = new URL(request.url);
				const asked = { request, path, query, origin: base, address: '192.0.2.1' };
				const answer = path.startsWith('/sync') ? answerSync : answerApi;
				const response = await answer(site, asked);
				const [, name, value] = /^([^=]+)=([^;]+)/.exec(response.headers.get('set-cookie') ?? '') ?? [];
				if (name && value) cookies.set(name, value);
				return response;
			};
		},
		async missing(asked) {
			// The embedded registry forgets that it had what was replaced since; its leaves know what they follow.
			const there = await leaves();
			const had = (id: string) => new Set(there.get(id)?.flatMap(lineOf));
			const all = Object.entries(asked).map(
				([id, revs]) => [id, revs.filter((rev) => !had(id).has(rev))] as const
			);
			return Object.fromEntries(all.filter(([, revs]) => revs.length));
		},
		leaves,
		async write(docs) {
			await site.backend.ensureDatabase(db);
			await site.backend.bulkDocs(db, docs as unknown as Stored[]);
		},
		async backUp() {
			const all = [...(await leaves()).values()].flat().map(({ _id: id, _rev: rev }) => ({ id, rev }));
			const rows = all.length ? await site.backend.bulkGet(db, all, true) : [];
			const docs = rows.flatMap((row) => row.docs.flatMap((one) => ('ok' in one ? [one.ok] : [])));
			return async () => {
				await site.backend.dropDatabase(db);
				await site.backend.ensureDatabase(db);
				if (docs.length) await site.backend.bulkDocs(db, docs);
			};
		},
		announce() {
			site = { ...site, epoch: `announced${++named}` };
		},
		async recreate() {
			await fresh.end();
			fresh = await freshBackend(kind);
			site = await siteOn(fresh.backend, SETTINGS);
		},
		async invite(secret, role) {
			const digest = sha256(secret);
			const asked = { id: digest.slice(0, 26), secret_hash: digest, role, expires_at: longAhead, uses: 100 };
			await registerInvite(site, gid, asked, 'server');
		},
		async admit(secret, admitted) {
			const device = await findDevice(site, gid, secret);
			if (!device) return;
			if (admitted) await addDevice(site, gid, secret, { member: device.member, role: device.role });
			else await revokeDevice(site, device);
		},
		end: () => fresh.end()
	};
}
