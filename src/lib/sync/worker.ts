/**
 * The sync worker. Every tab has one; the one that holds the lock leads and does the work, the others pass on what
 * their page asks. When a tab closes, the next one in the queue for the lock takes over.
 */
import { codeOf } from '../errors.ts';
import { openReplica } from '../store/replica.ts';
import { device } from '../store/device.ts';
import { watchUnsent } from '../store/watch.ts';
import { packing } from './packing.ts';
import type { SyncOutcome, Urgency } from './run.ts';
import { keepSyncing, type Schedule } from './schedule.ts';
import { untilDone } from './until-done.ts';

type FromPage =
	{ what: 'start'; gid: string } | { what: 'ask'; ask: number; urgency: Urgency } | { what: 'stop' };
type Ask = { ask: string; urgency: Urgency };
type BetweenTabs = Ask | { done: string; outcome: SyncOutcome };
/** What came of what the page asked for. */
export type Answer = { done: number; outcome: SyncOutcome };

/** Saves that follow each other closely are sent together. */
const settle = 1_000;

const page = self as unknown as {
	postMessage(message: Answer): void;
	onmessage: ((event: MessageEvent<FromPage>) => void) | null;
	close(): void;
};
const me = Math.random().toString(36).slice(2);
const stopping = new AbortController();
/** What the page asked while no leader was known to have heard it. */
const unanswered = new Map<number, Urgency>();
let channel: BroadcastChannel | undefined;
let schedule: Schedule | undefined;
/** This tab holds the lock; until its database is open, what other tabs ask is kept in `heard`. */
let leading = false;
const heard: Ask[] = [];

page.onmessage = ({ data }) => {
	if (data.what === 'start') start(data.gid);
	else if (data.what === 'ask') void ask(data.ask, data.urgency);
	else stop();
};

function start(gid: string): void {
	channel = new BroadcastChannel(`toadlane-sync-${gid}`);
	channel.onmessage = ({ data }: MessageEvent<BetweenTabs>) => void hear(data);
	const lead = () => leadWith(gid);
	navigator.locks
		.request(`toadlane-sync-${gid}`, { signal: stopping.signal }, lead)
		.catch((error: unknown) => {
			if (!stopping.signal.aborted) throw error;
		});
}

/** Syncs until this tab goes away; holds the lock for as long. */
async function leadWith(gid: string): Promise<void> {
	leading = true;
	// Whoever waits gets an answer all the same; what is wrong with the store the page sees for itself.
	const unopened = (error: unknown) => {
		const outcome: SyncOutcome = { ok: false, code: codeOf(error) };
		for (const number of unanswered.keys()) answer(number, outcome);
		for (const { ask } of heard.splice(0)) tell(ask, outcome);
	};
	const db = await untilDone(() => openReplica(gid), unopened, stopping.signal);
	if (!db) return;
	schedule = keepSyncing(
		{ gid, db, device },
		{
			fetch: packing(self.fetch.bind(self)),
			base: self.location.origin,
			now: () => new Date(),
			random: Math.random,
			signal: stopping.signal
		}
	);
	for (const [number, urgency] of unanswered) void ask(number, urgency);
	for (const message of heard.splice(0)) void hear(message);
	let timer: ReturnType<typeof setTimeout> | undefined;
	const unwatch = watchUnsent(db, () => {
		clearTimeout(timer);
		timer = setTimeout(() => void schedule?.run('soon'), settle);
	});
	await new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
	clearTimeout(timer);
	unwatch();
	schedule.stop();
	db.close();
}

async function ask(number: number, urgency: Urgency): Promise<void> {
	if (!schedule) {
		unanswered.set(number, urgency);
		channel?.postMessage({ ask: `${me} ${number}`, urgency } satisfies BetweenTabs);
		return;
	}
	answer(number, await schedule.run(urgency));
}

function answer(done: number, outcome: SyncOutcome): void {
	unanswered.delete(done);
	page.postMessage({ done, outcome });
}

const tell = (done: string, outcome: SyncOutcome) =>
	channel?.postMessage({ done, outcome } satisfies BetweenTabs);

async function hear(message: BetweenTabs): Promise<void> {
	if ('done' in message) {
		const [who, number] = message.done.split(' ');
		if (who === me) answer(Number(number), message.outcome);
	} else if (schedule) {
		tell(message.ask, await schedule.run(message.urgency));
	} else if (leading) heard.push(message);
}

function stop(): void {
	stopping.abort();
	channel?.close();
	// The round under way ends at its next step; a transaction that has begun is finished by the browser.
	setTimeout(() => page.close(), settle);
}
