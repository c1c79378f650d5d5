/** From a tap to the visit being safe on disk, and to the next door being on the screen. */
import type { Page } from '@playwright/test';
import { dropProfile, inBrowser, newProfile, throttle } from './browser';
import type { Fed } from './feed';
import { interleave, median, quantile, ratio } from './measure';
import type { Tap } from './page/main';
import type { Options, Place } from './place';
import type { Finding } from './report';

const TAPPED = ['ours', 'raw', 'pouch', 'rx'] as const;
type Tapped = (typeof TAPPED)[number];
const SECTION = 'Tap (one visit with its read model, strict durability where there is one)';

async function measure(page: Page, cpu: number, reps: number): Promise<Finding[]> {
	const TAPS = 5;
	await throttle(page, cpu);
	const taps: Record<Tapped, Tap[]> = { ours: [], raw: [], pouch: [], rx: [] };
	const visible: Record<Tapped, number[]> = { ours: [], raw: [], pouch: [], rx: [] };
	const durable = await interleave([...TAPPED, 'single'] as const, reps, async (name, rep) => {
		if (name === 'single') return median(await page.evaluate((n) => window.bench.singlePuts(n), TAPS));
		const got = await page.evaluate(([name, n]) => window.bench.taps(name, n), [name, TAPS] as const);
		taps[name].push(...got);
		visible[name][rep] = median(got.map((tap) => tap.visible));
		return median(got.map((tap) => tap.durable));
	});
	const speed = cpu === 1 ? '' : `, ${cpu}x slower CPU`;
	const ms = (values: readonly number[]) => `${median(values).toFixed(1)} ms`;
	const p95 = (name: Tapped, what: keyof Tap) =>
		`p95 ${quantile(
			taps[name].map((tap) => tap[what]),
			0.95
		).toFixed(1)}`;
	const line = (
		what: string,
		key: keyof Tap,
		values: Record<Tapped, number[]>,
		[other, words]: [Tapped, string],
		goal?: number
	): Finding => ({
		section: SECTION,
		what: what + speed,
		value: ratio(values.ours, values[other]),
		unit: 'x',
		goal,
		from: `${ms(values.ours)} (${p95('ours', key)}) / ${words} ${ms(values[other])} (${p95(other, key)})`
	});
	const raw: [Tapped, string] = ['raw', 'raw'];
	const pouch: [Tapped, string] = ['pouch', 'PouchDB, relaxed'];
	const rx: [Tapped, string] = ['rx', 'RxDB, not atomic'];
	return [
		line('tap to durable', 'durable', durable, raw, 2),
		{
			section: SECTION,
			what: `durable against one put of one document, without a read model${speed}`,
			value: ratio(durable.ours, durable.single),
			unit: 'x',
			from: `${ms(durable.ours)} / ${ms(durable.single)}`
		},
		line('tap to next door visible', 'visible', visible, raw, 2),
		line('visible against PouchDB', 'visible', visible, pouch),
		line('visible against RxDB', 'visible', visible, rx)
	];
}

/** Taps on patches that nobody has walked, in a store with all of `fed`. */
export async function tapFindings(place: Place, fed: Fed, { reps: most, say }: Options): Promise<Finding[]> {
	const profile = newProfile();
	const reps = Math.min(most, 20);
	const findings = await inBrowser(profile, async (page) => {
		await page.goto(`${place.url}/bench/`);
		await page.evaluate((phone) => window.bench.signIn(phone), phoneOf(fed));
		say(`taps: filling four stores with ${fed.total} records`);
		for (const name of TAPPED)
			await page.evaluate(([name, group]) => window.bench.fillForTaps(name, group), [
				name,
				fed.group
			] as const);
		await page.evaluate(([group, patches]) => window.bench.startWalks(group, patches), [
			fed.group,
			fed.unwalked
		] as const);
		for (const name of TAPPED) await page.evaluate((name) => window.bench.taps(name, 10), name);
		const all: Finding[] = [];
		for (const cpu of [1, 4]) {
			say(`taps: ${reps} repetitions at ${cpu}x`);
			all.push(...(await measure(page, cpu, reps)));
		}
		return all;
	});
	dropProfile(profile);
	return findings;
}

/** What a phone needs to know of itself to be a member of the group. */
export function phoneOf({ group, member, secret }: Fed) {
	return { group, member, secret };
}
