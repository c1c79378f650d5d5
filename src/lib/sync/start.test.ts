import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startSync } from './start.ts';
import type { Answer } from './worker.ts';

/** The page's worker, as the page sees it. */
class FakeWorker {
	onmessage?: (event: { data: Answer }) => void;
	onerror?: () => void;
	said: { what: string; ask?: number }[] = [];
	constructor() {
		workers.push(this);
	}
	ended = false;
	postMessage(message: { what: string }) {
		this.said.push(message);
	}
	terminate() {
		this.ended = true;
	}
}
const workers: FakeWorker[] = [];
const page = new EventTarget();

beforeEach(() => {
	vi.stubGlobal('Worker', FakeWorker);
	vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
	vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
});
afterEach(() => void vi.unstubAllGlobals());

test('whoever asks for a check is told what came of it', async () => {
	const checked = startSync('g').checkEverything();
	const { ask } = workers.at(-1)!.said.at(-1)!;
	workers.at(-1)!.onmessage!({ data: { done: ask!, outcome: { ok: false, code: 'server_busy' } } });
	expect(await checked).toEqual({ ok: false, code: 'server_busy' });
});

test('a worker that broke answers nobody with success, neither who waits nor who asks later', async () => {
	const sync = startSync('g');
	const waiting = sync.checkEverything();
	workers.at(-1)!.onerror!();
	const stopped = { ok: false, code: 'sync_stopped' };
	expect(await waiting).toEqual(stopped);
	expect(await sync.checkEverything()).toEqual(stopped);
});

test('a page that is left tells its worker to stop; Firefox would not let it hear that, and ends it', () => {
	startSync('g');
	page.dispatchEvent(new Event('pagehide'));
	expect(workers.at(-1)!.said.at(-1)).toEqual({ what: 'stop' });
	expect(workers.at(-1)!.ended).toBe(false);
	vi.stubGlobal('mozInnerScreenX', 0);
	startSync('g');
	page.dispatchEvent(new Event('pagehide'));
	expect(workers.at(-1)!.ended).toBe(true);
});

test('a page that is come back to begins anew and asks again', async () => {
	const checked = startSync('g').checkEverything();
	const left = workers.at(-1)!;
	page.dispatchEvent(new Event('pagehide'));
	page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
	const next = workers.at(-1)!;
	expect(next).not.toBe(left);
	expect(next.said.map(({ what }) => what)).toEqual(['start', 'ask']);
	const outcome = { ok: true, sent: 0 } as const;
	next.onmessage!({ data: { done: next.said[1]!.ask!, outcome } });
	expect(await checked).toEqual(outcome);
});
