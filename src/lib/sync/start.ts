import type { SyncOutcome, Urgency } from './run.ts';
import { HERE, type Answer, type FromPage, type OpenTab, type Tab } from './tab.ts';
import script from './worker.ts?worker&url';

export interface Sync {
	/** Sends and fetches now; answers, when that round has ended, whether it got through and else why not. */
	syncNow(): Promise<SyncOutcome>;
	/** Compares every record with the server's, both ways. */
	checkEverything(): Promise<SyncOutcome>;
	stop(): void;
}

/** By a property of windows that no other engine has. */
const isFirefox = () => 'mozInnerScreenX' in globalThis;
/** Its vendor is the same on every system, and under every name that a browser for iPhones goes by. */
const isWebKit = () => navigator.vendor.startsWith('Apple');

/** Before what broke is begun anew, in ms; sooner when somebody turns to the page or the network comes back. */
const rest = 30_000;

interface Begun extends Tab {
	/** The page goes away, perhaps to be come back to. */
	leave(): void;
}

/** In a worker, beside what the page does. */
function beginApart(gid: string, hear: (answer: Answer) => void, broke: () => void): Begun {
	const worker = new Worker(script, { type: 'module', name: `sync ${gid}` });
	const say = (message: FromPage) => worker.postMessage(message);
	const stop = () => say({ what: 'stop' });
	worker.onmessage = ({ data }: MessageEvent<Answer>) => hear(data);
	// Its script could not be fetched, or it stumbled: then it must not keep the lock.
	worker.onerror = () => {
		stop();
		broke();
	};
	say({ what: 'start', gid });
	return {
		ask: (ask, urgency) => say({ what: 'ask', ask, urgency }),
		stop,
		// Firefox suspends the worker before it hears of that, with the lock and whatever transaction it is in: no other
		// page could even save. So there it is ended at once.
		leave: () => (isFirefox() ? worker.terminate() : stop())
	};
}

let here: Promise<OpenTab> | undefined;

/** The worker's script, brought into this page once. */
function bringHere(): Promise<OpenTab> {
	here ??= new Promise<OpenTab>((resolve, reject) => {
		addEventListener(HERE, (event) => resolve((event as CustomEvent<OpenTab>).detail), { once: true });
		import(/* @vite-ignore */ script).catch(reject);
	});
	here.catch(() => (here = undefined));
	return here;
}

/**
 * In the page itself. When a page of WebKit's is left, transactions that its worker has open, where there are several, are
 * neither finished nor given up until every window of that process is closed: nobody could save anything, not even after
 * a reload. Those of the page itself are ended with it (docs/decisions/033).
 */
function beginHere(gid: string, hear: (answer: Answer) => void, broke: () => void): Begun {
	let tab: Tab | undefined;
	let stopped = false;
	const opening = bringHere().then((openTab) => {
		if (!stopped) tab = openTab(gid, hear);
	});
	opening.catch(broke);
	const stop = () => {
		stopped = true;
		tab?.stop();
	};
	return {
		ask: (ask, urgency) =>
			void opening.then(
				() => tab?.ask(ask, urgency),
				() => undefined
			),
		stop,
		leave: stop
	};
}

/** Starts to sync the group on this page. Of several tabs one leads; each wakes it. */
export function startSync(gid: string): Sync {
	const waiting = new Map<number, { urgency: Urgency; resolve: (outcome: SyncOutcome) => void }>();
	const stopped: SyncOutcome = { ok: false, code: 'sync_stopped' };
	let asked = 0;
	let again: ReturnType<typeof setTimeout> | undefined;
	let tab: Begun | undefined = begin();

	function begin(): Begun {
		clearTimeout(again);
		const hear = ({ done, outcome }: Answer) => {
			waiting.get(done)?.resolve(outcome);
			waiting.delete(done);
		};
		const broke = () => {
			if (tab !== begun) return;
			tab = undefined;
			answerAll();
			again = setTimeout(() => (tab ??= begin()), rest);
		};
		const begun = (isWebKit() ? beginHere : beginApart)(gid, hear, broke);
		return begun;
	}
	// Of one that broke nobody waits for an answer.
	function answerAll() {
		for (const { resolve } of waiting.values()) resolve(stopped);
		waiting.clear();
	}
	const ask = (urgency: Urgency) =>
		new Promise<SyncOutcome>((resolve) => {
			if (!tab) return resolve(stopped);
			waiting.set(++asked, { urgency, resolve });
			tab.ask(asked, urgency);
		});
	const wake = () => {
		if (document.visibilityState !== 'visible') return;
		tab ??= begin();
		void ask('soon');
	};
	// A page that a browser keeps for going back would keep the lock, and no other page of the group could sync.
	const leave = () => tab?.leave();
	const comeBack = ({ persisted }: PageTransitionEvent) => {
		if (!persisted) return;
		tab = begin();
		for (const [number, { urgency }] of waiting) tab.ask(number, urgency);
	};

	addEventListener('online', wake);
	addEventListener('pagehide', leave);
	addEventListener('pageshow', comeBack);
	document.addEventListener('visibilitychange', wake);
	return {
		syncNow: () => ask('now'),
		checkEverything: () => ask('check'),
		stop() {
			removeEventListener('online', wake);
			removeEventListener('pagehide', leave);
			removeEventListener('pageshow', comeBack);
			document.removeEventListener('visibilitychange', wake);
			clearTimeout(again);
			tab?.stop();
			answerAll();
		}
	};
}
