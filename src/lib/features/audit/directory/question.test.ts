import { expect, test } from 'vitest';
import { asAddress, questionIn } from './question.ts';

const read = (text: string) => questionIn(new URLSearchParams(text));

test('an address holds a question, and gives the same one back', () => {
	const asked = { words: 'caffi’r môr', need: 'food', near: true } as const;
	expect(read(asAddress(asked))).toEqual(asked);
	expect(asAddress({ words: 'milk', need: undefined, near: false })).toBe('?q=milk');
});

test('a question that asks for nothing leaves the address as it is', () => {
	expect(asAddress({ words: '  ', need: undefined, near: false })).toBe('');
	expect(read('')).toEqual({ words: '', need: undefined, near: false });
});

test('what an address holds and nobody can ask for is left out', () => {
	expect(read('need=gold&near=you')).toEqual({ words: '', need: undefined, near: false });
	expect(read(`q=${'x'.repeat(5000)}`).words).toHaveLength(100);
});
