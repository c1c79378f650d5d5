/**
 * One origin for everything: `/bench/` serves the bundled pages of this folder, all else is the app behind it. So the
 * bench's pages share the app's cookies and its databases, as a page of the app would.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';

export const OUT = '.out/bench';

/** A request that went to the app. */
export interface Ask {
	path: string;
	/** What the browser wants it for: `script`, `worker`, `document`. */
	dest: string;
	/** Path of the page or script that asked. */
	from: string;
}

export interface Origin {
	readonly port: number;
	/** Requests that went to the app since the last call. */
	takeRequests(): Ask[];
	/** Keeps requests for the feed of changes waiting until the function that it returns is called. */
	holdFeed(): () => void;
	close(): Promise<void>;
}

// It names an icon: asked for /favicon.ico, the app's page for what is not there would preload scripts into the cache.
const PAGE =
	'<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,"><h1></h1><script type="module" src="/bench/main.js"></script>';

/** As long as the app's own scripts: the browser may keep compiled code, as it does of an installed app. */
const KEPT = { 'content-type': 'text/javascript', 'cache-control': 'max-age=36000, immutable' };

/** Serves the pages in front of the app at `app` (none: pages only). */
export async function openOrigin(app?: string): Promise<Origin> {
	let asked: Ask[] = [];
	let gate = Promise.resolve();
	// A connection for each request: one that is kept may be closed by the app just as it is used again.
	const agent = new http.Agent({ keepAlive: false });

	async function page(path: string, answer: http.ServerResponse) {
		if (path === '/bench/') return void answer.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
		const script = await readFile(join(OUT, basename(path)));
		answer.writeHead(200, KEPT).end(script);
	}

	function forward(ask: http.IncomingMessage, answer: http.ServerResponse, base: string) {
		const referrer = ask.headers.referer;
		asked.push({
			path: new URL(base + ask.url).pathname,
			dest: String(ask.headers['sec-fetch-dest'] ?? ''),
			from: referrer ? new URL(referrer).pathname : ''
		});
		const headers = { ...ask.headers, host: new URL(base).host };
		if (headers.origin) headers.origin = base;
		const onward = http.request(base + ask.url, { method: ask.method, headers, agent }, (got) => {
			answer.writeHead(got.statusCode ?? 502, got.rawHeaders);
			got.pipe(answer);
		});
		onward.on('error', () => answer.destroy());
		ask.pipe(onward);
	}

	const server = http.createServer((ask, answer) => {
		const path = new URL(ask.url ?? '/', 'http://localhost').pathname;
		if (path.startsWith('/bench/')) page(path, answer).catch(() => answer.writeHead(404).end());
		else if (app && path.endsWith('/_changes')) void gate.then(() => forward(ask, answer, app));
		else if (app) forward(ask, answer, app);
		else answer.writeHead(404).end();
	});
	server.keepAliveTimeout = 60_000;
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		takeRequests() {
			const taken = asked;
			asked = [];
			return taken;
		},
		holdFeed() {
			let open = () => {};
			gate = new Promise((done) => (open = done));
			return open;
		},
		async close() {
			agent.destroy();
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}
