import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameLike } from './alike-names.ts';

test('a name is like itself in other letters, with another ending, and with a slip of one letter', () => {
	for (const [one, other] of [
		['Spotland Bakers', 'SPOTLAND BAKERS LTD.'],
		['Spotland Bakers', 'Spotland Baker'],
		['Spotland Bakers', 'Spotlan Bakers'],
		['Roch Valley Credit Union', 'Roch Vally Credit Union Limited'],
		['Caffi’r Môr', 'Caffir Mor'],
		['The Old Mill Housing Co-operative', 'Old Mill Housing'],
		['Bakers', 'Spotland Bakers Co-op']
	] as const)
		expect([one, other, nameLike(one, other)]).toEqual([one, other, true]);
});

test('names that share only what many have are not alike, nor is an empty one like any', () => {
	for (const [one, other] of [
		['Spotland Bakers', 'Spotland Weavers'],
		['Milnrow Co-operative Society', 'Heywood Co-operative Society'],
		['Co-op', 'Spotland Bakers Co-op'],
		['', 'Spotland Bakers'],
		['Loom', 'Look']
	] as const)
		expect([one, other, nameLike(one, other)]).toEqual([one, other, false]);
});

test('it does not matter which of two names is asked about', () => {
	const word = fc.constantFrom('bakers', 'baker', 'Mill', 'the', 'co-op', 'Môr', '');
	const name = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
	fc.assert(fc.property(name, name, (one, other) => nameLike(one, other) === nameLike(other, one)));
});
