import { expect, test } from 'vitest';
import { kindOfUnit, parseAmount, storedAmount, typedAmount } from './amounts.ts';

test.each([
	['40', 40],
	[' 1,250 ', 1250],
	['£4.20', 4.2],
	['12 %', 12],
	['.5', 0.5],
	['−3', -3],
	['1,234,567.8', 1234567.8]
])('%s is a figure', (text, value) => expect(parseAmount(text)).toBe(value));

test.each(['', ' ', 'about 40', '1,25', '1.2.3', '-', '£', '1e5', '12 doors', '9'.repeat(30), 'Infinity'])(
	'%s is not a figure',
	(text) => expect(parseAmount(text)).toBeUndefined()
);

test('money is typed in pounds and kept in pence', () => {
	expect(storedAmount(4.2, 'money')).toBe(420);
	expect(typedAmount(420, 'money')).toBe('4.20');
	expect(typedAmount(50_000, 'money')).toBe('500');
	expect(storedAmount(12.5, 'count')).toBe(12.5);
});

test('a unit tells what kind of figure it is', () => {
	expect(kindOfUnit('£')).toBe('money');
	expect(kindOfUnit(' % ')).toBe('percent');
	expect(kindOfUnit('bags')).toBe('count');
});
