import { expect, test } from 'vitest';
import { isSecondTap } from './phone.ts';

test('the second of a double tap is not a result at the next door; quick work door by door is', () => {
	const moved = 1_000;
	expect(isSecondTap({ detail: 2, timeStamp: 1_120 }, moved)).toBe(true);
	expect(isSecondTap({ detail: 2, timeStamp: 1_300 }, moved)).toBe(false);
	expect(isSecondTap({ detail: 1, timeStamp: 1_010 }, moved)).toBe(false);
	// A key or a script counts no taps.
	expect(isSecondTap({ detail: 0, timeStamp: 1_010 }, moved)).toBe(false);
});
