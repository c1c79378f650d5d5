/** What is asked of the code without running it: all of `npm run check`, and the beginning of `npm test`. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

type Check = readonly [name: string, command: string, ...args: string[]];

/** What the others stand on. */
const first: readonly Check[] = [
	['generated types', 'svelte-kit', 'sync'],
	[
		'words',
		'paraglide-js',
		'compile',
		...['--project', './src/lib/i18n/project.inlang'],
		...['--outdir', './src/lib/i18n/paraglide'],
		...['--strategy', 'baseLocale']
	]
];

/** The longest first: two run at a time. */
const checks: readonly Check[] = [
	['types', 'svelte-check', '--tsconfig', './tsconfig.json', '--threshold', 'error', '--output', 'human'],
	['lint', 'eslint', '.'],
	['format', 'prettier', '--check', '.', '--log-level', 'warn'],
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
	/** It passed when it was tried once more. */
	again?: true;
}

/** A check that passes or fails as a whole. */
export function check(name: string, command: string, ...args: string[]): Outcome {
	const ok = run(command, ...args);
	console.log(`${ok ? 'ok' : 'FAILED'}: ${name}`);
	return { name, ok };
}

/** The same beside others: what it says is shown in one piece when it has ended. */
async function checkAside(name: string, command: string, ...args: string[]): Promise<Outcome> {
	const child = spawn('npx', ['--no-install', command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
	const [said, complained, [code]] = await Promise.all([
		text(child.stdout),
		text(child.stderr),
		once(child, 'exit')
	]);
	const ok = code === 0;
	console.log(`\n> ${command} ${args.join(' ')}\n${said}${complained}${ok ? 'ok' : 'FAILED'}: ${name}`);
	return { name, ok };
}

/** Asks everything, also after something failed. */
export async function checkAll(): Promise<Outcome[]> {
	const outcomes = first.map((each) => check(...each));
	const left = checks.values();
	const lane = async () => {
		for (const each of left) outcomes.push(await checkAside(...each));
	};
	await Promise.all([lane(), lane()]);
	return outcomes;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
	process.exitCode = (await checkAll()).every(({ ok }) => ok) ? 0 : 1;
