import { expect, test } from 'vitest';
import { readChips, sayNoted, sayWhy, writeChips } from './noted.ts';

test('a group’s own chips come back as they were written, the app’s own words as their codes', () => {
	const read = readChips('interests', ' Food\n\nAllotments  by the canal\nfood\nEnergy');
	expect(read).toEqual(['food', 'Allotments by the canal', 'energy']);
	expect(writeChips('interests', read)).toBe('Food\nAllotments by the canal\nEnergy');
	expect(readChips('needs', writeChips('needs', undefined))).toContain('shopping');
	expect(sayNoted('interests', read)).toBe('Food, Allotments by the canal, Energy');
});

test('why a door is no home, and which language is spoken there, is said in words', () => {
	expect(sayWhy({ not_a_home: 'holiday' })).toBe('Holiday let');
	expect(sayWhy({ language: 'ur' })).toBe('Urdu');
	expect(sayWhy({ language: 'our own words for it' })).toBe('our own words for it');
	expect(sayWhy({})).toBe('');
});
