import type { SyncOutcome, Urgency } from './run.ts';
import type { Answer } from './worker.ts';

export interface Sync {
	/** Sends and fetches now; answers, when that round has ended, whether it got through and else why not. */
	syncNow(): Promise<SyncOutcome>;
	/** Compares every record with the server's, both ways. */
	checkEverything(): Promise<SyncOutcome>;
	stop(): void;
}

/** By a property of windows that no other engine has. */
const isFirefox = () => 'mozInnerScreenX' in globalThis;

/** Starts the group's sync worker on this page. Of several tabs one leads; each wakes it. */
export function startSync(gid: string): Sync {
	const waiting = new Map<number, { urgency: Urgency; resolve: (outcome: SyncOutcome) => void }>();
	const stopped: SyncOutcome = { ok: false, code: 'sync_stopped' };
	let asked = 0;
	let broken = false;
	let worker = begin();

	function begin(): Worker {
		const begun = new Worker(new URL('./worker.ts', import.meta.url), {
			type: 'module',
			name: `sync ${gid}`
		});
		begun.onmessage = ({ data }: MessageEvent<Answer>) => {
			waiting.get(data.done)?.resolve(data.outcome);
			waiting.delete(data.done);
		};
		// Its script could not be fetched, or it ended: nobody waits for it any more.
		begun.onerror = () => {
			broken = true;
			answerAll();
		};
		begun.postMessage({ what: 'start', gid });
		return begun;
	}
	function answerAll() {
		for (const { resolve } of waiting.values()) resolve(stopped);
		waiting.clear();
	}
	const ask = (urgency: Urgency) =>
		new Promise<SyncOutcome>((resolve) => {
			if (broken) return resolve(stopped);
			waiting.set(++asked, { urgency, resolve });
			worker.postMessage({ what: 'ask', ask: asked, urgency });
		});
	const wake = () => {
		if (document.visibilityState === 'visible') void ask('soon');
	};
	// A page that WebKit keeps for going back would keep the lock, and no other page of the group could sync. Firefox
	// suspends the worker before it hears of that, with the lock and whatever transaction it is in: no other page could even
	// save. There it is ended at once; WebKit in its turn never lets go of a transaction whose worker was ended.
	const leave = () => (isFirefox() ? worker.terminate() : worker.postMessage({ what: 'stop' }));
	const comeBack = ({ persisted }: PageTransitionEvent) => {
		if (!persisted) return;
		broken = false;
		worker = begin();
		for (const [number, { urgency }] of waiting) worker.postMessage({ what: 'ask', ask: number, urgency });
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
			worker.postMessage({ what: 'stop' });
			answerAll();
		}
	};
}
