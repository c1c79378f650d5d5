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
	postMessage(message: { what: string }) {
		this.said.push(message);
	}
}
const workers: FakeWorker[] = [];

beforeEach(() => {
	vi.stubGlobal('Worker', FakeWorker);
	vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
	vi.stubGlobal('addEventListener', () => {});
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
