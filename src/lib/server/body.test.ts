import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { getRequest } from '@sveltejs/kit/node';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bodyOf, unpacked } from './body.ts';

/** A server that takes so many bytes, over requests as SvelteKit makes them of what comes. */
const MOST = 100_000;
const LIMIT = 2_000_000;
let server: Server;
let port: number;

beforeEach(async () => {
	server = createServer(async (question, out) => {
		const request = await getRequest({ request: question, base: 'http://toad.test', bodySizeLimit: LIMIT });
		const body = await bodyOf(request, MOST).catch((problem: Error) => problem);
		out.writeHead(body ? 200 : 413).end(body instanceof Uint8Array ? String(body.length) : String(body));
	}).listen(0);
	await once(server, 'listening');
	({ port } = server.address() as AddressInfo);
});
afterEach(() => {
	server.closeAllConnections();
	server.close();
});

/** Writes the request, and then its body in pieces, as slowly as a network does; answers what came back. */
async function send(size: number, how: 'with its length' | 'in chunks'): Promise<string> {
	const socket = connect(port, '127.0.0.1');
	let said = '';
	socket.on('data', (data) => (said += data.toString()));
	const gone = once(socket, 'close').catch((problem: Error) => (said += problem.message));
	const chunked = how === 'in chunks';
	socket.write(
		'POST / HTTP/1.1\r\nhost: toad.test\r\ncontent-type: application/json\r\n' +
			`${chunked ? 'transfer-encoding: chunked' : `content-length: ${size}`}\r\nconnection: close\r\n\r\n`
	);
	const piece = 50_000;
	for (let sent = 0; sent < size && !socket.destroyed; sent += piece) {
		const part = 'x'.repeat(Math.min(piece, size - sent));
		socket.write(chunked ? `${part.length.toString(16)}\r\n${part}\r\n` : part);
		await new Promise((done) => setTimeout(done, 1));
	}
	if (chunked) socket.write('0\r\n\r\n');
	await gone;
	return said.replace(/^HTTP\/1.1 (\d+)[^]*?\r\n\r\n/, '$1 ').replace(/\r\n/g, ' ');
}

test.each(['with its length', 'in chunks'] as const)(
	'what is larger than is taken, %s, is answered: the connection does not break before that',
	async (how) => {
		expect(await send(MOST, how)).toContain(`200`);
		for (let turn = 0; turn < 5; turn++)
			for (const size of [MOST + 1, 1_500_000]) expect(await send(size, how)).toMatch(/^413/);
		// Beyond what the server reads at all.
		expect(await send(3_000_000, how)).toMatch(/^413|exceed/);
	}
);

test('what comes is what was sent', async () => {
	const bytes = new TextEncoder().encode('{"a":"ä"}');
	expect(await bodyOf(new Request('http://toad.test', { method: 'POST', body: bytes }), 10)).toEqual(bytes);
	expect(await bodyOf(new Request('http://toad.test', { method: 'POST', body: bytes }), 9)).toBeUndefined();
	expect(await bodyOf(new Request('http://toad.test'), 9)).toEqual(new Uint8Array());
});

test('what breaks off before it is too large is told from what is too large', async () => {
	const headers = new Headers();
	const broken = (size: number) =>
		new ReadableStream<Uint8Array<ArrayBuffer>>({
			pull(controller) {
				if (size-- > 0) controller.enqueue(new Uint8Array(1));
				else controller.error(new Error('gone'));
			}
		});
	await expect(bodyOf({ body: broken(3), headers }, 3)).rejects.toThrow('gone');
	expect(await bodyOf({ body: broken(4), headers }, 3)).toBeUndefined();
});

test('what was packed is unpacked as far as is taken; a thousandfold is not unpacked to its end', async () => {
	const packed = (size: number) => new Uint8Array(gzipSync(new Uint8Array(size).fill(120)));
	expect(await unpacked(packed(1000), 1000)).toHaveLength(1000);
	expect(await unpacked(packed(1001), 1000)).toBeUndefined();
	const real = new DecompressionStream('gzip');
	let came = 0;
	vi.stubGlobal('DecompressionStream', function () {
		const count = new TransformStream<Uint8Array, Uint8Array>({
			transform(chunk, controller) {
				came += chunk.length;
				controller.enqueue(chunk);
			}
		});
		return { writable: real.writable, readable: real.readable.pipeThrough(count) };
	});
	expect(await unpacked(packed(300_000_000), 1000)).toBeUndefined();
	vi.unstubAllGlobals();
	expect(came).toBeLessThan(10_000_000);
	await expect(unpacked(new TextEncoder().encode('no gzip'), 1000)).rejects.toThrow();
});
