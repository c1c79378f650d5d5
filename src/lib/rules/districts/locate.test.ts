import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metresBetween } from '../distance.ts';
import { groundFinder, isWithin, placeWithin } from './locate.ts';
import { square } from './testing.ts';

const ring = (x: number, y: number, side: number) => square('', x, y, side).area[0]![0]!;

describe('which ground a place lies in', () => {
	const holed = [[ring(0, 50, 3), ring(1, 51, 1)], [ring(5, 50, 1)]];

	it('heeds holes and second pieces', () => {
		const find = groundFinder([holed, [[ring(1, 51, 1)]]]);
		expect(find([0.5, 50.5])).toEqual({ at: 0, metres: 0 });
		expect(find([1.5, 51.5])).toEqual({ at: 1, metres: 0 });
		expect(find([5.5, 50.5])).toEqual({ at: 0, metres: 0 });
	});

	it('is the nearest one of a place on a quay, and none further out', () => {
		const find = groundFinder([[[ring(0, 50, 1)]], [[ring(1.02, 50, 1)]]]);
		const found = find([1.008, 50.5]);
		expect(found?.at).toBe(0);
		expect(found?.metres).toBeGreaterThan(540);
		expect(found?.metres).toBeLessThan(590);
		expect(find([1.014, 50.5])?.at).toBe(1);
		expect(find([-0.05, 50.5])).toBeUndefined();
	});

	it('is measured from a corner, and from the nearest place along a slanting border', () => {
		const find = groundFinder([[[ring(0, 50, 1)]]]);
		const [west, south] = [900 / 71_500, 900 / 111_195];
		expect(find([-west, 50.5])?.metres).toBeLessThan(920);
		expect(find([-west, 50 - south])).toBeUndefined();
		const slope = [
			[0, 50],
			[1, 51],
			[0, 51],
			[0, 50]
		];
		const point: [number, number] = [0.51, 50.5];
		const along = Array.from({ length: 2001 }, (_, i): [number, number] => [i / 2000, 50 + i / 2000]);
		const least = Math.min(...along.map((place) => metresBetween(point, place)));
		expect(Math.abs(groundFinder([[[slope]]])(point)!.metres - least)).toBeLessThan(1);
	});

	it('is exactly one of neighbours that share a crooked border', () => {
		const degree = fc.integer({ min: -100_000, max: 100_000 }).map((n) => n / 1e5);
		fc.assert(
			fc.property(
				fc.array(degree, { minLength: 1, maxLength: 8 }),
				fc.double({ min: -1, max: 1, noNaN: true }),
				fc.nat(9),
				(bends, anywhere, row) => {
					const border = [0, ...bends, 0].map((bend, i): [number, number] => [bend, 50 + i]);
					const top = 50 + border.length - 1;
					const west = [[-2, 50], ...border, [-2, top], [-2, 50]];
					const east = [[2, top], ...[...border].reverse(), [2, 50], [2, top]];
					const at = Math.min(row, border.length - 2);
					const y = 50 + at + 0.37;
					// On the border itself too, as it is reckoned from either of its ends.
					const cut = ([ax, ay]: [number, number], [bx, by]: [number, number]) =>
						((bx - ax) * (y - ay)) / (by - ay) + ax;
					const [a, b] = [border[at]!, border[at + 1]!];
					for (const x of [anywhere, cut(a, b), cut(b, a)])
						expect([isWithin([west], [x, y]), isWithin([east], [x, y])].filter(Boolean)).toHaveLength(1);
				}
			)
		);
	});

	it('can be told a place in the widest stretch of its largest piece', () => {
		const lopsided = [[ring(5, 50, 1)], [ring(0, 50, 3), ring(0.5, 51, 1)]];
		const [x, y] = placeWithin(lopsided);
		expect([x.toFixed(3), y.toFixed(3)]).toEqual(['2.250', '51.500']);
	});

	it('can be told a place that is well within, whatever its shape', () => {
		const crescent = [
			[
				[0, 50],
				[4, 50],
				[4, 54],
				[0, 54],
				[0, 53.9],
				[3.9, 53.9],
				[3.9, 50.1],
				[0, 50.1],
				[0, 50]
			]
		];
		for (const ground of [holed, [crescent]]) {
			const place = placeWithin(ground);
			expect(ground.some((rings) => isWithin(rings, place))).toBe(true);
		}
	});
});
