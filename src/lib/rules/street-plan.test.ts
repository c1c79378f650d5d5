import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthOf, nearestHouse, outside } from './street-plan.ts';
import { streetSketch } from './street-sketch.ts';

/** A house of a lane, so many metres along it and to its side, the lane running at some angle to the east. */
function house(number: number, angle = 0) {
	const odd = number % 2 === 1;
	const [along, aside] = [10 * Math.ceil(number / 2), odd ? 8 : -8];
	const [east, south] = [
		along * Math.cos(angle) - aside * Math.sin(angle),
		along * Math.sin(angle) + aside * Math.cos(angle)
	];
	const point: [number, number] = [
		-2.16 + east / (111_320 * Math.cos((53.62 * Math.PI) / 180)),
		53.62 - south / 111_320
	];
	return { id: `d${number}`, label: String(number), street: 'Toad Lane', side: odd ? 'odd' : 'even', point };
}
const lane = (angle = 0) => Array.from({ length: 20 }, (_, i) => house(i + 1, angle));

describe('told by the houses beside it', () => {
	test('a thing stands by the nearest house, and by none where all are far', () => {
		const found = nearestHouse(house(7).point, lane());
		expect(found?.house.label).toBe('7');
		expect(found?.metres).toBeCloseTo(0);
		expect(nearestHouse([-2.1, 53.62], lane())).toBeUndefined();
	});

	test('outside a house is the middle of the road', () => {
		const [x, y] = outside(house(7), lane());
		expect(x).toBeCloseTo((house(7).point[0] + house(8).point[0]) / 2, 9);
		expect(y).toBeCloseTo((house(7).point[1] + house(8).point[1]) / 2, 9);
		expect(outside(house(7), [house(7), house(5)])).toEqual(house(7).point);
	});

	test('a line is as long as its pieces', () => {
		expect(lengthOf([house(1).point, house(3).point, house(7).point])).toBeCloseTo(30, 1);
		expect(lengthOf([house(1).point])).toBe(0);
	});
});

describe('a street on paper', () => {
	test('nothing with a place is no sketch, and one house alone is drawn small', () => {
		expect(streetSketch([], [])).toBeUndefined();
		expect(streetSketch([house(1)], [])?.house).toBeLessThanOrEqual(7);
		expect(streetSketch([], [[[-2.16, 53.62]]])?.marks).toHaveLength(1);
	});

	test('whichever way it runs it lies along the sheet, in its order and to scale, north told', () => {
		fc.assert(
			fc.property(fc.double({ min: -3.1, max: 3.1, noNaN: true }), (angle) => {
				const sketch = streetSketch(lane(angle), [[house(3, angle).point, house(9, angle).point]])!;
				const { houses, marks, bar, width, height } = sketch;
				for (const { x, y } of houses) {
					expect(x).toBeGreaterThanOrEqual(0);
					expect(x).toBeLessThanOrEqual(width);
					expect(y).toBeGreaterThanOrEqual(0);
					expect(y).toBeLessThanOrEqual(height);
				}
				const odd = houses.filter(({ label }) => Number(label) % 2);
				const steps = odd.slice(1).map(({ x }, i) => x - odd[i]!.x);
				expect(Math.min(...steps) * Math.max(...steps)).toBeGreaterThan(0);
				expect(Math.max(...odd.map(({ y }) => y)) - Math.min(...odd.map(({ y }) => y))).toBeLessThan(0.5);
				expect(odd.every(({ above }) => above)).toBe(!houses.find(({ label }) => label === '2')!.above);
				// Thirty metres, measured by the bar.
				const [from, to] = marks[0]!;
				const drawn = Math.hypot(to![0] - from![0], to![1] - from![1]);
				expect((drawn / bar.length) * bar.metres).toBeCloseTo(30, 1);
				// A step to the north goes where the arrow points.
				const [x, y] = house(1, angle).point;
				const step = streetSketch(lane(angle), [
					[
						[x, y],
						[x, y + 0.0001]
					]
				])!.marks[0]!;
				const up = (Math.atan2(step[1]![0] - step[0]![0], step[0]![1] - step[1]![1]) * 180) / Math.PI;
				expect(Math.cos(((up - sketch.north) * Math.PI) / 180)).toBeCloseTo(1, 3);
			})
		);
	});

	test('numbers that would stand on each other are left out, and every house is drawn', () => {
		const many = Array.from({ length: 120 }, (_, i) => house(i + 1));
		const { houses } = streetSketch(many, [])!;
		expect(houses).toHaveLength(120);
		const said = houses.filter((one) => one.said);
		expect(said.length).toBeLessThan(120);
		for (const [i, a] of said.entries())
			for (const b of said.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(6.5);
		expect(streetSketch(lane(), [])!.houses.every((one) => one.said)).toBe(true);
	});
});
