import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StoreError } from '../store/types.ts';
import type { SyncOutcome, Urgency } from './run.ts';
import type { Answer } from './tab.ts';

/** A tab's worker, whose page, lock, store and rounds are the test's. */
let opened: () => Promise<object>;
let outcome: SyncOutcome;
let rounds: Urgency[];
vi.mock('../store/replica.ts', () => ({ openReplica: () => opened() }));
vi.mock('../store/device.ts', () => ({ device: {} }));
vi.mock('../store/watch.ts', () => ({ watchUnsent: () => () => {} }));
vi.mock('./schedule.ts', () => ({
	keepSyncing: () => ({
		run: async (urgency: Urgency) => (rounds.push(urgency), outcome),
		stop() {}
	})
}));

interface Tab {
	answers: Answer[];
	say(message: object): void;
}

let locked: boolean;
const between = new Set<{ onmessage?: (event: { data: unknown }) => void }>();

async function openTab(): Promise<Tab> {
	const answers: Answer[] = [];
	const self: { onmessage?: (event: { data: object }) => void } & Record<string, unknown> = {
		postMessage: (answer: Answer) => answers.push(answer),
		fetch,
		location: { origin: 'http://toad.test' },
		close() {}
	};
	vi.stubGlobal('self', self);
	vi.resetModules();
	await import('./worker.ts');
	const tab = { answers, say: (data: object) => self.onmessage!({ data }) };
	tab.say({ what: 'start', gid: 'g' });
	return tab;
}

beforeEach(() => {
	outcome = { ok: true, sent: 0 };
	rounds = [];
	opened = async () => ({ close() {} });
	locked = false;
	between.clear();
	vi.stubGlobal('navigator', {
		locks: {
			request: (_name: string, _options: object, lead: () => Promise<void>) => {
				if (locked) return new Promise(() => {});
				locked = true;
				return lead();
			}
		}
	});
	vi.stubGlobal(
		'BroadcastChannel',
		class {
			onmessage?: (event: { data: unknown }) => void;
			constructor() {
				between.add(this);
			}
			postMessage(data: unknown) {
				for (const other of between) if (other !== this) queueMicrotask(() => other.onmessage?.({ data }));
			}
			close() {}
		}
	);
});
afterEach(() => void vi.unstubAllGlobals());

const settled = () => new Promise((done) => setTimeout(done, 20));
const check = { what: 'ask', ask: 1, urgency: 'check' };

test('a page that asks for a check hears whether it got through', async () => {
	const tab = await openTab();
	await settled();
	tab.say(check);
	await settled();
	outcome = { ok: false, code: 'server_busy' };
	tab.say({ ...check, ask: 2 });
	await settled();
	expect(tab.answers).toEqual([
		{ done: 1, outcome: { ok: true, sent: 0 } },
		{ done: 2, outcome: { ok: false, code: 'server_busy' } }
	]);
});

test('a check that cannot begin because the store does not open says why', async () => {
	opened = () => Promise.reject(new StoreError('phone_full'));
	const tab = await openTab();
	tab.say(check);
	await vi.waitFor(() => expect(tab.answers).toHaveLength(1), { timeout: 5_000 });
	expect(tab.answers[0]).toEqual({ done: 1, outcome: { ok: false, code: 'phone_full' } });
	expect(rounds).toEqual([]);
});

test('a check that another tab asks for before the leading tab has its store is a check all the same', async () => {
	let open = (_db: object) => {};
	opened = () => new Promise((done) => (open = done));
	await openTab();
	const other = await openTab();
	other.say(check);
	await settled();
	open({ close() {} });
	await settled();
	expect(rounds).toEqual(['check']);
	expect(other.answers).toEqual([{ done: 1, outcome: { ok: true, sent: 0 } }]);
});
