import { expect, test } from 'vitest';
import { patch } from '../records/index.ts';
import { areaOf, cornersAround, cornersOf, isInside } from './area.ts';

const square: [number, number][] = [
	[-2.16, 53.61],
	[-2.15, 53.61],
	[-2.15, 53.62],
	[-2.16, 53.62]
];

test('an area is closed, and holds what lies in it', () => {
	const made = areaOf(square);
	if (!made.ok) throw new Error(made.why);
	expect(made.ring).toEqual([...square, square[0]]);
	expect(isInside(made.ring, [-2.155, 53.615])).toBe(true);
	expect(isInside(made.ring, [-2.165, 53.615])).toBe(false);
	expect(isInside(made.ring, [-2.155, 53.6201])).toBe(false);
	expect(cornersOf(made.ring)).toEqual(square);
	expect(cornersOf(undefined)).toEqual([]);
});

test('a dent is outside', () => {
	const dented = [...square, [-2.155, 53.615] as const];
	expect(isInside(dented, [-2.159, 53.615])).toBe(false);
	expect(isInside(dented, [-2.152, 53.615])).toBe(true);
});

test('corners that lie on each other or on one line make no area, and neither do edges that cross', () => {
	const [a, b, c, d] = square as [[number, number], [number, number], [number, number], [number, number]];
	expect(areaOf([])).toEqual({ ok: false, why: 'too_few' });
	expect(areaOf([a, b])).toEqual({ ok: false, why: 'too_few' });
	expect(areaOf([a, a, b, b, a])).toEqual({ ok: false, why: 'too_few' });
	expect(areaOf([a, b, [-2.14, 53.61]])).toEqual({ ok: false, why: 'too_few' });
	expect(areaOf([a, c, b, d])).toEqual({ ok: false, why: 'crosses' });
	expect(areaOf([a, b, c, d, a])).toMatchObject({ ok: true });
});

test('what is drawn can be kept by the patch', () => {
	const made = areaOf(square.map(([x, y]) => [x + 1 / 3e7, y + 1 / 7e7]));
	if (!made.ok) throw new Error(made.why);
	expect(patch.check({ ...patch.sample(), area: made.ring })).toEqual([]);
});

test('the area around places holds each with a margin, a single one too', () => {
	const around = cornersAround([...square, [-2.155, 53.615]]);
	expect(around.length).toBeLessThan(9);
	for (const point of square) expect(isInside(around, point)).toBe(true);
	const one = cornersAround([[-2.155, 53.615]]);
	expect(areaOf(one)).toMatchObject({ ok: true });
	expect(isInside(one, [-2.155, 53.6152])).toBe(true);
	expect(isInside(one, [-2.155, 53.6153])).toBe(false);
	expect(cornersAround([])).toEqual([]);
});
