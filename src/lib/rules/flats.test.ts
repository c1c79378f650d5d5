import { expect, test } from 'vitest';
import { layFlats, type FlatsInput } from './flats.ts';

const units = (input: FlatsInput) => {
	const laid = layFlats(input);
	return laid.ok ? laid.flats.map(({ unit, floor }) => `${floor}:${unit}`) : laid.problems;
};

test('flats numbered through the house go on from floor to floor', () => {
	expect(units({ floors: 2, each: 3, numbering: 'through', lowest: 0 })).toEqual([
		'0:1',
		'0:2',
		'0:3',
		'1:4',
		'1:5',
		'1:6'
	]);
	expect(units({ floors: 2, each: 2, numbering: 'through', lowest: 1, first: 12 })).toEqual(['1:12', '1:13']);
});

test('flats numbered by floor carry the floor; the ground floor is G', () => {
	expect(units({ floors: 2, each: 2, numbering: 'hundreds', lowest: 0 })).toEqual([
		'0:G1',
		'0:G2',
		'1:101',
		'1:102'
	]);
	expect(units({ floors: 3, each: 2, numbering: 'letters', lowest: 1 })).toEqual([
		'1:1A',
		'1:1B',
		'2:2A',
		'2:2B'
	]);
});

test('what can’t be a block of flats is told, field by field', () => {
	const good: FlatsInput = { floors: 10, each: 4, numbering: 'through', lowest: 0 };
	expect(units({ ...good, floors: 200 })).toEqual([{ field: 'floors', code: 'too_many' }]);
	expect(units({ ...good, floors: 0, each: 1.5 })).toEqual([
		{ field: 'floors', code: 'not_a_number' },
		{ field: 'each', code: 'not_a_number' }
	]);
	expect(units({ ...good, floors: 1, lowest: 1 })).toEqual([{ field: 'floors', code: 'no_floor' }]);
	expect(units({ ...good, floors: 100, each: 21 })).toEqual([{ field: 'each', code: 'too_many_flats' }]);
	expect(units({ ...good, numbering: 'letters', each: 27 })).toEqual([{ field: 'each', code: 'too_many' }]);
	expect(units({ ...good, first: Number.NaN })).toEqual([{ field: 'first', code: 'not_a_number' }]);
});
