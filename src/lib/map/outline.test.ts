import { expect, test } from 'vitest';
import { outlineGeoJson, outlineSvg, simplify } from './outline.ts';
import { drawing, onDrawing, project } from './projection.ts';

test('the drawn outline is small, and stays within its drawing', () => {
	const svg = outlineSvg();
	expect(svg.length).toBeLessThan(30_000);
	expect(svg).toContain('id="land"');
	const numbers = [...svg.matchAll(/(-?\d+\.\d) (-?\d+\.\d)/g)].map((m) => [Number(m[1]), Number(m[2])]);
	expect(numbers.length).toBeGreaterThan(500);
	for (const [x = -1, y = -1] of numbers) {
		expect(x >= 0 && x <= drawing.width && y >= 0 && y <= drawing.height).toBe(true);
	}
});

test('the large outline holds London, Dublin and Douglas, and not Paris', () => {
	const { coordinates } = outlineGeoJson().geometry;
	const inside = (x: number, y: number) =>
		coordinates.some(([ring = []]) => {
			let within = false;
			for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
				const [ax = 0, ay = 0] = ring[i] ?? [];
				const [bx = 0, by = 0] = ring[j] ?? [];
				if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within;
			}
			return within;
		});
	expect(inside(-0.13, 51.51)).toBe(true);
	expect(inside(-6.3, 53.34)).toBe(true);
	expect(inside(-4.51, 54.16)).toBe(true);
	expect(inside(2.35, 48.86)).toBe(false);
});

test('a simplified line keeps its corners and loses what lies between', () => {
	expect(
		simplify(
			[
				[0, 0],
				[1, 0.01],
				[2, 0],
				[2, 2]
			],
			0.1
		)
	).toEqual([
		[0, 0],
		[2, 0],
		[2, 2]
	]);
});

test('north is up and east is right', () => {
	const [london, leeds] = [project([-0.13, 51.51]), project([-1.55, 53.8])];
	expect(leeds[1]).toBeLessThan(london[1]);
	expect(leeds[0]).toBeLessThan(london[0]);
	expect(onDrawing([-0.13, 51.51])).toBe(true);
	expect(onDrawing([2.35, 48.0])).toBe(false);
});
