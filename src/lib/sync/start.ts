import type { Urgency } from './run.ts';

export interface Sync {
	/** Sends and fetches now; resolves when that round has ended, whether or not it got through. */
	syncNow(): Promise<void>;
	/** Compares every record with the server's, both ways. */
	checkEverything(): Promise<void>;
	stop(): void;
}

/** Starts the group's sync worker on this page. Of several tabs one leads; each wakes it. */
export function startSync(gid: string): Sync {
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: `sync ${gid}` });
	const waiting = new Map<number, () => void>();
	let asked = 0;
	let broken = false;

	worker.onmessage = ({ data }: MessageEvent<{ done: number }>) => {
		waiting.get(data.done)?.();
		waiting.delete(data.done);
	};
	const answerAll = () => {
		for (const resolve of waiting.values()) resolve();
		waiting.clear();
	};
	// Its script could not be fetched, or it ended: nobody waits for it any more.
	worker.onerror = () => {
		broken = true;
		answerAll();
	};
	const ask = (urgency: Urgency) =>
		new Promise<void>((resolve) => {
			if (broken) return resolve();
			waiting.set(++asked, resolve);
			worker.postMessage({ what: 'ask', ask: asked, urgency });
		});
	const wake = () => {
		if (document.visibilityState === 'visible') void ask('soon');
	};

	worker.postMessage({ what: 'start', gid });
	addEventListener('online', wake);
	document.addEventListener('visibilitychange', wake);
	return {
		syncNow: () => ask('now'),
		checkEverything: () => ask('check'),
		stop() {
			removeEventListener('online', wake);
			document.removeEventListener('visibilitychange', wake);
			worker.postMessage({ what: 'stop' });
			answerAll();
		}
	};
}
