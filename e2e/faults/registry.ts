/**
 * The real gateway over the embedded registry, on a port of its own: what `src/routes/sync` and `src/routes/api` do
 * in the built app. It can be backed up, restored, emptied and killed.
 */
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupDatabase, newUlid, type Role } from '../../src/lib/records/index.ts';
import { sha256 } from '../../src/lib/server/accounts.ts';
import { answerApi } from '../../src/lib/server/api.ts';
import type { Doc } from '../../src/lib/server/backend.ts';
import { openEmbedded } from '../../src/lib/server/embedded.ts';
import { answerSync } from '../../src/lib/server/gateway.ts';
import { registerInvite } from '../../src/lib/server/invites.ts';
import { siteOn, type Settings, type Site } from '../../src/lib/server/site.ts';
import { inHours, SETTINGS } from '../../src/lib/server/testing.ts';

/** The address that phones believe they speak to, whatever port the proxy has. */
export const ORIGIN = 'http://toadlane.test';

export interface Registry {
	readonly url: string;
	readonly site: Site;
	/** Keeps everything as it is now; answers how to go back to it. */
	backUp(): Promise<() => Promise<void>>;
	/** Everything is gone: groups, devices, records. */
	recreate(): Promise<void>;
	/** An invite of a group, as a link carries it. */
	invite(gid: string, role: Role): Promise<string>;
	/** All leaves of a group as `id rev`, sorted. */
	leaves(gid: string): Promise<string[]>;
	/** Writes past the gateway's checks, as a careless or hostile operator can. */
	plant(gid: string, docs: object[]): Promise<void>;
	/** Ends the server; its folder stays. */
	stop(): Promise<void>;
	/** Ends it and leaves nothing behind. */
	close(): Promise<void>;
}

export async function startRegistry(
	folder?: string,
	settings: Partial<Settings> = {}
): Promise<Registry & { folder: string }> {
	const home = folder ?? (await mkdtemp(join(tmpdir(), 'toadlane-faults-')));
	const data = join(home, 'data');
	let copies = 0;
	let site = await open();

	async function open(): Promise<Site> {
		return siteOn(await openEmbedded(data), { ...SETTINGS, ...settings });
	}
	async function replace(by: () => Promise<unknown>): Promise<void> {
		await site.backend.close();
		await by();
		site = await open();
	}
	const server = http.createServer((question, out) => {
		answer(site, question, out).catch(() => out.destroy());
	});
	// As the real one: who reckons for seconds must not send a request into a connection that is being closed.
	server.keepAliveTimeout = 90_000;
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');

	const stop = async () => {
		if (!server.listening) return;
		server.close();
		server.closeAllConnections();
		await site.backend.close();
	};
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		folder: home,
		get site() {
			return site;
		},
		async backUp() {
			const copy = join(home, `copy-${++copies}`);
			await replace(() => cp(data, copy, { recursive: true }));
			return () =>
				replace(async () => {
					await rm(data, { recursive: true });
					await cp(copy, data, { recursive: true });
				});
		},
		recreate: () => replace(() => rm(data, { recursive: true })),
		async invite(gid, role) {
			const secret = `${newUlid()}${newUlid()}`;
			const asked = { id: newUlid(), secret_hash: sha256(secret), role, expires_at: inHours(24), uses: 1 };
			await registerInvite(site, gid, asked, 'server');
			return secret;
		},
		async leaves(gid) {
			const asked = { since: '0', limit: 1_000_000, include_docs: false, all_leaves: true };
			const { results } = await site.backend.changes(groupDatabase(gid), asked);
			return results.flatMap((row) => row.changes.map(({ rev }) => `${row.id} ${rev}`)).sort();
		},
		async plant(gid, docs) {
			const refused = await site.backend.bulkDocs(groupDatabase(gid), docs as Doc[]);
			if (refused.length) throw new Error(JSON.stringify(refused));
		},
		stop,
		async close() {
			await stop();
			await rm(home, { recursive: true, force: true });
		}
	};
}

async function answer(site: Site, question: IncomingMessage, out: ServerResponse): Promise<void> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of question) chunks.push(chunk as Uint8Array);
	const url = new URL(question.url ?? '/', ORIGIN);
	const method = question.method ?? 'GET';
	const request = new Request(url, {
		method,
		headers: question.headers as Record<string, string>,
		...(method !== 'GET' && { body: new Uint8Array(Buffer.concat(chunks)) })
	});
	const asked = {
		request,
		path: url.pathname,
		query: url.searchParams,
		origin: ORIGIN,
		address: '192.0.2.1'
	};
	const response = await (url.pathname.startsWith('/sync')
		? answerSync(site, asked)
		: answerApi(site, asked));
	out.writeHead(response.status, Object.fromEntries(response.headers));
	out.end(new Uint8Array(await response.arrayBuffer()));
}
