/**
 * A proxy that fails as networks, proxies and captive portals do, at the request or the byte that a test names. It
 * stands before a real server; what it is not told to spoil passes unchanged.
 */
import { once } from 'node:events';
import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Asked {
	/** 1 for the first request since `reset()`. */
	n: number;
	method: string;
	path: string;
	/** Last part of the path: `_changes`, `_bulk_docs`, `session`; a database's name for itself. */
	endpoint: string;
	body: Buffer;
}

export interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: Buffer | string;
}

/** What becomes of one request. `after`: the server has done its work; otherwise it never hears of the request. */
export type Fault =
	| { does: 'cut'; after?: boolean }
	| { does: 'delay'; milliseconds: number; after?: boolean }
	/** No answer, ever. */
	| { does: 'silence'; after?: boolean }
	/** The server's answer, one byte at a time. */
	| { does: 'drip'; every?: number }
	/** The question reaches the server at so many bytes a second. */
	| { does: 'slow'; bytes: number }
	/** Another answer than the server's. */
	| { does: 'answer'; answer: Partial<Answer>; after?: boolean }
	/** The server's own answer, spoilt. */
	| { does: 'spoil'; spoil(answer: Answer): Answer }
	/** The server is told, and something happens to it before it has answered. */
	| { does: 'meanwhile'; happens(): Promise<void> | void };

export interface FaultProxy {
	readonly url: string;
	/** Decides on every request; nothing fails unless it says so. May wait, and the request waits with it. */
	rule(asked: Asked): Fault | undefined | Promise<Fault | undefined>;
	/** The connection breaks for good when so many bytes have passed, both ways together. */
	cutAtByte: number;
	/** What has passed since `reset()`. */
	readonly passed: { requests: Asked[]; bytes: number };
	/** Nothing fails any more, and counting starts again. */
	reset(): void;
	/** The server moved to another port. */
	aimAt(target: string): void;
	close(): Promise<void>;
}

/** Headers that hold for one connection only. */
const hops = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];

export async function startFaultProxy(target: string): Promise<FaultProxy> {
	const sockets = new Set<Socket>();
	const agent = new http.Agent({ keepAlive: false });
	let requests: Asked[] = [];
	let bytes = 0;

	/** How many of these bytes may still pass; counts them. */
	function spend(size: number): number {
		const left = Math.max(0, Math.min(size, proxy.cutAtByte - bytes));
		bytes += left;
		return left;
	}

	/** Asks the server; `undefined` when the connection broke on the way there. */
	function forward(
		question: IncomingMessage,
		body: Buffer,
		sent: () => unknown
	): Promise<Answer | undefined> {
		return new Promise((resolve, reject) => {
			const headers = { ...keep(question.headers), 'content-length': String(body.length) };
			const { method, url } = question;
			const up = http.request(new URL(url ?? '/', target), { method, headers, agent }, (down) => {
				read(down).then(
					(whole) => resolve({ status: down.statusCode ?? 502, headers: keep(down.headers), body: whole }),
					reject
				);
			});
			up.on('error', reject);
			const size = spend(body.length);
			if (size < body.length) {
				up.write(body.subarray(0, size), () => up.destroy());
				return void resolve(undefined);
			}
			up.end(body, () => void sent());
		});
	}

	async function pass(question: IncomingMessage, out: ServerResponse): Promise<void> {
		const body = await read(question);
		const { method = 'GET', url: path = '/' } = question;
		const endpoint = path.split('?')[0]?.split('/').at(-1) ?? '';
		const asked: Asked = { n: requests.length + 1, method, path, endpoint, body };
		requests.push(asked);
		const fault = await proxy.rule(asked);
		if (fault?.does === 'slow') await wait((body.length / fault.bytes) * 1000);
		// Who asked did not wait for it: the rest of the question never came.
		if (out.destroyed) return;
		const spoils = fault?.does;
		const early =
			fault &&
			!('after' in fault && fault.after) &&
			!['drip', 'slow', 'spoil', 'meanwhile'].includes(fault.does);
		const theirs = early && spoils !== 'delay' ? undefined : await reach();
		async function reach() {
			if (early && fault?.does === 'delay') await wait(fault.milliseconds);
			return await forward(question, body, () => fault?.does === 'meanwhile' && fault.happens());
		}
		if (spoils === 'silence') return;
		if (spoils === 'cut' || (!theirs && spoils !== 'answer')) return void out.destroy();
		if (fault?.does === 'delay' && fault.after) await wait(fault.milliseconds);
		if (fault?.does === 'answer')
			return await give(out, { status: 200, headers: {}, body: '', ...fault.answer });
		if (!theirs) return;
		await give(out, fault?.does === 'spoil' ? fault.spoil(theirs) : theirs, fault);
	}

	async function give(out: ServerResponse, { status, headers, body }: Answer, fault?: Fault): Promise<void> {
		const whole = Buffer.from(body);
		const size = status === 204 ? {} : { 'content-length': String(whole.length) };
		const left = spend(whole.length + 1) - 1;
		if (left < 0) return void out.destroy();
		const given = Object.entries({ ...headers, ...size }).filter(([, value]) => value !== undefined);
		out.writeHead(status, Object.fromEntries(given) as http.OutgoingHttpHeaders);
		if (fault?.does === 'drip') {
			for (let at = 0; at < whole.length && !out.destroyed; at++) {
				out.write(whole.subarray(at, at + 1));
				await wait(fault.every ?? 1000);
			}
			return void out.end();
		}
		if (left === whole.length) return void out.end(whole);
		out.flushHeaders();
		out.write(whole.subarray(0, left), () => out.destroy());
	}

	const server = http.createServer((question, out) => {
		pass(question, out).catch(() => out.destroy());
	});
	// As the real one: who reckons for seconds must not send a request into a connection that is being closed.
	server.keepAliveTimeout = 90_000;
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');

	const proxy: FaultProxy = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		rule: () => undefined,
		cutAtByte: Infinity,
		get passed() {
			return { requests, bytes };
		},
		reset() {
			proxy.rule = () => undefined;
			proxy.cutAtByte = Infinity;
			requests = [];
			bytes = 0;
		},
		aimAt(next) {
			target = next;
		},
		async close() {
			server.close();
			for (const socket of sockets) socket.destroy();
			agent.destroy();
			await once(server, 'close');
		}
	};
	return proxy;
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

function keep(headers: IncomingHttpHeaders): Record<string, string | string[] | undefined> {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !hops.includes(name)));
}

async function read(message: IncomingMessage): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of message) chunks.push(chunk as Uint8Array);
	return Buffer.concat(chunks);
}
