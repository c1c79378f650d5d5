import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepPreviousBuilds } from './previous-builds.js';

const DAY = 24 * 3_600_000;
const released = Date.UTC(2026, 6, 1);

let folder: string;
let server: Server | undefined;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'toadlane-builds-'));
});
afterEach(() => {
	server?.close();
	server = undefined;
	rmSync(folder, { recursive: true });
});

/** Starts the server on a build of these chunks, `days` after the first release. */
async function start(chunks: string[], days: number) {
	server?.close();
	const build = join(folder, 'build');
	rmSync(build, { recursive: true, force: true });
	const files = join(build, 'client/_app/immutable/chunks');
	mkdirSync(files, { recursive: true });
	for (const name of chunks) writeFileSync(join(files, name), `export default '${name}'`);
	const earlier = await keepPreviousBuilds(build, join(folder, 'kept'), released + days * DAY);
	server = createServer((request, response) =>
		earlier(request, response, () => void response.writeHead(404).end('of the app'))
	).listen(0);
	await once(server, 'listening');
}

function ask(name: string) {
	const { port } = server!.address() as AddressInfo;
	return fetch(`http://127.0.0.1:${port}/_app/immutable/chunks/${name}`);
}
const isServed = async (name: string) => (await ask(name)).ok;

it('answers for a chunk of the build before, as a script that may be kept for ever', async () => {
	await start(['a.js'], 0);
	await start(['b.js'], 3);
	const answer = await ask('a.js');
	expect(await answer.text()).toBe(`export default 'a.js'`);
	expect(answer.headers.get('content-type')).toContain('javascript');
	expect(answer.headers.get('cache-control')).toContain('immutable');
});

it('leaves what the build of today has, and what none ever had, to the app', async () => {
	await start(['a.js'], 0);
	for (const name of ['a.js', 'never.js', '../../../current.json', '%2e%2e/%2e%2e/%2e%2e/current.json'])
		expect(await (await ask(name)).text()).toBe('of the app');
});

it('counts 30 days from when a build was replaced, however long it was served before', async () => {
	await start(['a.js'], 0);
	await start(['b.js'], 90);
	await start(['b.js'], 119);
	expect(await isServed('a.js')).toBe(true);
	await start(['b.js'], 121);
	expect(await isServed('a.js')).toBe(false);
	await start(['a.js', 'c.js'], 122);
	await start(['c.js'], 123);
	expect(await isServed('a.js')).toBe(true);
	expect(await isServed('b.js')).toBe(true);
});

it('copies again what a power cut left half copied, and goes on without a readable list', async () => {
	await start(['a.js'], 0);
	const kept = join(folder, 'kept/_app/immutable/chunks');
	rmSync(join(kept, 'a.js'));
	writeFileSync(join(kept, 'a.js.part'), 'expo');
	writeFileSync(join(folder, 'kept/current.json'), '["_app');
	await start(['a.js'], 1);
	expect(readdirSync(kept)).toEqual(['a.js']);
	await start(['b.js'], 2);
	expect(await isServed('a.js')).toBe(true);
});
