import { expect, test } from 'vitest';
import { figuresWords } from './learned-words.ts';
import { readFigures } from './learned.ts';

const some = { taken: 14, ended: 9, achieved: 6, median: 0.8, kinds: { town: 14 } };

test('how an example went is told in two sentences', () => {
	expect(figuresWords(some)).toBe(
		'14 communities took this up. Half of them got at least 80% of the way; 6 of 9 reached it.'
	);
});

test('what is not known yet is left out', () => {
	expect(figuresWords({ ...some, ended: 0, achieved: 0 })).toBe(
		'14 communities took this up. Half of them got at least 80% of the way.'
	);
	expect(figuresWords({ ...some, median: undefined })).toBe(
		'14 communities took this up. 6 of 9 reached it.'
	);
	expect(figuresWords({ taken: 1, ended: 0, achieved: 0, median: 0.5, kinds: {} })).toBe(
		'One community took this up.'
	);
});

test('only the registry’s own answer is believed', () => {
	expect(readFigures({ street_party: some })).toEqual({ street_party: some });
	expect(readFigures({})).toEqual({});
	expect(readFigures({ a: { ...some, pilots: 2 } })).toEqual({ a: { ...some, pilots: 2 } });
	for (const junk of [
		undefined,
		null,
		'<html>',
		[some],
		{ a: 1 },
		{ a: { ...some, taken: '14' } },
		{ a: { ...some, median: 80 } },
		{ a: { ...some, pilots: 'many' } },
		{ a: { ...some, kinds: { town: -1 } } }
	])
		expect(readFigures(junk)).toBeUndefined();
});
