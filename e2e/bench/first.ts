/** The built app while a new phone fetches its group for the first time: is the page free, and can one knock on? */
import type { Page } from '@playwright/test';
import { dropProfile, inBrowser, newProfile, throttle } from './browser';
import type { Fed } from './feed';
import { median, pause, quantile } from './measure';
import type { Options, Place } from './place';
import type { Finding } from './report';
import { phoneOf } from './taps';
import { step, watchSaves, type Step } from './walk';

const CPU = 4;
const BETWEEN_TAPS = 250;

interface Sync {
	/** Tasks of the page's thread over 50 ms, in ms. */
	long: number[];
	steps: Step[];
	took: number;
}

/** Notes long tasks from now on; runs in the page. */
function watchTasks() {
	window.longTasks = [];
	new PerformanceObserver((list) =>
		window.longTasks!.push(...list.getEntries().map(({ duration }) => duration))
	).observe({ type: 'longtask' });
}

/** Whether the group's feed was read to its end; runs in the page. */
async function isCaughtUp(group: string): Promise<boolean> {
	const answer = <T>(request: IDBRequest<T>) =>
		new Promise<T>((done, fail) => {
			request.onsuccess = () => done(request.result);
			request.onerror = () => fail(request.error);
		});
	window.groupDatabase ??= await answer(indexedDB.open(`toadlane-group-${group}`));
	const state = window.groupDatabase.transaction('state').objectStore('state');
	const place = (await answer(state.get('pull'))) as { caught_up: boolean } | undefined;
	return place?.caught_up ?? false;
}

/**
 * One first sync on a new phone that has a patch of its own already, with the app open at `path` (given that patch).
 * The feed is held back until the app has started.
 */
async function syncOnce(
	place: Place,
	fed: Fed,
	path: (patch: string) => string,
	act: (page: Page) => Promise<Step | undefined>
): Promise<Sync> {
	const profile = newProfile();
	const release = place.origin.holdFeed();
	try {
		return await inBrowser(profile, async (page) => {
			await page.addInitScript(watchSaves);
			await page.goto(`${place.url}/bench/`);
			await page.evaluate((phone) => window.bench.signIn(phone), phoneOf(fed));
			const patch = await page.evaluate((group) => window.bench.plant(group), fed.group);
			await page.goto(place.url + path(patch));
			await page.getByRole('status').first().waitFor();
			await pause(2500);
			await throttle(page, CPU);
			await page.evaluate(watchTasks);
			release();
			const start = performance.now();
			const steps: Step[] = [];
			do {
				const done = await act(page);
				if (done) steps.push(done);
				await pause(BETWEEN_TAPS);
			} while (!(await page.evaluate(isCaughtUp, fed.group)));
			const took = performance.now() - start;
			return { long: await page.evaluate(() => window.longTasks ?? []), steps, took };
		});
	} finally {
		release();
		dropProfile(profile);
	}
}

/** Syncs `fed`, which grows by a patch each time, with the list of patches open and while knocking. */
export async function firstFindings(place: Place, fed: Fed, { reps, say }: Options): Promise<Finding[]> {
	const idle: Sync[] = [];
	const knocking: Sync[] = [];
	const app = `/g/${fed.group}/doors`;
	for (let rep = 0; rep < Math.min(reps, 5); rep++) {
		say(`first sync of the app, repetition ${rep + 1}`);
		idle.push(
			await syncOnce(
				place,
				fed,
				() => app,
				async () => undefined
			)
		);
		knocking.push(
			await syncOnce(
				place,
				fed,
				(patch) => `${app}/${patch.split(':')[1]}/walk`,
				(page) => page.evaluate(step)
			)
		);
	}
	const section = `The app during a first sync of ${fed.total} records, loopback, ${CPU}x slower CPU`;
	const longest = (syncs: Sync[], what: string, goal?: number): Finding => {
		const worst = syncs.map(({ long }) => Math.max(0, ...long));
		const all = worst.map((ms) => (ms ? ms.toFixed(0) : 'none')).join(', ');
		const seconds = `${(median(syncs.map(({ took }) => took)) / 1000).toFixed(1)} s`;
		return {
			section,
			what,
			value: median(worst),
			unit: 'ms',
			goal,
			from: `tasks over 50 ms, longest in each sync: ${all}; a sync took ${seconds}`
		};
	};
	const seen = knocking.flatMap(({ steps }) => steps.map(({ next }) => next));
	const saved = knocking.flatMap(({ steps }) => steps.map(({ saved }) => saved));
	const tap = (what: string, q: number, goal: number): Finding => ({
		section,
		what,
		value: quantile(seen, q),
		unit: 'ms',
		goal,
		from: `${seen.length} taps; saved p50 ${quantile(saved, 0.5).toFixed(0)} ms, at most ${Math.max(...saved).toFixed(0)} ms`
	});
	return [
		longest(idle, 'longest task of the page, list of patches open', 50),
		longest(knocking, 'longest task of the page, while knocking', 50),
		tap('tap to next address painted, p50', 0.5, 300),
		tap('tap to next address painted, at most', 1, 700)
	];
}

declare global {
	interface Window {
		longTasks?: number[];
		groupDatabase?: IDBDatabase;
	}
}
