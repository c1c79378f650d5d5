import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseAddress, parseHouseNumber, postcodeDistrict, tidyPostcode } from '../records/index.ts';
import { parseNumbers } from './numbers.ts';

const shown = (text: string) => {
	const read = parseNumbers(text);
	return read.ok
		? read.numbers.map(({ number, suffix = '' }) => `${number}${suffix}`).join(' ')
		: read.problems;
};

describe('house numbers as typed', () => {
	it.each([
		['1-9 odd, 62, 64a', '1 3 5 7 9 62 64a'],
		['2-8 even', '2 4 6 8'],
		['1-8 even', '2 4 6 8'],
		['evens 2-6', '2 4 6'],
		['odd: 1 to 5', '1 3 5'],
		['2–6', '2 3 4 5 6'],
		['18a-20', '18a-20'],
		['No. 7; 9 and 11 & 13', '7 9 11 13'],
		['14 A', '14a'],
		['1-3, 2, 3', '1 2 3'],
		['5-5', '5'],
		['12/14', '12/14']
	])('%s', (text, numbers) => expect(shown(text)).toBe(numbers));

	it.each([
		['', [{ part: '', code: 'empty' }]],
		[' , ;', [{ part: '', code: 'empty' }]],
		['9-1', [{ part: '9-1', code: 'backwards' }]],
		['2-2 odd', [{ part: '2-2 odd', code: 'none_in_range' }]],
		['1-99999', [{ part: '1-99999', code: 'too_many' }]],
		['Rose Cottage, 3', [{ part: 'Rose Cottage', code: 'not_a_number' }]],
		['-5', [{ part: '-5', code: 'not_a_number' }]],
		['123456', [{ part: '123456', code: 'not_a_number' }]],
		['=1+1', [{ part: '=1+1', code: 'not_a_number' }]],
		['odd', [{ part: 'odd', code: 'not_a_number' }]]
	])('says what is wrong with %j', (text, problems) => expect(shown(text)).toEqual(problems));

	it('stops at 2,000 in all', () => {
		expect(parseNumbers('1-2000').ok).toBe(true);
		expect(shown('1-2000, 2001')).toEqual([{ part: '2001', code: 'too_many' }]);
		expect(shown('1-1500, 3001-4000')).toEqual([{ part: '3001-4000', code: 'too_many' }]);
	});

	it('takes any text without a throw and never more than the cap', () => {
		const typed = fc.array(
			fc.constantFrom('1', '59', '-', ' odd', ' even', ', ', 'a', '–', '9999', ' ', '\u202e', '½'),
			{
				maxLength: 20
			}
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({ unit: 'binary' }),
					typed.map((parts) => parts.join(''))
				),
				(text) => {
					const read = parseNumbers(text);
					if (read.ok) expect(read.numbers.length).toBeLessThanOrEqual(2000);
					else expect(read.problems.length).toBeGreaterThan(0);
				}
			)
		);
	});
});

describe('one house number', () => {
	it.each([
		['14', { number: 14 }],
		['14A', { number: 14, suffix: 'a' }],
		['18a–20', { number: 18, suffix: 'a-20' }],
		['2,2a,2b,2c', { number: 2, suffix: ',2a,2b,2c' }],
		['29/31', { number: 29, suffix: '/31' }],
		['1½', { number: 1, suffix: '½' }],
		['Unit 1', {}],
		['', {}]
	])('%s', (text, parts) => expect(parseHouseNumber(text)).toEqual(parts));
});

describe('the same door', () => {
	const same = (a: object, b: object) =>
		normaliseAddress({ street: 'Albany Road', ...a }) === normaliseAddress({ street: 'Albany Road', ...b });

	it('is known by case, punctuation, abbreviation and the word flat', () => {
		expect(same({ number: 14, street: 'ALBANY  RD.' }, { number: 14 })).toBe(true);
		expect(same({ number: 1, street: 'St. John’s Terr' }, { number: 1, street: 'st johns terrace' })).toBe(
			true
		);
		expect(same({ number: 6, unit: 'Flat 2' }, { number: 6, unit: '2' })).toBe(true);
		expect(same({ number: 14, name: 'The Elms' }, { number: 14 })).toBe(true);
	});

	it('is another with another flat, letter, street or place', () => {
		expect(same({ number: 14 }, { number: 14, suffix: 'a' })).toBe(false);
		expect(same({ number: 14 }, { number: 14, unit: '1' })).toBe(false);
		expect(same({ number: 14 }, { number: 14, street: 'Albany Street' })).toBe(false);
		expect(same({ number: 14, locality: 'Onchan' }, { number: 14, locality: 'Laxey' })).toBe(false);
		expect(same({ name: 'Rose Cottage' }, { name: 'Rose House' })).toBe(false);
	});
});

describe('postcodes', () => {
	it.each([
		['ol161aa', 'OL16 1AA'],
		[' sw1a  2aa ', 'SW1A 2AA'],
		['M1-1AE', 'M1 1AE'],
		['im2 3aj', 'IM2 3AJ'],
		['OL16', 'OL16']
	])('%s is kept as %s', (typed, kept) => expect(tidyPostcode(typed)).toBe(kept));

	it.each([
		['OL16 1AA', 'OL16'],
		['sw1a2aa', 'SW1A'],
		['OL16', 'OL16'],
		['Rochdale', undefined]
	])('%s is in %s', (postcode, district) => expect(postcodeDistrict(postcode)).toBe(district));
});
