import { expect, test } from 'vitest';
import { intoView, spread, THUMB, TIGHT } from './spread.ts';

const distance = ([ax, ay]: [number, number], [bx, by]: [number, number]) => Math.hypot(ax - bx, ay - by);

function closest(steps: [number, number][]) {
	let least = Infinity;
	for (const [i, one] of steps.entries())
		for (const other of [...steps.slice(i + 1), [0, 0] as [number, number]])
			least = Math.min(least, distance(one, other));
	return least;
}

test('every mark of a stack is a thumb’s width from every other, and from the middle', () => {
	for (let count = 1; count <= 36; count += 1) {
		const steps = spread(count, 400)!;
		expect(steps).toHaveLength(count);
		expect(closest(steps)).toBeGreaterThanOrEqual(THUMB - 1e-6);
	}
});

test('35 at one postcode stay on a phone of 360 pixels', () => {
	const steps = spread(35, 180 - THUMB / 2)!;
	expect(steps).toHaveLength(35);
	expect(Math.max(...steps.map((step) => distance(step, [0, 0])))).toBeLessThanOrEqual(180 - THUMB / 2);
	expect(closest(steps)).toBeGreaterThanOrEqual(THUMB - 1e-6);
});

test('where room is short they stand closer, but never on each other; where there is none, nothing is spread', () => {
	const steps = spread(35, 110)!;
	expect(closest(steps)).toBeGreaterThanOrEqual(TIGHT - 1e-6);
	expect(closest(steps)).toBeLessThan(THUMB);
	expect(spread(35, 90)).toBeUndefined();
	expect(spread(500, 156)).toBeUndefined();
});

test('the first stands above the middle', () => {
	const [first] = spread(6, 200)!;
	expect(first![0]).toBeCloseTo(0);
	expect(first![1]).toBeCloseTo(-THUMB);
});

test('a stack at the edge comes as far into view as it needs, and no further', () => {
	expect(intoView([200, 200], 100, [400, 400])).toEqual([0, 0]);
	expect(intoView([20, 390], 100, [400, 400])).toEqual([80, -90]);
	expect(intoView([20, 100], 150, [200, 400])).toEqual([80, 50]);
});
