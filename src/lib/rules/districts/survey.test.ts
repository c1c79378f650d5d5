import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metresBetween } from '../distance.ts';
import { currentDistricts } from './carry-over.ts';
import { classOf } from './classes.ts';
import { surveyDistricts } from './survey.ts';
import { coopAt, council, square } from './testing.ts';

const many = (count: number, x: number, y: number, more = {}) =>
	Array.from({ length: count }, (_, i) => coopAt(x + i / 1e4, y, more));

const districtsOf = (councils: Parameters<typeof currentDistricts>[0]) =>
	currentDistricts(
		councils,
		councils.map(({ gss = '' }, i) => square(gss, i, 50)),
		'2026-06-01'
	).districts;

describe('the survey of districts', () => {
	const districts = districtsOf([
		council('AAA', 'E07000001'),
		council('BBB', 'E07000002'),
		council('CCC', 'N09000001', { nation: 'Northern Ireland' })
	]);

	it('counts co-ops against the country, without the nations that have no positions', () => {
		const survey = surveyDistricts(districts, [
			...many(28, 0.2, 50.5),
			...many(2, 1.2, 50.5),
			coopAt(0, 0, { point: undefined })
		]);
		expect(survey.country).toEqual({ coops: 30, population: 200_000, per_10000: 1.5 });
		expect(survey.coops).toEqual({ all: 31, no_position: 1, unplaced: 0, outside: 0 });
		expect(survey.districts.map((one) => one.class)).toEqual(['many', 'desert', 'no_data']);
		expect(survey.districts[0]).toMatchObject({ coops: 28, per_10000: 2.8, expected: 15 });
	});

	it('calls a nation without positions no data, and says no figure of it at all', () => {
		const { districts: shown, nations_without } = surveyDistricts(districts, [
			...many(30, 0.2, 50.5),
			coopAt(2.5, 50.5)
		]);
		expect(nations_without).toEqual(['Northern Ireland']);
		expect(shown[2]).toMatchObject({ class: 'no_data', why: 'no_positions' });
		for (const field of ['coops', 'needs', 'nearest', 'per_10000'])
			expect(shown[2]).not.toHaveProperty(field);
	});

	it('says no data everywhere before a directory was imported', () => {
		expect(surveyDistricts(districts, []).districts.map((one) => one.class)).toEqual([
			'no_data',
			'no_data',
			'no_data'
		]);
	});

	it('makes no class where nobody knows how many people there are, and counts there all the same', () => {
		const unknown = districtsOf([
			council('AAA', 'E07000001'),
			council('BBB', 'E07000002', { population: undefined })
		]);
		const { districts: shown, country } = surveyDistricts(unknown, [
			...many(5, 0.2, 50.5),
			...many(3, 1.2, 50.5)
		]);
		expect(shown[1]).toMatchObject({ class: 'no_data', why: 'no_population', coops: 3 });
		expect(country).toMatchObject({ coops: 5, population: 100_000 });
	});

	it('tells head offices under one roof, and what they serve', () => {
		const stack = Array.from({ length: 4 }, () =>
			coopAt(0.5, 50.5, { sector: 'Housing', postcode: 'OL16 1AA' })
		);
		const [first] = surveyDistricts(districts, [...stack, coopAt(0.6, 50.5)]).districts;
		expect(first).toMatchObject({ coops: 5, places: 2, stacked: { coops: 4, postcode: 'OL16 1AA' } });
		expect(first?.needs).toMatchObject({ housing: 4, food: 1, care: 0 });
	});

	it('tells of two at one place, of those a little outside, and of those that lie nowhere', () => {
		const survey = surveyDistricts(districts, [
			coopAt(0.5, 50.5),
			coopAt(0.5, 50.5),
			coopAt(0.5, 49.995),
			coopAt(0.5, 49)
		]);
		expect(survey.districts[0]).toMatchObject({ coops: 3, stacked: { coops: 2 } });
		expect(survey.coops).toEqual({ all: 4, no_position: 0, unplaced: 1, outside: 1 });
	});

	it('finds the nearest to the middle that serves a need, over the border too', () => {
		const [, second] = surveyDistricts(districts, [
			coopAt(0.9, 50.5, { name: 'Next door' }),
			coopAt(0.1, 50.5)
		]).districts;
		expect(second?.nearest?.food).toMatchObject({ name: 'Next door' });
		expect(second?.nearest?.food?.metres).toBeGreaterThan(42_000);
		expect(second?.nearest).not.toHaveProperty('care');
	});

	it('finds none that is nearer than the nearest', () => {
		const place = fc.tuple(
			fc.double({ min: -1, max: 3, noNaN: true }),
			fc.double({ min: 49.5, max: 51.5, noNaN: true })
		);
		fc.assert(
			fc.property(fc.array(place, { minLength: 2, maxLength: 30 }), (places) => {
				const coops = [coopAt(0.5, 50.1), ...places.map(([x, y]) => coopAt(x, y))];
				const [first] = surveyDistricts(districts, coops).districts;
				const least = Math.min(...coops.map(({ point }) => metresBetween(first!.middle, point!)));
				expect(first?.nearest?.food?.metres).toBe(Math.round(least));
			})
		);
	});

	it('counts every placed co-op once, wherever it lies', () => {
		const place = fc.tuple(
			fc.double({ min: -1, max: 4, noNaN: true }),
			fc.double({ min: 49.5, max: 51.5, noNaN: true })
		);
		fc.assert(
			fc.property(fc.array(place, { maxLength: 40 }), (places) => {
				const survey = surveyDistricts(
					districts,
					places.map(([x, y]) => coopAt(x, y))
				);
				const counted = survey.districts.reduce((n, { coops = 0 }) => n + coops, 0);
				const hidden = survey.districts.some((one) => one.why === 'no_positions');
				const total = counted + survey.coops.unplaced;
				if (hidden) expect(total).toBeLessThanOrEqual(places.length);
				else expect(total).toBe(places.length);
			})
		);
	});
});

describe('the class of a district', () => {
	it('is by its share of what was to be expected', () => {
		expect([3, 9, 20, 31].map((coops) => classOf(coops, 20))).toEqual(['desert', 'few', 'usual', 'many']);
	});

	it('is a desert below a quarter, few below two thirds, and many from one and a half on', () => {
		expect([599, 600, 1599, 1600, 3599, 3600].map((coops) => classOf(coops, 2400))).toEqual([
			...['desert', 'few', 'few', 'usual', 'usual', 'many']
		]);
	});

	it('is usual where chance alone explains it', () => {
		expect(classOf(0, 3.9)).toBe('usual');
		expect(classOf(0, 4.1)).toBe('desert');
		expect(classOf(1, 0.24)).toBe('usual');
		expect(classOf(6, 1.2)).toBe('many');
	});

	it('never falls when there is one co-op more', () => {
		const rank = ['desert', 'few', 'usual', 'many'];
		fc.assert(
			fc.property(fc.nat(400), fc.double({ min: 0.01, max: 300, noNaN: true }), (coops, expected) => {
				expect(rank.indexOf(classOf(coops + 1, expected))).toBeGreaterThanOrEqual(
					rank.indexOf(classOf(coops, expected))
				);
			})
		);
	});
});
