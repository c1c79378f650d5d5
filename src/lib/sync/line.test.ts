import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLine } from './line.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ours = { 'content-type': 'application/json', 'x-toadlane-epoch': 'first' };

/** Asks over a line of the usual patience, and answers how it ended, or `waiting`. */
function asking(fetch: () => Promise<Response>) {
	const surroundings = { fetch, base: '', now: () => new Date(), random: Math.random };
	const line = openLine({ ...surroundings, signal: new AbortController().signal }, async () => undefined);
	let ended = 'waiting';
	line.ask('/api/groups', { is: () => true }).then(
		() => (ended = 'answered'),
		(problem: { code?: string }) => (ended = problem.code ?? 'broken')
	);
	return () => ended;
}

test('an answer that does not begin is waited for twenty seconds', async () => {
	const ended = asking(() => new Promise(() => undefined));
	await vi.advanceTimersByTimeAsync(19_999);
	expect(ended()).toBe('waiting');
	await vi.advanceTimersByTimeAsync(2);
	expect(ended()).toBe('too_slow');
});

test('one that began and does not end, sixty more', async () => {
	const ended = asking(async () => new Response(new ReadableStream(), { headers: ours }));
	await vi.advanceTimersByTimeAsync(59_999);
	expect(ended()).toBe('waiting');
	await vi.advanceTimersByTimeAsync(2);
	expect(ended()).toBe('too_slow');
});
