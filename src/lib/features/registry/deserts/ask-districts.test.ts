import type { DistrictFigures } from '$lib/rules/districts/index.ts';
import { CLASSES } from '$lib/rules/districts/index.ts';
import { NEEDS } from '$lib/rules/needs.ts';
import { expect, test } from 'vitest';
import { askDistricts, desertsAddress, readAsked } from './ask-districts.ts';

const none = Object.fromEntries(NEEDS.map((need) => [need, 0])) as Record<(typeof NEEDS)[number], number>;
const one = (name: string, more: Partial<DistrictFigures>): DistrictFigures => ({
	...{ code: name, name, nation: 'England', class: 'usual', middle: [0, 50], boundaries: [], made_of: [] },
	...more
});
const all = [
	one('Bury', { per_10000: 2, population: 100, needs: { ...none, food: 1 } }),
	one('Antrim', { class: 'no_data', nation: 'Northern Ireland', population: 900 }),
	one('Cardiff', {
		nation: 'Wales',
		per_10000: 1,
		population: 300,
		needs: none,
		nearest: { food: { name: 'Dairy', metres: 9 } }
	}),
	one('Denbigh', {
		nation: 'Wales',
		class: 'desert',
		per_10000: 0,
		population: 200,
		needs: none,
		nearest: { food: { name: 'Dairy', metres: 70 } }
	})
];
const read = (query: string) =>
	readAsked(new URLSearchParams(query), { nations: ['England', 'Wales'], classes: CLASSES, needs: NEEDS });
const names = (query: string) => {
	const asked = read(query);
	return asked.ok ? askDistricts(all, asked.asked).map(({ name }) => name) : asked.fields;
};

test('those with the fewest come first, and those without data last', () => {
	expect(names('')).toEqual(['Denbigh', 'Cardiff', 'Bury', 'Antrim']);
	expect(names('order=most')).toEqual(['Bury', 'Cardiff', 'Denbigh', 'Antrim']);
	expect(names('order=name')).toEqual(['Antrim', 'Bury', 'Cardiff', 'Denbigh']);
});

test('where there is no data nobody is said to be missing', () => {
	expect(names('need=food')).toEqual(['Denbigh', 'Cardiff']);
	expect(names('need=food&order=far&class=desert')).toEqual(['Denbigh']);
	expect(names('nation=Wales&order=people')).toEqual(['Cardiff', 'Denbigh']);
});

test('what an address says that nobody knows is named, and what it leaves empty is as if it were not said', () => {
	expect(names('nation=Mars&class=worst&need=gold&order=up&page=-1')).toEqual([
		...['nation', 'class', 'need', 'order', 'page']
	]);
	expect(names('nation=&class=&need=&order=&page=')).toEqual(names(''));
	expect(names('order=far')).toEqual(names(''));
});

test('an address says what it has to', () => {
	expect(desertsAddress({ order: 'least', page: 1 })).toBe('/deserts');
	expect(desertsAddress({ nation: 'Wales', need: 'food', order: 'far', page: 2 })).toBe(
		'/deserts?nation=Wales&need=food&order=far&page=2'
	);
});
