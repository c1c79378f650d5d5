import { expect, test } from 'vitest';
import { kindOfUnit, readAmount, storedAmount, typedAmount } from './amounts.ts';

test.each([
	['40', 40],
	[' 1,250 ', 1250],
	['1 234', 1234],
	['1\u00a0234 567', 1234567],
	['£1,234', 1234],
	['£4.20', 4.2],
	['1.5', 1.5],
	['12 %', 12],
	['.5', 0.5],
	['−3', -3],
	['1,234,567.8', 1234567.8]
])('%s is a figure', (text, value) => expect(readAmount(text)).toEqual({ ok: true, value }));

test.each([
	['about 40', 'number'],
	['1.2.3', 'number'],
	['-', 'number'],
	['£', 'number'],
	['1e5', 'number'],
	['1 5', 'number'],
	['12 doors', 'number'],
	['9'.repeat(30), 'number'],
	['Infinity', 'number'],
	['', 'required'],
	[' ', 'required'],
	['1,5', 'comma'],
	['1,25', 'comma'],
	['12,3456', 'comma'],
	['1.234,56', 'comma']
])('“%s” is not a figure: %s', (text, code) => expect(readAmount(text)).toEqual({ ok: false, code }));

test('pounds have no third place after the point, and a rating goes from 1 to 5', () => {
	expect(readAmount('1.234', 'money')).toEqual({ ok: false, code: 'pence' });
	expect(readAmount('1.234').ok).toBe(true);
	expect(readAmount('6', 'rating')).toEqual({ ok: false, code: 'scale' });
	expect(readAmount('4.5', 'rating')).toEqual({ ok: true, value: 4.5 });
});

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
