/** A cold start with everything on the phone: how long until the first street list, and what it takes on disk. */
import { databaseBytes, dropProfile, inBrowser, newProfile, throttle } from './browser';
import type { Fed } from './feed';
import { interleave, median, pause, ratio } from './measure';
import type { Options, Place } from './place';
import type { Finding } from './report';
import { phoneOf } from './taps';

const NAMES = ['ours', 'raw'] as const;
type Name = (typeof NAMES)[number];

/** A phone that has pulled everything, was closed, opened and closed again, so that its files have settled. */
async function settledPhone(place: Place, fed: Fed, name: Name): Promise<string> {
	const profile = newProfile();
	await inBrowser(profile, async (page) => {
		await page.goto(`${place.url}/bench/`);
		await page.evaluate((phone) => window.bench.signIn(phone), phoneOf(fed));
		await page.evaluate(([name, group, total]) => window.bench.pull(name, group, total), [
			name,
			fed.group,
			fed.total
		] as const);
	});
	await openOnce(place, fed, name, profile, 1, 2000);
	return profile;
}

/** Starts the browser on the profile and opens the list; in ms. */
function openOnce(place: Place, fed: Fed, name: Name, profile: string, cpu: number, stay = 0) {
	return inBrowser(profile, async (page) => {
		await page.goto(`${place.url}/bench/`);
		await throttle(page, cpu);
		const took = await page.evaluate(([name, group, patch]) => window.bench.openList(name, group, patch), [
			name,
			fed.group,
			fed.walked
		] as const);
		await pause(stay);
		return took;
	});
}

export async function openFindings(place: Place, fed: Fed, { quick, say }: Options): Promise<Finding[]> {
	say(`open: two phones with ${fed.total} records each`);
	const profiles = {
		ours: await settledPhone(place, fed, 'ours'),
		raw: await settledPhone(place, fed, 'raw')
	};
	const bytes = {
		ours: databaseBytes(profiles.ours) / fed.total,
		raw: databaseBytes(profiles.raw) / fed.total
	};
	const section = `Cold start with ${fed.total} records`;
	const findings: Finding[] = [];
	for (const cpu of [1, 4]) {
		const took = await interleave(NAMES, quick ? 3 : 11, (name) =>
			openOnce(place, fed, name, profiles[name], cpu)
		);
		findings.push({
			section,
			what: `to the first street list${cpu === 1 ? '' : `, ${cpu}x slower CPU`}`,
			value: ratio(took.ours, took.raw),
			unit: 'x',
			goal: cpu === 1 ? 2 : undefined,
			from: `${median(took.ours).toFixed(1)} ms / raw ${median(took.raw).toFixed(1)} ms`
		});
	}
	findings.push({
		section,
		what: 'on disk, a record',
		value: bytes.ours,
		unit: 'bytes',
		from: `raw ${bytes.raw.toFixed(0)} bytes, ${(bytes.ours / bytes.raw).toFixed(2)} x`
	});
	for (const name of NAMES) dropProfile(profiles[name]);
	return findings;
}
