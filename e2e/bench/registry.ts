/**
 * The public registry under load, beside a Node that serves the very same bytes and does nothing else; and how what it takes
 * grows with the communities. Both servers are processes of their own, and so is each registry that grows.
 */
import autocannon from 'autocannon';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interleave, median, pause, ratio } from './measure';
import type { Options } from './place';
import type { Growth } from './registry-growth';
import type { Finding } from './report';

const SERVED = 10_000;
const GROWING = [100, 10_000, 100_000];
const CONNECTIONS = 16;
const ENCODING = { 'accept-encoding': 'gzip' };

/** Answers every path with what was posted to it: body, and status in a header. */
const STATIC = `
const kept = new Map();
require('node:http').createServer((asked, answer) => {
	if (asked.method === 'PUT') {
		const parts = [];
		asked.on('data', (part) => parts.push(part)).on('end', () => {
			kept.set(asked.url, { status: Number(asked.headers['x-status']), body: Buffer.concat(parts) });
			answer.end();
		});
		return;
	}
	const { status, body } = kept.get(asked.url);
	answer.writeHead(status, status === 304 ? {} : { 'content-length': body.length }).end(body);
}).listen(Number(process.env.PORT), '127.0.0.1');`;

interface Served {
	words: string;
	path: string;
	headers: Record<string, string>;
	status: number;
}

export async function registryFindings({ quick, reps, say }: Options): Promise<Finding[]> {
	const served = quick ? SERVED / 10 : SERVED;
	const growing = quick ? GROWING.slice(0, 2) : GROWING;
	const folders = new Map<number, string>();
	const folderOf = (count: number) => {
		const known = folders.get(count);
		if (known) return known;
		say(`registry: making up ${count} communities`);
		const folder = mkdtempSync(join(tmpdir(), 'toad-lane-nation-'));
		folders.set(count, folder);
		const args = ['tsx', 'src/lib/server/seed.ts', '--communities', String(count)];
		execFileSync('npx', args, { env: settings(folder), stdio: ['ignore', 'ignore', 'inherit'] });
		return folder;
	};
	try {
		const load = await underLoad(folderOf(served), served, Math.min(reps, quick ? 1 : 5), quick ? 1 : 4, say);
		const grown = growing.map((count) => ({ count, ...growthOf(folderOf(count), say, count) }));
		return [...load, ...growthFindings(grown)];
	} finally {
		for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
	}
}

/** Without what the shell says of another registry. */
const settings = (DATA_DIR: string) => ({
	...process.env,
	...{ DATA_DIR, SEED_DEMO: 'off', COUCHDB_URL: '', ORIGIN: '' }
});

function growthOf(folder: string, say: Options['say'], count: number): Growth {
	say(`registry: ${count} communities read, packed and counted`);
	const args = ['--expose-gc', '--import', 'tsx', 'e2e/bench/registry-growth.ts'];
	const told = execFileSync(process.execPath, args, { env: settings(folder), encoding: 'utf8' });
	return JSON.parse(told.trim().split('\n').at(-1)!) as Growth;
}

async function underLoad(
	folder: string,
	count: number,
	reps: number,
	seconds: number,
	say: Options['say']
): Promise<Finding[]> {
	const [port, plain] = [await freePort(), await freePort()];
	const env = {
		...settings(folder),
		HOST: '127.0.0.1',
		PORT: String(port),
		ORIGIN: `http://127.0.0.1:${port}`
	};
	const app = spawn(process.execPath, ['src/serve.js'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
	const still = spawn(process.execPath, ['-e', STATIC], { env: { ...process.env, PORT: String(plain) } });
	try {
		const asked = await thingsToAsk(`http://127.0.0.1:${port}`, `http://127.0.0.1:${plain}`);
		const section = `The registry under load, ${count} communities, ${CONNECTIONS} connections`;
		const findings: Finding[] = [];
		for (const one of asked) {
			say(`registry: ${one.words} under load`);
			const late = { app: [] as number[], still: [] as number[] };
			const each = await interleave(['app', 'still'] as const, reps, async (name) => {
				const url = `http://127.0.0.1:${name === 'app' ? port : plain}${one.path}`;
				const { requests, latency, ...said } = await autocannon({
					...{ url, headers: one.headers, connections: CONNECTIONS, duration: seconds }
				});
				if (said.errors + said.timeouts > 0) throw new Error(`${one.words}: ${said.errors} requests failed`);
				late[name].push(latency.p99);
				return requests.average;
			});
			const told = (name: 'app' | 'still') =>
				`${median(each[name]).toFixed(0)} requests a second, p99 ${median(late[name]).toFixed(0)} ms`;
			findings.push({
				...{ section, what: `${one.words}: a static file’s requests to ours`, unit: 'x' },
				value: ratio(each.still, each.app),
				from: `ours ${told('app')}; static ${told('still')}`
			});
		}
		return findings;
	} finally {
		await Promise.all([end(app), end(still)]);
	}
}

/** What is asked for, each laid down with the other server as it came; what this build does not serve is left out. */
async function thingsToAsk(app: string, still: string): Promise<Served[]> {
	const listed = await (await untilThere(`${app}/communities`)).text();
	const [, page = ''] = /href="(\/communities\/[a-z0-9-]+)"/.exec(listed) ?? [];
	const whole = await fetch(`${app}/api/directory`, { headers: ENCODING });
	const mark = whole.headers.get('etag') ?? '';
	const wanted: Omit<Served, 'status'>[] = [
		{ words: 'the list', path: '/communities', headers: ENCODING },
		{ words: 'a page', path: page, headers: ENCODING },
		{ words: 'the GeoJSON', path: '/communities.geojson', headers: ENCODING },
		{ words: 'the directory', path: '/api/directory', headers: ENCODING },
		{ words: 'a 304', path: '/api/directory?known', headers: { ...ENCODING, 'if-none-match': mark } },
		{ words: 'the nation', path: '/nation', headers: ENCODING }
	];
	const served: Served[] = [];
	for (const one of wanted) {
		const { status, body } = await raw(app + one.path, one.headers);
		if (status !== 200 && status !== 304) continue;
		await fetch(still + one.path, { method: 'PUT', headers: { 'x-status': String(status) }, body });
		served.push({ ...one, status });
	}
	return served;
}

/** The bytes as they were sent, compressed or not. */
async function raw(
	url: string,
	headers: Record<string, string>
): Promise<{ status: number; body: Uint8Array<ArrayBuffer> }> {
	const { get } = await import('node:http');
	return new Promise((resolve, reject) => {
		get(url, { headers }, (answer) => {
			const parts: Uint8Array[] = [];
			answer
				.on('data', (part: Uint8Array) => parts.push(part))
				.on('end', () =>
					resolve({ status: answer.statusCode ?? 0, body: new Uint8Array(Buffer.concat(parts)) })
				);
		}).on('error', reject);
	});
}

async function untilThere(url: string): Promise<Response> {
	for (let tries = 0; ; tries += 1) {
		const answer = await fetch(url).catch(() => undefined);
		if (answer?.ok) return answer;
		if (tries > 300) throw new Error('the app did not start');
		await pause(200);
	}
}

async function freePort(): Promise<number> {
	const server = net.createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill('SIGTERM');
	await once(child, 'exit');
}

/** What grows is told for each registry, and as a ratio to the growth of the communities: 1 is linear. */
function growthFindings(grown: readonly (Growth & { count: number })[]): Finding[] {
	const [base, last] = [grown.at(-2)!, grown.at(-1)!];
	const times = last.count / base.count;
	const section = `The registry from ${grown[0]!.count} to ${last.count} communities`;
	const told = (of: (one: Growth) => number, unit: string) =>
		grown.map((one) => `${one.count}: ${of(one).toFixed(1)} ${unit}`).join('; ');
	const linear = (what: string, of: (one: Growth) => number, unit: string): Finding => ({
		...{ section, what: `${what}, by what was added`, unit: 'x', goal: 1.3 },
		value: of(last) / of(base) / times,
		from: told(of, unit)
	});
	const same = (what: string, of: (one: Growth) => number): Finding => ({
		...{ section, what: `${what}, ${last.count} beside ${base.count}`, unit: 'x' },
		value: of(last) / of(base),
		from: told(of, 'ms')
	});
	return [
		linear('reading all', ({ read }) => read, 'ms'),
		linear('the directory', ({ directory }) => directory, 'ms'),
		linear('the nation’s figures', ({ figures }) => figures, 'ms'),
		linear('memory', ({ megabytes }) => megabytes, 'MB'),
		same('one change read', ({ changed }) => changed.read),
		same('one change in the directory', ({ changed }) => changed.directory),
		same('one change, the processor’s time', ({ changed }) => changed.cpu),
		same('one change in the nation’s figures', ({ changed }) => changed.figures)
	];
}
