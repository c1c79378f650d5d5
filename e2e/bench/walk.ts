/** The walk screen as people have it: from the tap on "No answer" to saved, and to the next address painted. */
import type { Page } from '@playwright/test';
import { dropProfile, inBrowser, newProfile, throttle } from './browser';
import type { Fed } from './feed';
import { quantile } from './measure';
import type { Options, Place } from './place';
import type { Finding } from './report';
import { walkAddress } from './script';
import { phoneOf } from './taps';

export interface Step {
	saved: number;
	next: number;
}

/** Tells `window.onSaved` of every strict transaction of a group's database that is on disk. */
export function watchSaves() {
	const begin = IDBDatabase.prototype.transaction;
	IDBDatabase.prototype.transaction = function (names, mode, options) {
		const work = begin.call(this, names, mode, options);
		if (mode === 'readwrite' && options?.durability === 'strict' && this.name.includes('-group-'))
			work.addEventListener('complete', () => window.onSaved?.());
		return work;
	};
}

/** Taps once and waits for both; runs in the page. */
export async function step(): Promise<Step> {
	const button = [...document.querySelectorAll('button')].find(
		(one) => one.textContent?.trim() === 'No answer'
	);
	const address = () => document.querySelector('h1')?.textContent ?? '';
	if (!button) throw new Error(`No button "No answer" at ${address()}`);
	const before = address();
	let start = 0;
	const saved = new Promise<number>((done) => {
		window.onSaved = () => done(performance.now() - start);
	});
	const next = new Promise<number>((done) => {
		const watcher = new MutationObserver(() => {
			if (address() === before || address() === '') return;
			watcher.disconnect();
			requestAnimationFrame(() => {
				const painted = new MessageChannel();
				painted.port1.onmessage = () => done(performance.now() - start);
				painted.port2.postMessage('');
			});
		});
		watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
	});
	start = performance.now();
	button.click();
	return { saved: await saved, next: await next };
}

async function walk(page: Page, place: Place, fed: Fed, patch: number, taps: number): Promise<Step[]> {
	await page.goto(place.url + walkAddress(fed, patch));
	await page.getByRole('button', { name: 'No answer' }).waitFor();
	await page.waitForTimeout(1500);
	const steps: Step[] = [];
	for (let n = 0; n < taps; n++) {
		steps.push(await page.evaluate(step));
		await page.waitForTimeout(150);
	}
	return steps;
}

export async function walkFindings(place: Place, fed: Fed, { quick, say }: Options): Promise<Finding[]> {
	const profile = newProfile();
	const steps = await inBrowser(profile, async (page) => {
		await page.goto(`${place.url}/bench/`);
		await page.evaluate((phone) => window.bench.signIn(phone), phoneOf(fed));
		await page.evaluate(
			([group, total]) => window.bench.load('ours', 'page').then(() => window.bench.pull(group, total)),
			[fed.group, fed.total] as const
		);
		await page.addInitScript(watchSaves);
		const bySpeed: [cpu: number, steps: Step[]][] = [];
		for (const cpu of [1, 4]) {
			await throttle(page, cpu);
			say(`walk: the real screen at ${cpu}x`);
			const steps: Step[] = [];
			for (const patch of quick ? [0] : [0, 1])
				steps.push(...(await walk(page, place, fed, patch * 2 + (cpu === 4 ? 1 : 0), quick ? 15 : 50)));
			bySpeed.push([cpu, steps]);
		}
		return bySpeed;
	});
	dropProfile(profile);
	return steps.flatMap(([cpu, of]) => {
		const line = (what: string, key: keyof Step, goal: number): Finding => {
			const values = of.map((one) => one[key]);
			return {
				section: `The walk screen, ${fed.total} records, syncing`,
				what: `${what}, p95${cpu === 1 ? '' : `, ${cpu}x slower CPU`}`,
				value: quantile(values, 0.95),
				unit: 'ms',
				goal,
				from: `p50 ${quantile(values, 0.5).toFixed(1)} ms, ${values.length} taps`
			};
		};
		return [line('tap to saved', 'saved', 50), line('tap to next address painted', 'next', 100)];
	});
}

declare global {
	interface Window {
		onSaved?: () => void;
	}
}
