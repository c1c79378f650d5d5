import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TALLIED } from '../records/index.ts';
import { readTally, typedTally } from './tally-amounts.ts';

const most = 1_000_000;
const value = (text: string, of: (typeof TALLIED)[number]) => {
	const read = readTally(text, of, most);
	return read.ok ? read.value : read.code;
};

test('kilograms are kept to the gram and pounds to the penny', () => {
	expect([value('1.5', 'gram'), value('0.005', 'gram'), value('12', 'gram')]).toEqual([1500, 5, 12_000]);
	expect([value('£4.20', 'pence'), value('3', 'pence'), value('0.07', 'pence')]).toEqual([420, 300, 7]);
	expect(value('1,200', 'person')).toBe(1200);
});

test('what is not one whole amount is asked about, and never guessed', () => {
	expect([value('1,5', 'gram'), value('1,5', 'pence'), value('1,5', 'person')]).toEqual(
		Array(3).fill('comma')
	);
	expect([value('about 40', 'person'), value('', 'bag'), value('1.5', 'person')]).toEqual([
		'number',
		'required',
		'whole'
	]);
	expect([value('1.2345', 'gram'), value('1.234', 'pence'), value('-3', 'bag')]).toEqual([
		'grams',
		'pence',
		'negative'
	]);
	expect([value('1000.001', 'gram'), value('10000', 'pence')]).toEqual(['most', most]);
});

test('what is kept comes back as it would be typed, and is read as the same', () => {
	fc.assert(
		fc.property(fc.constantFrom(...TALLIED), fc.nat(most), (of, kept) => {
			expect(value(typedTally(kept, of), of)).toBe(kept);
		})
	);
	expect([typedTally(1500, 'gram'), typedTally(420, 'pence'), typedTally(300, 'pence')]).toEqual([
		'1.5',
		'4.20',
		'3'
	]);
});
