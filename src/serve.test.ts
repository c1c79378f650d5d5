import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const APP = `
	process.once('sveltekit:shutdown', () => console.log('databases closed'));
	export const handler = (request, response) => response.end('hello');`;

let folder: string;
let started: ChildProcess[];
let port: number;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'toadlane-'));
	started = [];
	const probe = createServer().listen(0);
	await once(probe, 'listening');
	port = (probe.address() as AddressInfo).port;
	probe.close();
	await once(probe, 'close');
});
afterEach(() => {
	for (const child of started) child.kill('SIGKILL');
	rmSync(folder, { recursive: true });
});

/** Starts src/serve.js on an app of one file; `said` is everything that it has printed. */
function serve(app: string, env: Record<string, string> = {}) {
	writeFileSync(join(folder, 'handler.js'), app);
	writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
	const settings = {
		PATH: process.env.PATH,
		PORT: String(port),
		BUILD_DIR: folder,
		DATA_DIR: folder,
		...env
	};
	const child = spawn(process.execPath, ['src/serve.js'], { env: settings as NodeJS.ProcessEnv });
	started.push(child);
	const run = { child, said: '', ended: once(child, 'exit').then(([code]) => code as number) };
	for (const out of [child.stdout, child.stderr]) out?.on('data', (text) => (run.said += String(text)));
	return run;
}

async function until(condition: () => boolean) {
	while (!condition()) await new Promise((done) => setTimeout(done, 20));
}

describe('npm start', () => {
	it('prints its address, serves with the security headers, and closes the databases when it is stopped', async () => {
		const run = serve(APP, { ORIGIN: 'https://toadlane.example' });
		await until(() => run.said.includes('\n'));
		expect(run.said).toBe(`Toad Lane is at https://toadlane.example (registry: ${folder})\n`);
		const { headers } = await fetch(`http://127.0.0.1:${port}/`);
		expect(headers.get('x-frame-options')).toBe('DENY');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('strict-transport-security')).toMatch(/^max-age=/);
		run.child.kill('SIGTERM');
		expect(await run.ended).toBe(0);
		expect(run.said).toContain('databases closed');
	});

	it('promises no HTTPS where there is none', async () => {
		const run = serve(APP);
		await until(() => run.said.includes('\n'));
		const { headers } = await fetch(`http://127.0.0.1:${port}/`);
		expect(headers.get('strict-transport-security')).toBeNull();
	});

	it('goes on after a request that breaks in a callback', async () => {
		const run = serve(`export const handler = (request, response) => {
			if (request.url === '/bad') setTimeout(() => { response.destroy(); throw new Error('in a callback'); });
			else response.end('fine');
		};`);
		await until(() => run.said.includes('\n'));
		await expect(fetch(`http://127.0.0.1:${port}/bad`)).rejects.toThrow();
		expect(await (await fetch(`http://127.0.0.1:${port}/good`)).text()).toBe('fine');
		expect(run.said).toContain('in a callback');
	});

	it('answers the next request on a connection whose last one was answered before it was read', async () => {
		const run = serve(`export const handler = (request, response) => {
			if (request.method === 'POST') request.on('data', () => request.pause());
			response.end(request.url);
		};`);
		await until(() => run.said.includes('\n'));
		const socket = connect(port, '127.0.0.1');
		let heard = '';
		socket.on('data', (data) => (heard += data.toString()));
		socket.write('POST /first HTTP/1.1\r\nhost: toad.test\r\ncontent-length: 900000\r\n\r\n');
		socket.write('x'.repeat(900_000));
		await until(() => heard.includes('/first'));
		socket.write('GET /second HTTP/1.1\r\nhost: toad.test\r\n\r\n');
		await until(() => heard.includes('/second'));
		socket.destroy();
	});

	it('says that the port is taken and touches no data', async () => {
		const other = createServer().listen(port);
		await once(other, 'listening');
		const run = serve(`console.log('opened'); ${APP}`);
		expect(await run.ended).toBe(1);
		expect(run.said).toBe(
			`Port ${port} is taken by another program. Stop it, or set PORT to another number.\n`
		);
		other.close();
	});

	it.each([
		['locked', 'is in use by another Toad Lane'],
		['not_writable', "can't be written to"],
		['unreachable', 'CouchDB does not answer'],
		['refused', 'check the name and password']
	])('says in one sentence what keeps it from starting: %s', async (code, sentence) => {
		const run = serve(`throw Object.assign(new Error('no'), { code: '${code}' });`);
		expect(await run.ended).toBe(1);
		expect(run.said).toContain(sentence);
		expect(run.said.trim().split('\n')).toHaveLength(1);
	});

	it('says that the app is not built yet', async () => {
		const run = serve(APP, { BUILD_DIR: join(folder, 'nowhere') });
		expect(await run.ended).toBe(1);
		expect(run.said).toContain('npm run build');
	});
});
