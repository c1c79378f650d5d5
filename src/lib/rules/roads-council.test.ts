import { expect, test } from 'vitest';
import { groundFinder } from './districts/locate.ts';
import { square } from './districts/testing.ts';
import { roadsCouncil } from './roads-council.ts';

const codes = ['E08000005', 'E07000117', 'W06000012'];
const districts = {
	...{ sources: [], country: { coops: 0, population: 0 } },
	districts: codes.map((code) => ({ code, name: `Council of ${code}`, nation: '', class: 'usual' as const })),
	find: groundFinder(codes.map((code, i) => square(code, i, 53).area))
};

test('the roads are those of the district in which the middle of the houses lies', () => {
	expect(
		roadsCouncil(districts, [
			[0.7, 53.5],
			[1.2, 53.5]
		])
	).toEqual({ sort: 'district', name: 'Council of E08000005' });
	expect(roadsCouncil(districts, [[2.5, 53.5]])).toEqual({ sort: 'district', name: 'Council of W06000012' });
});

test('below a county it is not the district, and nobody says which county', () => {
	expect(roadsCouncil(districts, [[1.5, 53.5]])).toEqual({
		sort: 'county',
		district: 'Council of E07000117'
	});
});

test('nothing is said of places that nobody knows, or that lie elsewhere', () => {
	expect(roadsCouncil(districts, [])).toBeUndefined();
	expect(roadsCouncil(districts, [[9, 53.5]])).toBeUndefined();
});
