/** How much script a first visit loads, by the requests that a browser really makes. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { dropProfile, inBrowser, newProfile } from './browser';
import type { Fed } from './feed';
import { pause } from './measure';
import type { Ask } from './origin';
import type { Options, Place } from './place';
import type { Finding } from './report';
import { phoneOf } from './taps';

interface Script {
	path: string;
	bytes: number;
	/** Loaded by a worker, not by the page. */
	worker: boolean;
}

/** Scripts among the requests, with their size as gzip. What a worker's script imports is the worker's too. */
function scriptsOf(asked: readonly Ask[]): Script[] {
	const workers = new Set(asked.filter(({ dest }) => dest === 'worker').map(({ path }) => path));
	return asked
		.filter(({ path }) => /\.m?js$/.test(path) && !path.startsWith('/bench/'))
		.map(({ path, from }) => {
			const worker = workers.has(path) || workers.has(from);
			if (worker) workers.add(path);
			return {
				path,
				worker,
				bytes: gzipSync(new Uint8Array(readFileSync(`build/client${path}`)), { level: 9 }).length
			};
		});
}

/** The scripts of an address opened by a new browser: a member's phone with all records when `fed` is given. */
async function load(place: Place, path: string, fed?: Fed): Promise<Script[]> {
	const profile = newProfile();
	try {
		return await inBrowser(profile, async (page) => {
			if (fed) {
				await page.goto(`${place.url}/bench/`);
				await page.evaluate((phone) => window.bench.signIn(phone), phoneOf(fed));
				await page.evaluate(
					([group, total]) => window.bench.load('ours', 'page').then(() => window.bench.pull(group, total)),
					[fed.group, fed.total] as const
				);
			}
			place.origin.takeRequests();
			await page.goto(place.url + path, { waitUntil: 'networkidle' });
			if (fed) await page.getByRole('button', { name: 'No answer' }).waitFor();
			await pause(1500);
			return scriptsOf(place.origin.takeRequests());
		});
	} finally {
		dropProfile(profile);
	}
}

export async function scriptFindings(place: Place, fed: Fed, { say }: Options): Promise<Finding[]> {
	say('script: first loads');
	const line = (what: string, scripts: readonly Script[], goal: number): Finding => ({
		section: 'Script of a first load (gzip)',
		what,
		value: scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1024,
		unit: 'KB',
		goal,
		from: `${scripts.length} files, the largest ${largest(scripts)}`
	});
	const walk = await load(place, walkAddress(fed), fed);
	return [
		line('/communities', await load(place, '/communities'), 60),
		line(
			'the walk, page',
			walk.filter(({ worker }) => !worker),
			130
		),
		line('the walk, page and sync worker', walk, 130)
	];
}

function largest(scripts: readonly Script[]) {
	const [first] = [...scripts].sort((a, b) => b.bytes - a.bytes);
	return first ? `${(first.bytes / 1024).toFixed(1)} KB ${first.path}` : '-';
}

/** The walk of a patch that nobody has walked. */
export function walkAddress({ group, unwalked }: Fed, patch = 0): string {
	return `/g/${group}/doors/${unwalked[patch]!.split(':')[1]}/walk`;
}
