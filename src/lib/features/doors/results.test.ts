import { expect, test } from 'vitest';
import type { DoorFold } from '$lib/rules';
import { historyLine, lastResult, sayResult } from './results.ts';

const ann = { role: 'volunteer', member: 'ann' } as const;
const bob = { role: 'volunteer', member: 'bob' } as const;
const organiser = { role: 'organiser', member: 'cat' } as const;
const last = { visit: 'v', result: 'unsafe', at: '2026-07-12T17:00:00.000Z', by: 'ann' } as const;
const fold: DoorFold = { state: 'set_aside', tries: 0, avoid_slots: [], visits: 1, by_day: [], last };

test('that a door was not safe is told to organisers and to whoever noted it; to the others it is set aside', () => {
	for (const reader of [ann, organiser]) {
		expect(sayResult(last, reader)).toBe('Not safe here');
		expect(lastResult(fold, reader)).toBe('Not safe here');
		expect(historyLine(fold, () => 'Ann', reader)).toContain('Not safe here');
	}
	expect(sayResult(last, bob)).toBe('Set aside');
	expect(lastResult(fold, bob)).toBe('Set aside');
	expect(historyLine(fold, () => 'Ann', bob)).not.toContain('safe');
});

test('every other result is told to everybody', () => {
	expect(sayResult({ ...last, result: 'not_now' }, bob)).toBe('Not for me');
});
