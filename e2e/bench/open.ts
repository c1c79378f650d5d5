/** A cold start with everything on the phone: how long until the first street list, and what it takes on disk. */
import { databaseBytes, dropProfile, emptyLog, inBrowser, newProfile, throttle } from './browser';
import type { Fed } from './feed';
import { interleave, median, pause, ratio } from './measure';
import type { Name } from './page/main';
import type { Options, Place } from './place';
import type { Finding } from './report';
import { phoneOf } from './taps';

interface Phone {
	name: Name;
	fed: Fed;
	profile: string;
	/** On disk, of all its databases. */
	bytes: number;
}

/** A phone that has pulled everything, whose files have settled, and that was started often enough to be known. */
async function settledPhone(place: Place, fed: Fed, name: Name): Promise<Phone> {
	const profile = newProfile();
	await inBrowser(profile, async (page) => {
		await page.goto(`${place.url}/bench/`);
		await page.evaluate((phone) => window.bench.signIn(phone), phoneOf(fed));
		await page.evaluate((name) => window.bench.load(name, 'page'), name);
		await page.evaluate(([group, total]) => window.bench.pull(group, total), [fed.group, fed.total] as const);
		await emptyLog(page, profile);
	});
	return { name, fed, profile, bytes: databaseBytes(profile) };
}

/** Starts the browser on the profile and opens the list; in ms. */
function openOnce(place: Place, { name, fed, profile }: Phone, cpu: number, stay = 0) {
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

/** How long the store's counts take on an opened phone. */
function countsOf(place: Place, { fed, profile }: Phone) {
	return inBrowser(profile, async (page) => {
		await page.goto(`${place.url}/bench/`);
		await page.evaluate(([group, patch]) => window.bench.openList('ours', group, patch), [
			fed.group,
			fed.walked
		] as const);
		await page.evaluate(() => window.bench.counts(5));
		return await page.evaluate(() => window.bench.counts(20));
	});
}

export async function openFindings(place: Place, fed: Fed[], { reps, say }: Options): Promise<Finding[]> {
	const phones: Record<string, Phone> = {};
	for (const one of fed) {
		for (const name of ['ours', 'raw'] as const) {
			say(`open: a phone of ${name} with ${one.total} records`);
			phones[`${name} ${one.total}`] = await settledPhone(place, one, name);
		}
	}
	const names = Object.keys(phones);
	// Twice for the browser to keep the compiled scripts, as it has those of an installed app.
	for (const name of [...names, ...names]) await openOnce(place, phones[name]!, 1, 2500);

	const findings: Finding[] = [];
	const section = 'Cold start to the first street list';
	for (const cpu of [1, 4]) {
		say(`open: cold starts at ${cpu}x`);
		const took = await interleave(names, Math.min(reps, 9), (name) => openOnce(place, phones[name]!, cpu));
		const speed = cpu === 1 ? '' : `, ${cpu}x slower CPU`;
		const ms = (name: string) => `${median(took[name]!).toFixed(1)} ms`;
		for (const { total } of fed) {
			const [ours, raw] = [`ours ${total}`, `raw ${total}`];
			findings.push({
				section,
				what: `${total} records${speed}`,
				value: ratio(took[ours]!, took[raw]!),
				unit: 'x',
				goal: 2,
				from: `${ms(ours)} / raw ${ms(raw)}`
			});
		}
		const [small, large] = [fed[0]!.total, fed.at(-1)!.total];
		findings.push({
			section,
			what: `${large} records against ${small}${speed}`,
			value: ratio(took[`ours ${large}`]!, took[`ours ${small}`]!),
			unit: 'x',
			goal: 3,
			from: `raw ${ratio(took[`raw ${large}`]!, took[`raw ${small}`]!).toFixed(2)} x`
		});
	}

	const large = fed.at(-1)!;
	say('open: counts');
	const counts = await countsOf(place, phones[`ours ${large.total}`]!);
	for (const [what, words] of [
		['fed', 'doors, talks and cards of the group'],
		['patches', 'the list of patches with what is due'],
		['summary', 'the summary of the home screen']
	] as const)
		findings.push({
			section: `Counts with ${large.total} records`,
			what: words,
			value: median(counts[what]),
			unit: 'ms',
			goal: what === 'patches' ? undefined : 2
		});

	findings.push(...(await diskFindings(place, fed, phones)));
	for (const { profile } of Object.values(phones)) dropProfile(profile);
	return findings;
}

async function diskFindings(place: Place, fed: Fed[], phones: Record<string, Phone>): Promise<Finding[]> {
	const middle = fed[Math.floor(fed.length / 2)]!;
	const each = ({ bytes, fed }: Phone) => bytes / fed.total;
	const peers: string[] = [];
	for (const [name, words] of [
		['pouch', 'PouchDB'],
		['rx', 'RxDB']
	] as const) {
		const phone = await settledPhone(place, middle, name);
		peers.push(`${words} ${each(phone).toFixed(0)}`);
		dropProfile(phone.profile);
	}
	return fed.map((one) => {
		const [ours, raw] = [each(phones[`ours ${one.total}`]!), each(phones[`raw ${one.total}`]!)];
		return {
			section: 'On disk, a record',
			what: `${one.total} records`,
			value: ours / raw,
			unit: 'x',
			goal: 1.5,
			from: `bytes: ours ${ours.toFixed(0)}, raw ${raw.toFixed(0)}${one === middle ? `, ${peers.join(', ')} (both without the doors' states)` : ''}`
		};
	});
}
