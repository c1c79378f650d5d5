import { expect, test } from 'vitest';
import { metresBetween, streetLines, type StreetDoor } from './streets.ts';

const at = (street: string, side: string, x: number): StreetDoor => ({ street, side, point: [x, 54] });

test('each side of a street is a line, and a street of the same name elsewhere another one', () => {
	const { lines, names } = streetLines([
		at('Toad Lane', 'odd', -2),
		at('Toad Lane', 'even', -2.0001),
		at('Toad Lane', 'odd', -2.0005),
		at('Toad Lane', 'odd', -2.4),
		at('Toad Lane', 'odd', -2.4005),
		at('Mill Brow', 'none', -2.1)
	]);
	expect(lines.map((line) => line.map(([x]) => x))).toEqual([
		[-2, -2.0005],
		[-2.4, -2.4005]
	]);
	expect(names.map(({ name }) => name)).toEqual(['Toad Lane', 'Mill Brow']);
	expect(names[0]?.point).toEqual([-2.0005, 54]);
});

test('a degree of longitude is shorter than one of latitude, here by 0.59', () => {
	expect(Math.round(metresBetween([-2, 54], [-2.01, 54]))).toBe(654);
	expect(Math.round(metresBetween([-2, 54], [-2, 54.01]))).toBe(1113);
});
