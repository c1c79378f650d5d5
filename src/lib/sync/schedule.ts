import type { Surroundings } from './line.ts';
import { runSync, type Phone, type SyncOutcome, type Urgency } from './run.ts';

const minute = 60_000;
const longestPause = 5 * minute;

/**
 * Milliseconds until the next round: about a minute while all is well, longer with every failure in a row, and never
 * all phones at once.
 */
export function pauseAfter(outcome: SyncOutcome, failures: number, random: () => number): number {
	if (outcome.ok) return minute * (0.75 + 0.5 * random());
	const ceiling = Math.min(longestPause, 5_000 * 2 ** Math.min(failures, 10));
	if (outcome.retry_after === undefined) return ceiling * (0.5 + 0.5 * random());
	return Math.min(longestPause, outcome.retry_after + random() * Math.max(outcome.retry_after, ceiling / 2));
}

export interface Schedule {
	/** Runs a round when the one under way has ended; answers what came of that round. */
	run(urgency: Urgency): Promise<SyncOutcome>;
	stop(): void;
}

const order: Urgency[] = ['soon', 'now', 'check'];

/** Runs rounds one after the other: the first at once, then after pauses and whenever asked. */
export function keepSyncing(phone: Phone, surroundings: Surroundings): Schedule {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let running: Promise<SyncOutcome> | undefined;
	let next: { urgency: Urgency; done: Promise<SyncOutcome> } | undefined;
	let failures = 0;
	let restUntil = 0;

	async function round(urgency: Urgency): Promise<SyncOutcome> {
		clearTimeout(timer);
		const outcome = await runSync(phone, surroundings, urgency);
		if (surroundings.signal.aborted) return outcome;
		failures = outcome.ok ? 0 : failures + 1;
		const pause = pauseAfter(outcome, failures, surroundings.random);
		// A server that asked for rest gets it, whatever wakes us.
		restUntil = !outcome.ok && outcome.retry_after !== undefined ? surroundings.now().getTime() + pause : 0;
		timer = setTimeout(() => {
			// Whatever the clock says: one that was set back must not make the rest last for years.
			restUntil = 0;
			void run('soon');
		}, pause);
		return outcome;
	}

	async function run(urgency: Urgency): Promise<SyncOutcome> {
		if (surroundings.signal.aborted) return { ok: false, code: 'sync_stopped' };
		if (urgency === 'soon' && surroundings.now().getTime() < restUntil)
			return { ok: false, code: 'server_busy' };
		if (!running) {
			running = round(urgency).finally(() => (running = undefined));
			return running;
		}
		// One more round after this one answers everybody who asks meanwhile, as urgently as the most urgent.
		if (next) {
			if (order.indexOf(urgency) > order.indexOf(next.urgency)) next.urgency = urgency;
			return next.done;
		}
		const waiting = { urgency, done: running };
		waiting.done = running.then(() => {
			next = undefined;
			return run(waiting.urgency);
		});
		next = waiting;
		return waiting.done;
	}

	void run('soon');
	return { run, stop: () => clearTimeout(timer) };
}
