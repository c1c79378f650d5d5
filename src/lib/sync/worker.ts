/**
 * What syncs for one page. Every tab has one; the one that holds the lock leads and does the work, the others pass on what
 * their page asks. When a tab closes, the next one in the queue for the lock takes over. It runs as a worker, or is
 * brought into the page itself where an engine can't end a worker properly (`start.ts`).
 */
import { codeOf } from '../errors.ts';
import { openReplica } from '../store/replica.ts';
import { device } from '../store/device.ts';
import { watchUnsent } from '../store/watch.ts';
import { packing } from './packing.ts';
import type { SyncOutcome, Urgency } from './run.ts';
import { keepSyncing, type Schedule } from './schedule.ts';
import { HERE, type Answer, type FromPage, type OpenTab, type Tab } from './tab.ts';
import { untilDone } from './until-done.ts';

type Ask = { ask: string; urgency: Urgency };
type BetweenTabs = Ask | { done: string; outcome: SyncOutcome };

/** Brought into a page, where there is a document. */
const inPage = 'document' in self;

/** Saves that follow each other closely are sent together. */
const settle = 1_000;

const openTab: OpenTab = (gid, page) => {
	const me = Math.random().toString(36).slice(2);
	const stopping = new AbortController();
	/** What the page asked while no leader was known to have heard it. */
	const unanswered = new Map<number, Urgency>();
	const channel = new BroadcastChannel(`toadlane-sync-${gid}`);
	let schedule: Schedule | undefined;
	/** This tab holds the lock; until its database is open, what other tabs ask is kept in `heard`. */
	let leading = false;
	const heard: Ask[] = [];

	channel.onmessage = ({ data }: MessageEvent<BetweenTabs>) => void hear(data);
	navigator.locks
		.request(`toadlane-sync-${gid}`, { signal: stopping.signal }, lead)
		.catch((error: unknown) => {
			if (!stopping.signal.aborted) throw error;
		});

	/** Syncs until this tab goes away; holds the lock for as long. */
	async function lead(): Promise<void> {
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
				signal: stopping.signal,
				inPage
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
			post({ ask: `${me} ${number}`, urgency });
			return;
		}
		answer(number, await schedule.run(urgency));
	}

	function answer(done: number, outcome: SyncOutcome): void {
		unanswered.delete(done);
		page({ done, outcome });
	}

	function post(message: BetweenTabs): void {
		// One that was stopped has closed it.
		if (!stopping.signal.aborted) channel.postMessage(message);
	}

	const tell = (done: string, outcome: SyncOutcome) => post({ done, outcome });

	async function hear(message: BetweenTabs): Promise<void> {
		if ('done' in message) {
			const [who, number] = message.done.split(' ');
			if (who === me) answer(Number(number), message.outcome);
		} else if (schedule) {
			tell(message.ask, await schedule.run(message.urgency));
		} else if (leading) heard.push(message);
	}

	return {
		ask: (number, urgency) => void ask(number, urgency),
		stop() {
			stopping.abort();
			channel.close();
		}
	};
};

/** As a worker: what its page says is passed on, until it says that it goes. */
function serve() {
	const scope = self as unknown as {
		postMessage(message: Answer): void;
		onmessage: ((event: MessageEvent<FromPage>) => void) | null;
		close(): void;
	};
	let tab: Tab | undefined;
	scope.onmessage = ({ data }) => {
		if (data.what === 'start') tab = openTab(data.gid, (answer) => scope.postMessage(answer));
		else if (data.what === 'ask') tab?.ask(data.ask, data.urgency);
		else {
			tab?.stop();
			// A transaction that has begun is finished first.
			setTimeout(() => scope.close(), settle);
		}
	};
}

if (inPage) dispatchEvent(new CustomEvent(HERE, { detail: openTab }));
else serve();
