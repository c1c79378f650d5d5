import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListedInDirectory } from './listed-in-directory.ts';
import { metresBetween } from './distance.ts';
import { findCoops, indexCoops, type CoopQuestion, type FoundCoop } from './find-coops.ts';
import { needsMet } from './needs.ts';

const coop = (id: string, name: string, more: Partial<ListedInDirectory> = {}): ListedInDirectory => ({
	...{ source: 'cuk-organisations', id, name, needs: needsMet(more) },
	...more
});
const index = indexCoops([
	coop('1', 'Mill Lane Bakery Co-operative', {
		place: 'Rochdale',
		postcode: 'OL16 1AA',
		point: [-2.156, 53.617],
		sector: 'Retail'
	}),
	coop('2', 'Caffi’r Môr Cyf', {
		place: 'Llanddwyn',
		postcode: 'LL61 6SG',
		point: [-4.41, 53.14],
		sector: 'Food service, Accommodation and Pubs'
	}),
	coop('3', 'Rochdale Credit Union', {
		place: 'Rochdale',
		postcode: 'OL16 1AB',
		point: [-2.158, 53.617],
		sector: 'Finance'
	}),
	coop('4', 'St Mary’s Workmen’s Club', { place: 'Bury', postcode: 'BL9 0AA' })
]);
const ids = (question: CoopQuestion) => findCoops(index, question).map(({ coop: { id } }) => id);

describe('co-ops are found', () => {
	it.each([
		['bakery', ['1']],
		['BAK mill', ['1']],
		['akery', []],
		['caffir mor', ['2']],
		['Môr', ['2']],
		['co-op', ['1']],
		['coop roch', ['1']],
		['cooperative', ['1']],
		['workmens', ['4']],
		['St Marys', ['4']],
		['ol16 1ab', ['3']],
		['ol161a', ['1', '3']],
		['6sg', ['2']],
		['finance', ['3']],
		['accommodation', ['2']],
		['retail rochdale', ['1']],
		['zzz', []]
	])('by the beginnings of words: %s', (words, expected) => {
		expect(ids({ words }).sort()).toEqual(expected);
	});

	it('first by name, then by place', () => {
		expect(ids({ words: 'rochdale' })).toEqual(['3', '1']);
		expect(ids({ words: '  ' })).toEqual(['2', '1', '3', '4']);
	});

	it('with their branches after them, which are found by their owner’s name too', () => {
		const owner = { id: '5', name: 'Rochdale Pioneers' };
		const branch = (id: string, name: string) =>
			coop(id, name, { owner, place: 'Heywood', postcode: 'OL10 1AA', sector: 'Retail' });
		const branches = [
			branch('6', 'Rochdale Pioneers'),
			branch('7', 'Pioneers’ Food'),
			coop('5', owner.name, { place: 'Zennor' })
		];
		const all = indexCoops([...index.coops, ...branches]);
		const found = (words: string) => findCoops(all, { words }).map(({ coop: { id } }) => id);
		expect(found('rochdale pioneers')).toEqual(['5', '6', '7']);
		expect(found('pioneers food')).toEqual(['7']);
		expect(found('heywood')).toEqual(['7', '6']);
		expect(found('rochdale')).toEqual(['3', '5', '6', '1', '7']);
	});

	it('nearest first, with the distance, and only where there is a position', () => {
		const found = findCoops(index, { near: [-2.159, 53.617] });
		expect(found.map(({ coop: { id } }) => id)).toEqual(['3', '1', '2']);
		expect(found[0]?.metres).toBeCloseTo(66, 0);
		expect(ids({ near: [-2.159, 53.617], within: 100 })).toEqual(['3']);
		expect(ids({ near: [-2.159, 53.617], limit: 1 })).toEqual(['3']);
	});

	it('by need, together with words and place', () => {
		expect(ids({ need: 'food' }).sort()).toEqual(['1', '2']);
		expect(ids({ need: 'finance', words: 'roch', near: [-2, 53] })).toEqual(['3']);
		expect(ids({ need: 'energy' })).toEqual([]);
	});
});

it('a short list is the beginning of the whole one, however many are alike', () => {
	const some = fc.record({
		name: fc.constantFrom('Mill Lane Bakery', 'The Mill', 'Weavers'),
		postcode: fc.constantFrom('OL16 1AA', 'OL16 1AB', 'OL16 1AC', 'M1 1AE'),
		point: fc.option(fc.constantFrom<[number, number]>([-2.1, 53.6], [-2.2, 53.6]), { nil: undefined })
	});
	const question = fc.record({
		words: fc.constantFrom('', 'mill', 'ol16'),
		limit: fc.integer({ min: 0, max: 30 }),
		near: fc.option(fc.constant<[number, number]>([-2.15, 53.6]), { nil: undefined })
	});
	const told = ({ coop: { name, postcode }, metres }: FoundCoop) => [metres, name, postcode];
	fc.assert(
		fc.property(fc.array(some, { minLength: 1, maxLength: 8 }), fc.nat(60), question, (few, times, asked) => {
			const many = few.flatMap((one) => Array.from({ length: times }, () => one));
			const all = indexCoops(
				many.map(({ point, ...more }, i) => coop(`${i}`, more.name, { ...more, ...(point && { point }) }))
			);
			const { limit, words, near } = asked;
			const whole = { words, ...(near && { near }) };
			expect(findCoops(all, { ...whole, limit }).map(told)).toEqual(
				findCoops(all, whole).map(told).slice(0, limit)
			);
		})
	);
});

it('distances are those on the globe', () => {
	// From London's Charing Cross to Edinburgh's General Post Office: 534 km.
	expect(metresBetween([-0.1276, 51.5074], [-3.1889, 55.9533]) / 1000).toBeCloseTo(534, 0);
	expect(metresBetween([-2, 53], [-2, 54]) / 1000).toBeCloseTo(111.2, 1);
	expect(metresBetween([1, 2], [1, 2])).toBe(0);
});
