/** A day's visits of a phone that had no network, sent at once. */
import type { Page } from '@playwright/test';
import { CIRCUMSTANCES, RUNNERS, type Circumstance, type Runner } from './circumstances';
import { compare, exchangeOnce, traffic, versus } from './exchange';
import type { Fed } from './feed';
import { LOOPBACK } from './network';
import type { Options, Place } from './place';
import type { Finding } from './report';

const GOAL = 1.5;
const LIMIT = 60_000;

/** Sends `count` visits by each candidate from a new profile, in every circumstance. `fed` grows with each. */
export async function pushFindings(place: Place, fed: Fed, options: Options): Promise<Finding[]> {
	const count = options.quick ? 200 : 1000;
	const doors = fed.records.flatMap((one) =>
		one.type === 'door' ? [{ _id: one._id, patch: one.patch }] : []
	);
	const visited = Array.from({ length: count }, (_, at) => doors[at % doors.length]!);
	async function once(runner: Runner, circumstance: Circumstance) {
		let before = 0;
		const onServer = (page: Page) => page.evaluate((group) => window.bench.onServer(group), fed.group);
		return await exchangeOnce(place, fed, runner, circumstance, {
			async prepare(page) {
				await page.evaluate(([name, group, doors]) => window.bench.fill(name, group, doors), [
					RUNNERS[runner].name,
					fed.group,
					visited
				] as const);
				before = await onServer(page);
			},
			run: (page) =>
				page.evaluate(([group, count]) => window.bench.push(group, count), [fed.group, count] as const),
			async check(page) {
				const arrived = (await onServer(page)) - before;
				if (arrived !== count) throw new Error(`${RUNNERS[runner].words}: ${arrived} of ${count} arrived`);
			},
			limit: LIMIT
		});
	}
	for (const runner of ['ours', 'raw'] as const) await once(runner, CIRCUMSTANCES[0]);
	const findings: Finding[] = [];
	for (const circumstance of CIRCUMSTANCES) {
		if (!circumstance.words.includes(options.network)) continue;
		const [few, many] = circumstance.shape === LOOPBACK ? [3, 9] : [2, 7];
		const reps = { ours: many, raw: many, oursOnPage: 3, rawOnPage: 3, tuned: few, rx: few, pouch: few };
		const got = await compare(reps, `push, ${circumstance.words}`, options, (runner) =>
			once(runner, circumstance)
		);
		const section = `Push of ${count} visits, ${circumstance.words}`;
		findings.push(
			versus(section, 'in a worker, read back, as the app does it', got, 'ours', 'raw', GOAL),
			versus(section, 'on the page', got, 'oursOnPage', 'rawOnPage'),
			versus(section, 'app against PouchDB as it comes', got, 'ours', 'pouch'),
			versus(section, 'app against PouchDB tuned', got, 'ours', 'tuned'),
			versus(section, 'app against RxDB', got, 'ours', 'rx'),
			traffic(section, got)
		);
	}
	return findings;
}
