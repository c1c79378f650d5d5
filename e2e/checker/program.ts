import { build, type Plugin } from 'esbuild';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { layoutVersion, modelVersion } from '../../src/lib/store/database.ts';
import type * as App from './app.ts';
import type { Age } from './commands.ts';
import type { Change, Mutant } from './mutants.ts';

/** The app's code, to be started afresh for every process of every phone. */
export type Program = (around: ProcessSurroundings) => typeof App;

/** What a process finds around it, each its own. */
export interface ProcessSurroundings {
	indexedDB: unknown;
	/** Absent in a worker. */
	localStorage: Storage | undefined;
	Date: DateConstructor;
	setTimeout: unknown;
	clearTimeout: unknown;
	/** 0 to 1; ids are made of it. */
	random(): number;
	/** Hears what the app would write to the console. */
	complain(problem: unknown): void;
}

const require = createRequire(import.meta.url);
// Phones are not tabs of one browser, even where their databases have one name.
Object.defineProperty(globalThis, 'BroadcastChannel', { value: undefined });

/** The app from before the tables, and what is folded into them, were last changed. */
const older: Change[] = [
	['layoutVersion', layoutVersion] as const,
	['modelVersion', modelVersion] as const
].map(([name, version]) => ({
	file: 'store/database.ts',
	from: `export const ${name} = ${version};`,
	to: `export const ${name} = ${version - 1};`
}));

/** The app of either age; with a mutant, its snippets of source are replaced. */
export async function buildPrograms(mutant?: Mutant): Promise<Record<Age, Program>> {
	const { name = 'the older app', changes = [] } = mutant ?? {};
	const [now, before] = [changes, [...changes, ...older]].map((all) => buildProgram(name, all));
	return { now: await now!, older: await before! };
}

/** Builds the app with changes, of which each must be possible exactly once. */
async function buildProgram(name: string, changes: readonly Change[]): Promise<Program> {
	const replaced = new Set<string>();
	const planting: Plugin = {
		name: 'plant',
		setup({ onLoad }) {
			onLoad({ filter: /\/src\/lib\/.*\.ts$/ }, async ({ path }) => {
				const source = await readFile(path, 'utf8');
				const contents = changes.reduce((text, change) => {
					if (!path.endsWith(`/${change.file}`)) return text;
					const parts = text.split(change.from);
					if (parts.length !== 2) throw new Error(`${name}: not once in ${change.file}: ${change.from}`);
					replaced.add(change.from);
					return parts.join(change.to);
				}, source);
				return { contents, loader: 'ts' };
			});
		}
	};
	const { outputFiles } = await build({
		entryPoints: [fileURLToPath(new URL('./app.ts', import.meta.url))],
		bundle: true,
		write: false,
		format: 'cjs',
		platform: 'browser',
		target: 'es2022',
		logLevel: 'silent',
		external: ['dexie', 'pouchdb-*'],
		plugins: [planting]
	});
	const missing = changes.find((change) => !replaced.has(change.from));
	if (missing) throw new Error(`${name}: not loaded: ${missing.file}`);
	return compile(outputFiles[0]?.text ?? '');
}

interface Heard {
	subscribers: (() => void)[];
	unsubscribe(one: () => void): void;
}
let always: Set<() => void> | undefined;

/** The live queries of processes that are no more would be asked again at every write of all that follow. */
export async function endLiveQueries(): Promise<void> {
	const { Dexie } = await import('dexie');
	const heard = Dexie.on.storagemutated as unknown as Heard;
	for (const one of [...heard.subscribers]) if (!always?.has(one)) heard.unsubscribe(one);
}

const given = ['localStorage', 'Date', 'setTimeout', 'clearTimeout', 'crypto', 'Math', 'console'] as const;

async function compile(code: string): Promise<Program> {
	const names = ['module', 'exports', 'require', 'globalThis', 'self', 'window', 'navigator', ...given];
	const start = compileFunction(code, names) as (...args: unknown[]) => void;
	const dexie = await import('dexie');
	always ??= new Set((dexie.Dexie.on.storagemutated as unknown as Heard).subscribers);
	// Live queries want a browser to be there; each phone's database is its own all the same.
	Object.assign(dexie.Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange });
	return (around) => {
		const own = surroundingsOf(around);
		class PhoneDexie extends dexie.Dexie {
			constructor(name: string, options: object) {
				const indexedDB = around.indexedDB as IDBFactory;
				super(name, { ...options, indexedDB, IDBKeyRange });
			}
		}
		const load = (name: string) => {
			if (name === 'dexie') return { ...dexie, Dexie: PhoneDexie };
			return name === 'pouchdb-core' ? pouchdb : (require(name) as unknown);
		};
		const module = { exports: {} as typeof App };
		start(
			...[module, module.exports, load, own, own, own, undefined],
			...given.map((name) => own[name as keyof typeof own])
		);
		return module.exports;
	};
}

/** PouchDB is shared by all processes, and refuses the same plugin twice. */
const pouchdb = (() => {
	const pouchdb = require('pouchdb-core') as { default?: object };
	const base = (pouchdb.default ?? pouchdb) as { plugin(plugin: object): void };
	const plugged = new WeakSet<object>();
	const shared: unknown = new Proxy(base, {
		get(target, key) {
			if (key !== 'plugin') return Reflect.get(target, key) as unknown;
			return (plugin: object) => {
				if (!plugged.has(plugin)) target.plugin(plugin);
				plugged.add(plugin);
				return shared;
			};
		}
	});
	return shared;
})();

function surroundingsOf({ random, complain, ...rest }: ProcessSurroundings) {
	const { localStorage, Date, setTimeout, clearTimeout } = rest;
	const math = Object.create(Math) as Math;
	math.random = random;
	const crypto = {
		getRandomValues<T extends Uint8Array>(array: T): T {
			return array.map(() => Math.floor(random() * 256)) as T;
		}
	};
	const own = { error: complain, warn: complain };
	return { localStorage, Date, setTimeout, clearTimeout, crypto, Math: math, console: own };
}
