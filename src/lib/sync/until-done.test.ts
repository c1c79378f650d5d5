import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { untilDone } from './until-done.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('work that the phone’s storage may refuse for a while', () => {
	test('is done again until it succeeds, and every failure is heard of', async () => {
		const heard: unknown[] = [];
		const answers = [new Error('closed'), new Error('busy')];
		const work = vi.fn(async () => {
			const error = answers.shift();
			if (error) throw error;
			return 'open';
		});
		const done = untilDone(work, (error) => heard.push(error), new AbortController().signal);
		await vi.advanceTimersByTimeAsync(10_000);
		expect(await done).toBe('open');
		expect(heard.map(String)).toEqual(['Error: closed', 'Error: busy']);
	});

	test('ends at once when it is stopped', async () => {
		const stopping = new AbortController();
		const refused = () => Promise.reject(new Error('never'));
		const done = untilDone(refused, () => {}, stopping.signal);
		await vi.advanceTimersByTimeAsync(100);
		stopping.abort();
		expect(await done).toBeUndefined();
	});
});
