import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Phone, SyncOutcome } from './run.ts';

const rounds: string[] = [];
let outcome: SyncOutcome;
vi.mock('./run.ts', () => ({
	runSync: async (_phone: unknown, _surroundings: unknown, urgency: string) => {
		rounds.push(urgency);
		return outcome;
	}
}));
const { keepSyncing, pauseAfter } = await import('./schedule.ts');

let clock = 0;
let stopping: AbortController;
const begin = () => {
	stopping = new AbortController();
	return keepSyncing({} as Phone, {
		...{ fetch, base: '', random: () => 0, signal: stopping.signal },
		now: () => new Date(clock)
	});
};
const pass = async (milliseconds: number) => {
	clock += milliseconds;
	await vi.advanceTimersByTimeAsync(milliseconds);
};

beforeEach(() => {
	vi.useFakeTimers();
	clock = Date.UTC(2026, 6, 1);
	rounds.length = 0;
	outcome = { ok: true, sent: 0 };
});
afterEach(() => {
	stopping.abort();
	vi.useRealTimers();
});

test('a round follows another after about a minute, and at once when somebody asks', async () => {
	const schedule = begin();
	await pass(0);
	expect(rounds).toEqual(['soon']);
	await pass(46_000);
	expect(rounds).toHaveLength(2);
	await schedule.run('now');
	expect(rounds).toEqual(['soon', 'soon', 'now']);
});

test('a server that asks for rest is left alone by whatever wakes the app, and asked again when the rest is over', async () => {
	outcome = { ok: false, code: 'server_busy', retry_after: 120_000 };
	const schedule = begin();
	await pass(0);
	await pass(60_000);
	expect(await schedule.run('soon')).toEqual({ ok: false, code: 'server_busy' });
	expect(rounds).toHaveLength(1);
	await pass(60_000);
	expect(rounds).toHaveLength(2);
});

test('whoever asks hears what came of the round that was run for them', async () => {
	const schedule = begin();
	const [soon, check] = [schedule.run('soon'), schedule.run('check')];
	outcome = { ok: false, code: 'server_trouble' };
	expect([await soon, await check]).toEqual([outcome, outcome]);
	expect(rounds).toEqual(['soon', 'check']);
	stopping.abort();
	expect(await schedule.run('check')).toEqual({ ok: false, code: 'sync_stopped' });
});

test('a clock that is set back by ten years in mid-rest does not make the rest last', async () => {
	outcome = { ok: false, code: 'server_busy', retry_after: 60_000 };
	begin();
	await pass(0);
	clock -= 10 * 365 * 86_400_000;
	await pass(60_000);
	expect(rounds).toHaveLength(2);
});

test('a busy server that names no time is asked less and less often, and never less than every five minutes', () => {
	const busy: SyncOutcome = { ok: false, code: 'server_busy' };
	const pauses = [1, 2, 3, 10, 50].map((failures) => pauseAfter(busy, failures, () => 0));
	expect(pauses).toEqual([5_000, 10_000, 20_000, 150_000, 150_000]);
	const soonest: SyncOutcome = { ok: false, code: 'server_busy', retry_after: 0 };
	expect(pauseAfter(soonest, 4, () => 1)).toBe(40_000);
	expect(pauseAfter({ ...soonest, retry_after: 300_000 }, 4, () => 1)).toBe(300_000);
});
