import { expect, test } from 'vitest';
import { addressOf, askedWith } from './address.ts';
import { awayWords, partsOf } from './asked-words.ts';

const councils = [{ code: 'E08000005', name: 'Rochdale' }];
const words = (...asked: Parameters<typeof partsOf>) => partsOf(...asked).map(({ words }) => words);

test('what was asked for reads on from a count, part by part', () => {
	expect(words({ query: 'mill', kind: 'village', council: 'E08000005', near: [-2, 53] }, councils)).toEqual([
		'for “mill”',
		'of the kind “Village”',
		'in Rochdale',
		'nearest first'
	]);
	expect(words({ area: 'action', status: 'on_track', dormant: true }, councils)).toEqual([
		'with a commitment in “Co-operative action”',
		'with a commitment that is “On track”'
	]);
});

test('a council that nobody knows is told by its code', () => {
	expect(words({ council: 'E99' }, councils)).toEqual(['in E99']);
});

test('a part is taken away or put in, from the first page on', () => {
	const asked = { query: 'mill', tag: 'food', after: 'old-mill' };
	expect(addressOf(askedWith(asked, { tag: undefined }))).toBe('/communities?q=mill');
	expect(addressOf(askedWith(asked, { query: '', tag: undefined }))).toBe('/communities');
	expect(addressOf(askedWith(asked, { dormant: true }))).toBe('/communities?q=mill&tag=food&dormant=yes');
});

test('nearness is told no finer than it is known', () => {
	expect(awayWords(0)).toBe('less than a mile away');
	expect(awayWords(16_093)).toBe('about 10 miles away');
});
