import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { newGroupId } from '../records/index.ts';

/** Locks as browsers have them: one holder of a name, the others in a queue. */
function fakeLocks() {
	const queues = new Map<string, Promise<unknown>>();
	return {
		request(name: string, _options: object, work: () => Promise<unknown>) {
			const turn = (queues.get(name) ?? Promise.resolve()).then(work);
			queues.set(name, turn);
			return turn;
		}
	};
}

interface Tab {
	say(message: object): void;
	/** Questions that were answered. */
	done: number[];
}

/** Names of the tabs whose worker began to sync, and the rounds that it was asked for. */
let syncing: string[] = [];
let rounds: string[] = [];

/** A tab's worker, a module of its own. */
async function openTab(name: string): Promise<Tab> {
	const done: number[] = [];
	const scope = {
		...{ fetch, location: { origin: 'http://gateway' }, close: () => undefined },
		onmessage: (_event: { data: object }) => undefined as void,
		postMessage: (message: { done: number }) => void done.push(message.done)
	};
	vi.stubGlobal('self', scope);
	vi.resetModules();
	vi.doMock('./schedule.ts', () => ({
		keepSyncing() {
			syncing.push(name);
			return {
				run: async (urgency: string) => void rounds.push(`${name} ${urgency}`),
				stop: () => undefined
			};
		}
	}));
	await import('./worker.ts');
	return { done, say: (data) => scope.onmessage({ data }) };
}

afterEach(() => {
	vi.doUnmock('./schedule.ts');
	vi.unstubAllGlobals();
	[syncing, rounds] = [[], []];
});

test('of two tabs one syncs, for both; when it goes away the other takes over', async () => {
	vi.stubGlobal('navigator', { locks: fakeLocks() });
	const gid = newGroupId();
	const [first, second] = [await openTab('first'), await openTab('second')];
	for (const tab of [first, second]) tab.say({ what: 'start', gid });
	await expect.poll(() => syncing).toEqual(['first']);
	second.say({ what: 'ask', ask: 1, urgency: 'now' });
	await expect.poll(() => second.done).toEqual([1]);
	expect(syncing).toEqual(['first']);
	expect(rounds.every((round) => round.startsWith('first'))).toBe(true);

	first.say({ what: 'stop' });
	await expect.poll(() => syncing).toEqual(['first', 'second']);
	second.say({ what: 'ask', ask: 2, urgency: 'check' });
	await expect.poll(() => second.done).toEqual([1, 2]);
	expect(rounds.at(-1)).toBe('second check');
	second.say({ what: 'stop' });
});
