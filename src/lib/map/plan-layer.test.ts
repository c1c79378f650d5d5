import { expect, test } from 'vitest';
import { planShape, withPoints } from './plan-layer.ts';

const plan = [
	{ label: '1', points: [[0, 0]] as [number, number][] },
	{
		label: '2',
		points: [
			[1, 1],
			[2, 2]
		] as [number, number][]
	}
];

test('a thing is a mark with its number, and a line has one number, at its beginning', () => {
	const { features } = planShape(plan);
	expect(features.map(({ geometry, properties }) => [geometry.type, properties?.label])).toEqual([
		['LineString', undefined],
		['Point', '1'],
		['Point', '2'],
		['Point', undefined]
	]);
});

test('points counted through the plan come back to what they belong to', () => {
	const moved = withPoints(plan, [
		[9, 9],
		[1, 1],
		[8, 8]
	]);
	expect(moved.map(({ points }) => points)).toEqual([
		[[9, 9]],
		[
			[1, 1],
			[8, 8]
		]
	]);
	expect(moved.map(({ label }) => label)).toEqual(['1', '2']);
});
