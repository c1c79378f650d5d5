/** The first pull of a group onto a new phone. */
import { CIRCUMSTANCES, type Circumstance, type Runner } from './circumstances';
import { compare, exchangeOnce, traffic, versus } from './exchange';
import type { Fed } from './feed';
import type { Options, Place } from './place';
import type { Finding } from './report';

/** Issue by issue: on the page as first asked for, in a worker as the app does it; against PouchDB as it comes. */
const GOALS: { page?: number; stock?: number }[] = [
	{ page: 1.6, stock: 1 / 3 },
	{},
	{ page: 1.8, stock: 1 / 8 },
	{}
];
const WORKER_GOAL = 1.3;
const REQUESTS_GOAL = 10;
/** PouchDB as it comes is stopped after so long: it is slower than any goal asks for by then. */
const LIMIT = 90_000;

const repsOf = (at: number): Record<Runner, number> => {
	const [few, some, many] = at === 0 ? [3, 4, 9] : [1, 3, 7];
	return { ours: many, raw: many, oursOnPage: some, rawOnPage: some, tuned: some, rx: some, pouch: few };
};

/** Pulls `fed` by each candidate on a new profile, in every circumstance. */
export async function pullFindings(place: Place, fed: Fed, options: Options): Promise<Finding[]> {
	const once = (runner: Runner, circumstance: Circumstance) =>
		exchangeOnce(place, fed, runner, circumstance, {
			run: (page) =>
				page.evaluate(([group, total]) => window.bench.pull(group, total), [fed.group, fed.total] as const),
			limit: LIMIT
		});
	// The server's caches are warm for nobody's sake.
	for (const runner of ['ours', 'raw'] as const) await once(runner, CIRCUMSTANCES[0]);
	const findings: Finding[] = [];
	for (const [at, circumstance] of CIRCUMSTANCES.entries()) {
		if (!circumstance.words.includes(options.network)) continue;
		const got = await compare(repsOf(at), `pull, ${circumstance.words}`, options, (runner) =>
			once(runner, circumstance)
		);
		const section = `First pull of ${fed.total} records, ${circumstance.words}`;
		findings.push(
			versus(section, 'in a worker, as the app does it', got, 'ours', 'raw', WORKER_GOAL),
			versus(section, 'on the page', got, 'oursOnPage', 'rawOnPage', GOALS[at]?.page),
			versus(section, 'app against PouchDB as it comes', got, 'ours', 'pouch', GOALS[at]?.stock),
			versus(
				section,
				'on the page against PouchDB as it comes',
				got,
				'oursOnPage',
				'pouch',
				GOALS[at]?.stock
			),
			versus(section, 'app against PouchDB tuned', got, 'ours', 'tuned'),
			versus(section, 'app against RxDB, which has no read model', got, 'ours', 'rx'),
			versus(section, 'on the page against RxDB', got, 'oursOnPage', 'rx'),
			traffic(section, got, REQUESTS_GOAL)
		);
	}
	return findings;
}
