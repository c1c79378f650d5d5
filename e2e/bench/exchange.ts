/** One exchange of a phone with the registry, by one candidate in one circumstance, on a browser of its own. */
import type { Page } from '@playwright/test';
import { dropProfile, inBrowser, newProfile, throttle } from './browser';
import type { Circumstance, Runner } from './circumstances';
import { runners, RUNNERS } from './circumstances';
import type { Fed } from './feed';
import { interleave, median, ratio } from './measure';
import { LOOPBACK } from './network';
import type { Options, Place } from './place';
import type { Finding } from './report';
import { phoneOf } from './taps';

export interface Exchange {
	took: number;
	/** It was stopped at the limit; it would have taken longer. */
	stopped: boolean;
	requests: number;
	bytes: number;
}

export interface Steps {
	/** Makes the phone ready; not measured. */
	prepare?(page: Page): Promise<void>;
	run(page: Page): Promise<number>;
	/** Rejects when it did not do what it should. */
	check?(page: Page): Promise<void>;
	/** Stopped after so many ms. */
	limit: number;
}

/** Signs a new phone in and measures what a candidate does on it. */
export async function exchangeOnce(
	place: Place,
	fed: Fed,
	runner: Runner,
	{ shape, cpu }: Circumstance,
	{ prepare, run, check, limit }: Steps
): Promise<Exchange> {
	const profile = newProfile();
	try {
		return await inBrowser(profile, async (page) => {
			await page.goto(`${place.url}/bench/`);
			await page.evaluate((phone) => window.bench.signIn(phone), phoneOf(fed));
			await prepare?.(page);
			const { name, where } = RUNNERS[runner];
			await page.evaluate(([name, where]) => window.bench.load(name, where), [name, where] as const);
			await throttle(page, cpu);
			place.network.shape(shape);
			place.network.takeBytes();
			place.origin.takeRequests();
			let timer: NodeJS.Timeout | undefined;
			const late = new Promise<undefined>((done) => (timer = setTimeout(() => done(undefined), limit)));
			const running = run(page);
			// When it is stopped the browser goes away under it.
			running.catch(() => undefined);
			const took = await Promise.race([running, late]);
			clearTimeout(timer);
			const { length: requests } = place.origin.takeRequests();
			const bytes = place.network.takeBytes();
			const stopped = took === undefined;
			place.network.shape(LOOPBACK);
			if (!stopped) await check?.(page);
			return { took: took ?? limit, stopped, requests, bytes };
		});
	} finally {
		place.network.shape(LOOPBACK);
		dropProfile(profile);
	}
}

export interface Compared {
	took: Record<Runner, number[]>;
	last: Record<Runner, Exchange>;
}

/** Runs every candidate in one circumstance, interleaved. */
export async function compare(
	reps: Record<Runner, number>,
	what: string,
	{ say, reps: most }: Options,
	once: (runner: Runner) => Promise<Exchange>
): Promise<Compared> {
	const last = {} as Record<Runner, Exchange>;
	const capped = { ...reps };
	for (const runner of runners) capped[runner] = Math.min(reps[runner], most);
	const took = await interleave(runners, capped, async (runner, rep) => {
		last[runner] = await once(runner).catch((problem: unknown) => {
			say(`${what}: ${RUNNERS[runner].words} failed, once more. ${String(problem).split('\n')[0]}`);
			return once(runner).catch((again: unknown) => {
				say(`${what}: ${RUNNERS[runner].words} failed again. ${String(again).split('\n')[0]}`);
				return { took: NaN, stopped: false, requests: NaN, bytes: NaN };
			});
		});
		const { took, stopped } = last[runner];
		say(
			`${what}, repetition ${rep + 1}: ${RUNNERS[runner].words} ${took.toFixed(0)} ms${stopped ? ', stopped' : ''}`
		);
		return took;
	});
	return { took, last };
}

/** A line that compares two candidates. */
export function versus(
	section: string,
	what: string,
	{ took, last }: Compared,
	one: Runner,
	other: Runner,
	goal?: number
): Finding {
	const seconds = (runner: Runner) =>
		`${RUNNERS[runner].words} ${last[runner].stopped ? 'more than ' : ''}${(median(took[runner]) / 1000).toFixed(2)} s`;
	return {
		section,
		what,
		value: ratio(took[one], took[other]),
		unit: 'x',
		goal,
		from: `${seconds(one)} / ${seconds(other)}`
	};
}

/** How many requests ours made, and what the others did. */
export function traffic(section: string, { last }: Compared, goal?: number): Finding {
	const sent = (Object.keys(last) as Runner[])
		.filter((runner) => !runner.endsWith('OnPage'))
		.map((runner) => {
			const { requests, bytes, stopped } = last[runner];
			return `${RUNNERS[runner].words} ${requests}${stopped ? ' until stopped' : ''}, ${(bytes / 1024).toFixed(0)} KB`;
		});
	return {
		section,
		what: 'requests',
		value: last.ours.requests,
		unit: 'requests',
		goal,
		from: sent.join('; ')
	};
}
