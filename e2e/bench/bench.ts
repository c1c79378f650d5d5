/**
 * `npm run bench`: how fast the app is beside the least that a browser needs for the same job, and beside PouchDB as
 * it comes. Prints a table and writes `.out/bench.json`. All candidates run in one browser, in a new random order in
 * every repetition; figures are medians, ratios are taken within a repetition. A measurement, not a test: nothing
 * fails when a goal is missed, the table says it.
 *
 *   npm run bench -- [--quick] [--only taps|pull|open|script|walk]
 */
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { dropProfiles } from './browser';
import { feed, type Fed } from './feed';
import { openFindings } from './open';
import { OUT } from './origin';
import { openPlace, type Options, type Place } from './place';
import { pullFindings } from './pull';
import { table, writeReport, type Finding, type Gap } from './report';
import { scriptFindings } from './script';
import { tapFindings } from './taps';
import { walkFindings } from './walk';

type Section = (place: Place, fed: Fed, options: Options) => Promise<Finding[]>;

/** The walk is last: it sends what it writes. */
const SECTIONS: Record<string, { total: number; find: Section }> = {
	taps: { total: 10_000, find: tapFindings },
	pull: { total: 10_000, find: pullFindings },
	open: { total: 10_000, find: openFindings },
	script: { total: 10_000, find: scriptFindings },
	walk: { total: 12_000, find: walkFindings }
};

const { values: asked } = parseArgs({
	options: { quick: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } }
});
const names = asked.only ?? Object.keys(SECTIONS);
const unknown = names.find((name) => !(name in SECTIONS));
if (unknown) throw new Error(`No part "${unknown}". There are: ${Object.keys(SECTIONS).join(', ')}`);

const started = Date.now();
const options: Options = {
	quick: asked.quick,
	say: (text) => console.log(`${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}`)
};

if (!existsSync('build/index.js'))
	execFileSync('npx', ['--no-install', 'vite', 'build'], { stdio: 'inherit' });
await build({
	entryPoints: { page: 'e2e/bench/page/main.ts', pouch: 'e2e/bench/page/pouch.ts' },
	outdir: OUT,
	bundle: true,
	minify: true,
	format: 'esm',
	target: 'es2022',
	logLevel: 'warning',
	define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' }
});

const findings: Finding[] = [];
const gaps: Gap[] = [];
const place = await openPlace();
try {
	const groups = new Map<number, Fed>();
	for (const name of names) {
		const { total, find } = SECTIONS[name]!;
		const size = options.quick ? total / 5 : total;
		try {
			let fed = groups.get(size);
			if (!fed) {
				options.say(`feeding the registry with ${size} records`);
				fed = await feed(place.app, size);
				groups.set(size, fed);
			}
			findings.push(...(await find(place, fed, options)));
		} catch (problem) {
			const why = problem instanceof Error ? problem.message : String(problem);
			options.say(`${name}: ${why}`);
			gaps.push({ section: name, why });
		}
	}
} finally {
	await place.close();
	dropProfiles();
}

const version = JSON.parse(readFileSync('build/client/_app/version.json', 'utf8')) as { version: string };
writeReport(findings, gaps, { build: version.version, quick: options.quick });
console.log(table(findings, gaps));
const busy = loadavg()[1]! / cpus().length;
if (busy > 1.5)
	console.log(`\nOthers kept this machine busy (load ${busy.toFixed(1)} a core): the figures are rough.`);
console.log(
	`\nBuild ${version.version}${options.quick ? ', quick: not to be judged by' : ''}. All of it in .out/bench.json`
);
