/** The first pull of a group onto a new phone. */
import { dropProfile, inBrowser, newProfile, throttle } from './browser';
import type { Fed } from './feed';
import { interleave, median, ratio } from './measure';
import { LOOPBACK, MOBILE } from './network';
import type { Options, Place } from './place';
import type { Finding } from './report';
import { phoneOf } from './taps';

const NAMES = ['ours', 'raw', 'pouch'] as const;
type Name = (typeof NAMES)[number];

const CIRCUMSTANCES = [
	{ words: 'loopback', shape: LOOPBACK, cpu: 1, floor: 1.6, stock: 1 / 3, reps: 5 },
	{ words: '100 ms, 10 Mbit/s, 4x slower CPU', shape: MOBILE, cpu: 4, floor: 1.8, stock: 1 / 8, reps: 3 }
];

interface Traffic {
	requests: number;
	bytes: number;
}

async function pullOnce(place: Place, fed: Fed, name: Name, { shape, cpu }: (typeof CIRCUMSTANCES)[number]) {
	const profile = newProfile();
	try {
		return await inBrowser(profile, async (page) => {
			await page.goto(`${place.url}/bench/`);
			await page.evaluate((phone) => window.bench.signIn(phone), phoneOf(fed));
			await throttle(page, cpu);
			place.network.shape(shape);
			place.network.takeBytesDown();
			place.origin.takeRequests();
			const took = await page.evaluate(([name, group, total]) => window.bench.pull(name, group, total), [
				name,
				fed.group,
				fed.total
			] as const);
			return { took, requests: place.origin.takeRequests().length, bytes: place.network.takeBytesDown() };
		});
	} finally {
		place.network.shape(LOOPBACK);
		dropProfile(profile);
	}
}

/** Pulls `fed` by each candidate on a new profile, on loopback and on a slow phone with a mobile network. */
export async function pullFindings(place: Place, fed: Fed, { quick, say }: Options): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const circumstance of CIRCUMSTANCES) {
		const traffic = {} as Record<Name, Traffic>;
		const took = await interleave(NAMES, quick ? 1 : circumstance.reps, async (name, rep) => {
			const run = await pullOnce(place, fed, name, circumstance);
			traffic[name] = run;
			say(`pull ${circumstance.words}, repetition ${rep + 1}: ${name} ${run.took.toFixed(0)} ms`);
			return run.took;
		});
		const seconds = (name: Name) => `${(median(took[name]) / 1000).toFixed(2)} s`;
		const section = `First pull of ${fed.total} records, ${circumstance.words}`;
		const line = (what: string, name: Name, goal: number): Finding => ({
			section,
			what,
			value: ratio(took.ours, took[name]),
			unit: 'x',
			goal,
			from: `${seconds('ours')} / ${seconds(name)}`
		});
		const sent = (name: Name) =>
			`${traffic[name].requests} requests, ${(traffic[name].bytes / 1024).toFixed(0)} KB`;
		findings.push(
			line('against pages of _changes and raw puts', 'raw', circumstance.floor),
			line('against PouchDB replicating into idb', 'pouch', circumstance.stock),
			{
				section,
				what: 'requests',
				value: traffic.ours.requests,
				unit: 'requests',
				from: `ours ${sent('ours')}; raw ${sent('raw')}; PouchDB ${sent('pouch')}`
			}
		);
	}
	return findings;
}
