import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startSync } from './start.ts';
import type { Answer } from './tab.ts';

/** The worker's script, brought into a page: it gives what opens a tab, as the real one does. */
const script = vi.hoisted(
	() =>
		'data:text/javascript,dispatchEvent(Object.assign(new Event("toadlane-sync-here"), { detail: openFakeTab }))'
);
vi.mock('./worker.ts?worker&url', () => ({ default: script }));

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
let page: EventTarget;

beforeEach(() => {
	page = new EventTarget();
	vi.stubGlobal('Worker', FakeWorker);
	vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
	vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
	vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
	vi.stubGlobal('dispatchEvent', page.dispatchEvent.bind(page));
	vi.stubGlobal('navigator', { vendor: 'Google Inc.' });
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

test('what broke is begun anew when somebody turns to the page, or after half a minute', async () => {
	vi.useFakeTimers();
	const sync = startSync('g');
	for (const turn of [
		() => document.dispatchEvent(new Event('visibilitychange')),
		() => page.dispatchEvent(new Event('online')),
		() => vi.advanceTimersByTime(30_000)
	]) {
		const broken = workers.at(-1)!;
		broken.onerror!();
		expect(broken.said.at(-1)).toEqual({ what: 'stop' });
		expect(await sync.syncNow()).toEqual({ ok: false, code: 'sync_stopped' });
		turn();
		expect(workers.at(-1)).not.toBe(broken);
		expect(workers.at(-1)!.said[0]).toEqual({ what: 'start', gid: 'g' });
	}
	const count = workers.length;
	vi.advanceTimersByTime(120_000);
	expect(workers).toHaveLength(count);
	sync.stop();
	vi.useRealTimers();
});

test('in WebKit a page syncs by itself, and has stopped before it is gone', async () => {
	vi.stubGlobal('navigator', { vendor: 'Apple Computer, Inc.' });
	const log: string[] = [];
	vi.stubGlobal('openFakeTab', (gid: string, hear: (answer: Answer) => void) => {
		log.push(`opened ${gid}`);
		return {
			ask(done: number, urgency: string) {
				log.push(`${urgency} in ${gid}`);
				hear({ done, outcome: { ok: true, sent: 3 } });
			},
			stop: () => log.push(`stopped ${gid}`)
		};
	});
	const count = workers.length;
	const sync = startSync('one');
	expect(await sync.syncNow()).toEqual({ ok: true, sent: 3 });
	page.dispatchEvent(new Event('pagehide'));
	expect(log).toEqual(['opened one', 'now in one', 'stopped one']);
	page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
	expect(await sync.checkEverything()).toEqual({ ok: true, sent: 3 });
	sync.stop();
	const other = startSync('two');
	await other.syncNow();
	other.stop();
	expect(log.slice(3)).toEqual([
		...['opened one', 'check in one', 'stopped one'],
		...['opened two', 'now in two', 'stopped two']
	]);
	expect(workers).toHaveLength(count);
});

test('a group that is left before its page could begin never begins', async () => {
	vi.stubGlobal('navigator', { vendor: 'Apple Computer, Inc.' });
	const opened = vi.fn();
	vi.stubGlobal('openFakeTab', opened);
	const sync = startSync('g');
	const asked = sync.syncNow();
	sync.stop();
	expect(await asked).toEqual({ ok: false, code: 'sync_stopped' });
	await new Promise((done) => setTimeout(done, 20));
	expect(opened).not.toHaveBeenCalled();
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
