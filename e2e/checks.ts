/** What is asked of the code without running it: all of `npm run check`, and the beginning of `npm test`. */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const checks: readonly [name: string, command: string, ...args: string[]][] = [
	['generated types', 'svelte-kit', 'sync'],
	[
		'words',
		'paraglide-js',
		'compile',
		...['--project', './src/lib/i18n/project.inlang'],
		...['--outdir', './src/lib/i18n/paraglide'],
		...['--strategy', 'baseLocale']
	],
	['lint', 'eslint', '.'],
	['format', 'prettier', '--check', '.', '--log-level', 'warn'],
	['types', 'svelte-check', '--tsconfig', './tsconfig.json', '--threshold', 'error', '--output', 'human'],
	['types of tests and tools', 'tsc', '--noEmit', '-p', 'e2e'],
	['types of the service worker', 'tsc', '--noEmit', '-p', 'src/service-worker'],
	['import law', 'depcruise', 'src', 'couchdb', '--config', '.dependency-cruiser.js'],
	['import graph', 'tsx', 'docs/import-graph.ts', '--check']
];

/** Runs a command of the project's own, shown as it goes; whether it went well. */
export function run(command: string, ...args: string[]): boolean {
	console.log(`\n> ${command} ${args.join(' ')}`);
	return spawnSync('npx', ['--no-install', command, ...args], { stdio: 'inherit' }).status === 0;
}

/** A check or a test, and whether it passed. */
export interface Outcome {
	name: string;
	ok: boolean;
	/** What the failure says first. */
	why?: string;
}

/** A check that passes or fails as a whole. */
export function check(name: string, command: string, ...args: string[]): Outcome {
	const ok = run(command, ...args);
	console.log(`${ok ? 'ok' : 'FAILED'}: ${name}`);
	return { name, ok };
}

/** Asks everything, also after something failed. */
export function checkAll(): Outcome[] {
	return checks.map((each) => check(...each));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
	process.exitCode = checkAll().every(({ ok }) => ok) ? 0 : 1;
