/**
 * The real thing to test against: the production build with its embedded registry in a folder of its own, behind a
 * plain TCP proxy that stands for the network. The proxy is stopped and started; the app behind it never knows.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from '../couchdb/install';
import { askServer } from '../couchdb/server';

export interface App {
	/** The address that phones use: `http://localhost:<proxy port>`. */
	readonly url: string;
	/** The server's own address, past the network. */
	readonly server: string;
	/** Phones reach the server through what listens at this address from now on; without one, as before. */
	lead(through?: string): void;
	/** The network goes: every connection is cut and new ones are refused. */
	networkOff(): Promise<void>;
	/** The network comes back, at the same address. */
	networkOn(): Promise<void>;
	/** What the server has said of trouble so far. */
	complaints(): string;
	/** Ends the server as a power cut does, and starts it again on the same data. */
	crashAndRestart(): Promise<void>;
	/** An operator imports published facts (`npm run import`), file after file, with the server stopped meanwhile. */
	importFacts(...files: (readonly [kind: string, text: string])[]): Promise<void>;
	/** An operator makes moderators (`npm run moderator`), with the server stopped meanwhile; answers their one-time codes. */
	moderators(...names: string[]): Promise<string[]>;
	/** An operator makes up so many communities (`npm run seed`), with the server stopped meanwhile. */
	makeUp(communities: number): Promise<void>;
	/** Serves another build from now on, as after a release. */
	release(build: string): Promise<void>;
	/** Time passes for the server: it is started again with its clock ahead of everybody's. */
	letPass(time: { days: number } | { minutes: number }): Promise<void>;
	close(): Promise<void>;
}

const given = new Set<number>();

/**
 * A port that nobody has. It lies below those that the system gives to the near ends of connections: a browser must not
 * get it by chance while the network is off and nobody listens there.
 */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = randomInt(20_000, 32_000);
		if (given.has(port)) continue;
		given.add(port);
		const server = net.createServer().listen(port);
		const free = await once(server, 'listening').then(
			() => true,
			() => false
		);
		if (!free) continue;
		server.close();
		await once(server, 'close');
		return port;
	}
}

/**
 * The address that phones use is the same for all apps of one process, one after the other: to a browser an address is
 * what an app is known by, so a phone that has the app can be made once and copied (`phone.ts`).
 */
let home: Promise<number> | undefined;
let atHome = false;

/** How long a server may take to answer after its start, on a slow machine with other work. */
const START = 90_000;

async function untilHealthy(port: number, server: ChildProcess) {
	for (const last = Date.now() + START; Date.now() < last;) {
		if (server.exitCode !== null)
			throw new Error(`The server ended with code ${server.exitCode} before it answered`);
		try {
			const signal = AbortSignal.timeout(10_000);
			if ((await fetch(`http://127.0.0.1:${port}/api/health`, { signal })).ok) return;
		} catch {
			// not listening yet
		}
		await new Promise((done) => setTimeout(done, 100));
	}
	throw new Error(`The server did not answer within ${START / 1000} seconds`);
}

/** What a server loads first so that its clock is ahead. The product has no such switch. */
function clockAhead(minutes: number): string[] {
	if (minutes === 0) return [];
	const script = `const Real = Date, ahead = ${minutes * 60_000};
		globalThis.Date = class extends Real {
			constructor(...given) { if (given.length) super(...given); else super(Real.now() + ahead); }
			static now() { return Real.now() + ahead; }
		};`;
	return ['--import', `data:text/javascript,${encodeURIComponent(script)}`];
}

const CHUNKS = 'client/_app/immutable';

/**
 * The copies of its chunks that a server keeps, as links: two thousand files are written and deleted again for nothing
 * where no release comes. Where links are impossible the server makes its copies.
 */
function linkChunks(kept: string) {
	try {
		for (const entry of readdirSync(join('build', CHUNKS), { recursive: true, withFileTypes: true })) {
			const folder = entry.parentPath.replace(join('build', 'client'), kept);
			mkdirSync(folder, { recursive: true });
			if (entry.isFile()) linkSync(join(entry.parentPath, entry.name), join(folder, entry.name));
		}
	} catch {
		rmSync(kept, { recursive: true, force: true });
	}
}

/** Takes a story's databases off the CouchDB that it ran on. */
async function dropDatabases(couchdb: string, prefix: string) {
	const { origin, username, password } = new URL(couchdb);
	const headers = { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
	const names = (await (await fetch(`${origin}/_all_dbs`, { headers })).json()) as string[];
	for (const name of names.filter((one) => one.startsWith(prefix))) {
		await fetch(`${origin}/${encodeURIComponent(name)}`, { method: 'DELETE', headers });
	}
}

/** Starts the built app (`build/`) with fresh data. `env` adds settings such as `SEED_DEMO`. */
export async function startApp(env: Record<string, string> = {}): Promise<App> {
	const folder = mkdtempSync(join(tmpdir(), 'toad-lane-'));
	const first = !atHome;
	atHome = true;
	const [outside, inside] = [await (first ? (home ??= freePort()) : freePort()), await freePort()];
	const url = `http://localhost:${outside}`;
	const prefix = `story${inside}-`;
	const sockets = new Set<net.Socket>();
	let build = 'build';
	let ahead = 0;
	let led = inside;
	let complaints = '';
	let server: ChildProcess;
	let proxy: net.Server | undefined;

	async function startServer() {
		server = spawn(process.execPath, [...clockAhead(ahead), 'src/serve.js'], {
			env: {
				...process.env,
				SEED_DEMO: 'off',
				...env,
				PORT: String(inside),
				HOST: '127.0.0.1',
				ORIGIN: url,
				DATA_DIR: folder,
				BUILD_DIR: build,
				COUCHDB_PREFIX: prefix
			},
			stdio: ['ignore', 'ignore', 'pipe']
		});
		server.stderr?.on('data', (said: Buffer) => {
			complaints += said.toString();
			process.stderr.write(said);
		});
		await untilHealthy(inside, server);
	}
	async function stopServer(signal: NodeJS.Signals) {
		if (server.exitCode !== null || server.signalCode !== null) return;
		server.kill(signal);
		await once(server, 'exit');
	}
	/** Runs programs of an operator's on the same data, one after another. */
	async function runStopped(...programs: string[][]) {
		await stopServer('SIGTERM');
		for (const program of programs)
			execFileSync('npx', ['tsx', ...program], {
				env: { ...process.env, ...settings },
				stdio: ['ignore', 'ignore', 'inherit']
			});
		await startServer();
	}
	async function networkOn() {
		if (proxy) return;
		proxy = net.createServer((phone) => {
			const origin = net.connect(led, '127.0.0.1');
			for (const [a, b] of [
				[phone, origin],
				[origin, phone]
			] as const) {
				sockets.add(a);
				a.on('close', () => {
					sockets.delete(a);
					b.destroy();
				});
				a.on('error', () => b.destroy());
				a.pipe(b);
			}
		});
		proxy.listen(outside);
		await once(proxy, 'listening');
	}
	async function networkOff() {
		if (!proxy) return;
		const closing = proxy;
		proxy = undefined;
		closing.close();
		for (const socket of sockets) socket.destroy();
		await once(closing, 'close');
	}

	// With CouchDB's own checks, as `npm run couch:setup` leaves them.
	if (process.env.COUCHDB_URL) await install(askServer(process.env.COUCHDB_URL), prefix);
	const settings = { DATA_DIR: folder, COUCHDB_PREFIX: prefix, ORIGIN: url };
	const chunks = join(folder, 'previous-builds');
	linkChunks(chunks);
	await startServer();
	// By itself a server makes the demo only in a registry of its own.
	if (process.env.COUCHDB_URL && env.SEED_DEMO === 'on') await runStopped(['src/lib/server/seed.ts']);
	await networkOn();
	return {
		url,
		server: `http://127.0.0.1:${inside}`,
		lead(through) {
			led = through ? Number(new URL(through).port) : inside;
			for (const socket of sockets) socket.destroy();
		},
		networkOff,
		networkOn,
		complaints: () => complaints,
		async crashAndRestart() {
			await stopServer('SIGKILL');
			await startServer();
		},
		async importFacts(...files) {
			const imports = files.map(([kind, text], i) => {
				const file = join(folder, `${i}-${kind}.txt`);
				writeFileSync(file, text);
				return ['src/lib/server/import/import.ts', kind, file, '--as-of', '2026-06-30'];
			});
			await runStopped(...imports);
		},
		makeUp: (communities) => runStopped(['src/lib/server/seed.ts', '--communities', String(communities)]),
		async moderators(...names) {
			await stopServer('SIGTERM');
			const codes = names.map((name) => {
				const said = execFileSync('npx', ['tsx', 'src/lib/server/moderator.ts', name], {
					env: { ...process.env, ...settings },
					stdio: ['ignore', 'pipe', 'inherit']
				});
				return /code: (\S+)/.exec(said.toString())?.[1] ?? '';
			});
			await startServer();
			return codes;
		},
		async release(next) {
			// What is left of the build that goes is what its server kept.
			rmSync(chunks, { recursive: true, force: true });
			for (const each of [build, next]) {
				await stopServer('SIGTERM');
				build = each;
				await startServer();
			}
		},
		async letPass(time) {
			ahead += 'days' in time ? time.days * 1440 : time.minutes;
			await stopServer('SIGTERM');
			await startServer();
		},
		async close() {
			await networkOff();
			// Nothing of it is wanted any more. How a server ends properly, src/serve.test.ts says.
			await stopServer('SIGKILL');
			if (first) atHome = false;
			rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
			if (process.env.COUCHDB_URL) await dropDatabases(process.env.COUCHDB_URL, prefix);
		}
	};
}
