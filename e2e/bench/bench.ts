/**
 * `npm run bench`: how fast the app is beside the least that a browser needs for the same job, and beside PouchDB and
 * RxDB. Prints a table and writes `.out/bench.json`. All candidates run in one browser, in a new random order in
 * every repetition; figures are medians, ratios are taken within a repetition. A measurement, not a test: nothing
 * fails when a goal is missed, the table says it.
 *
 *   npm run bench -- [--quick] [--only taps|pull|push|open|first|script|walk|map|commitments|directory|communities|lighthouse|registry] [--network 300] [--reps 3]
 *
 * `--network` takes a part of the words for a network, such as `loopback` or `300 ms`: pull and push run in those alone.
 * `--reps` is the most repetitions of anything.
 */
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { dropProfiles } from './browser';
import { commitmentsFindings } from './commitments';
import { communitiesFindings } from './communities';
import { directoryFindings } from './directory';
import { lighthouseFindings } from './lighthouse';
import { mapFindings } from './map';
import { feed, type Fed } from './feed';
import { firstFindings } from './first';
import { openFindings } from './open';
import { OUT } from './origin';
import { openPlace, type Options, type Place } from './place';
import { pullFindings } from './pull';
import { pushFindings } from './push';
import { registryFindings } from './registry';
import { table, writeReport, type Finding, type Gap } from './report';
import { scriptFindings } from './script';
import { tapFindings } from './taps';
import { walkFindings } from './walk';

interface Section {
	/** How many records there are in each of the groups that it needs. */
	totals: number[];
	find(place: Place, fed: Fed[], options: Options): Promise<Finding[]>;
}
const one =
	(find: (place: Place, fed: Fed, options: Options) => Promise<Finding[]>): Section['find'] =>
	(place, [fed], options) =>
		find(place, fed!, options);

/** Groups that grow while they are measured are of a size that no other part uses. */
const SECTIONS: Record<string, Section> = {
	taps: { totals: [10_000], find: one(tapFindings) },
	pull: { totals: [10_000], find: one(pullFindings) },
	push: { totals: [2_500], find: one(pushFindings) },
	first: { totals: [11_000], find: one(firstFindings) },
	script: { totals: [10_000], find: one(scriptFindings) },
	walk: { totals: [12_000], find: one(walkFindings) },
	commitments: { totals: [], find: (place, _, options) => commitmentsFindings(place, options) },
	directory: { totals: [], find: (place, _, options) => directoryFindings(place, options) },
	communities: { totals: [], find: (_, __, options) => communitiesFindings(options) },
	lighthouse: { totals: [], find: (_, __, options) => lighthouseFindings(options) },
	map: { totals: [], find: (place, _, options) => mapFindings(place, options) },
	registry: { totals: [], find: (_place, _fed, options) => registryFindings(options) },
	open: { totals: [1_000, 10_000, 100_000], find: openFindings }
};

const { values: asked } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		only: { type: 'string', multiple: true },
		network: { type: 'string', default: '' },
		reps: { type: 'string', default: '100' }
	}
});
const names = asked.only ?? Object.keys(SECTIONS);
const unknown = names.find((name) => !(name in SECTIONS));
if (unknown) throw new Error(`No part "${unknown}". There are: ${Object.keys(SECTIONS).join(', ')}`);

const started = Date.now();
const options: Options = {
	quick: asked.quick,
	network: asked.network,
	reps: asked.quick ? 1 : Number(asked.reps),
	say: (text) => console.log(`${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}`)
};

if (!existsSync('build/index.js'))
	execFileSync('npx', ['--no-install', 'vite', 'build'], { stdio: 'inherit' });
await build({
	entryPoints: ['main', 'worker', 'pouch', 'rx', 'directory'].map((name) => `e2e/bench/page/${name}.ts`),
	outdir: OUT,
	bundle: true,
	minify: true,
	format: 'esm',
	target: 'es2022',
	logLevel: 'warning',
	// The app's own build of it.
	alias: { dexie: 'dexie/dist/modern/dexie.mjs' },
	define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' }
});

const findings: Finding[] = [];
const gaps: Gap[] = [];
const place = await openPlace();
const groups = new Map<number, Fed>();

/** A group of so many records on the registry; the same one each time. */
async function groupOf(size: number): Promise<Fed> {
	const there = groups.get(size);
	if (there) return there;
	options.say(`feeding the registry with ${size} records`);
	const fed = await feed(place.app, size);
	groups.set(size, fed);
	return fed;
}

try {
	for (const name of names) {
		const { totals, find } = SECTIONS[name]!;
		try {
			const fed: Fed[] = [];
			for (const total of totals) fed.push(await groupOf(options.quick ? total / 5 : total));
			findings.push(...(await find(place, fed, options)));
		} catch (problem) {
			// A browser that fails tells its whole story after the first line.
			const [why = ''] = String(problem).split('\n');
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
