import { expect, test } from 'vitest';
import {
	countedPoints,
	drawProgressLine,
	frame,
	placeLabel,
	straightLine,
	targetHeight
} from './progress-line.ts';

const baseline = { at: '2026-01-01T00:00:00.000Z', value: 0 };
const target = { value: 100, by: '2026-12-31' };
const middle = '2026-07-02T00:00:00.000Z';

test('the straight line is halfway in the middle, and stays within its ends', () => {
	expect(straightLine({ baseline, target }, middle)).toBeCloseTo(50, 6);
	expect(straightLine({ baseline, target }, '2025-01-01')).toBe(0);
	expect(straightLine({ baseline, target }, '2030-01-01')).toBe(100);
});

test('a target that is due on the day it began is expected at once', () => {
	expect(straightLine({ baseline, target: { value: 5, by: '2026-01-01' } }, '2026-01-01')).toBe(5);
});

test('points come in the order of their days, with the baseline in front', () => {
	const series = [
		{ at: middle, value: 40 },
		{ at: '2026-03-01T00:00:00.000Z', value: 10 }
	];
	expect(countedPoints({ baseline, target, series }).map(({ value }) => value)).toEqual([0, 10, 40]);
});

test('what was counted on the very day it began comes after the beginning', () => {
	const began = { at: '2026-01-01T10:00:00.000Z', value: 0 };
	const series = [{ at: '2026-01-01T00:00:00.000Z', value: 12 }];
	expect(countedPoints({ baseline: began, target, series })).toEqual([began, { at: began.at, value: 12 }]);
});

test('the baseline is not drawn twice when the series holds it', () => {
	expect(countedPoints({ baseline, target, series: [baseline] })).toHaveLength(1);
});

test('more is higher, later is further right, and all of it is inside the frame', () => {
	const line = drawProgressLine({ baseline, target, series: [{ at: middle, value: 140 }] });
	const [first, second] = line.points;
	expect(second?.x).toBeGreaterThan(first?.x ?? 0);
	expect(second?.y).toBeLessThan(first?.y ?? 0);
	for (const { x, y } of [...line.points, line.end, line.expected]) {
		expect(x).toBeGreaterThanOrEqual(frame.left);
		expect(x).toBeLessThanOrEqual(frame.right);
		expect(y).toBeGreaterThanOrEqual(frame.top);
		expect(y).toBeLessThanOrEqual(frame.bottom);
	}
});

test('a falling target falls', () => {
	const line = drawProgressLine({
		baseline: { ...baseline, value: 90 },
		target: { ...target, value: 60 },
		series: []
	});
	expect(line.end.y).toBeGreaterThan(line.start.y);
	expect(line.end.y + 22).toBeLessThan(frame.bottom);
});

test('equal values make a flat line, not a division by zero', () => {
	const line = drawProgressLine({ baseline, target: { value: 0, by: '2026-01-01' }, series: [] });
	expect(line.path).toBe(`M${frame.left}.0 ${frame.bottom}.0`);
});

test('the last figure stands on the free side of its point, and never below the axis', () => {
	const at = (value: number, day: string) => {
		const line = drawProgressLine({ baseline, target, series: [{ at: day, value }] });
		return { label: placeLabel(line), point: line.points.at(-1), line };
	};
	const ahead = at(80, middle);
	expect(ahead.label.y).toBeLessThan(ahead.point?.y ?? 0);
	const behind = at(30, middle);
	expect(behind.label.y).toBeGreaterThan(behind.point?.y ?? 0);
	for (const value of [0, 2, 50, 100, 140]) {
		for (const day of ['2026-01-02', middle, '2026-12-30']) {
			const { label } = at(value, day);
			expect(label.y).toBeLessThanOrEqual(frame.bottom);
			expect(label.x).toBeGreaterThanOrEqual(frame.left);
			expect(label.x).toBeLessThanOrEqual(frame.right);
		}
	}
});

test.each([
	['half as high', { value: 50, by: '2026-12-31' }, [frame.right, (frame.top + frame.bottom) / 2]],
	['twice as high', { value: 200, by: '2026-12-31' }, [(frame.left + frame.right) / 2, frame.top]],
	['two years later', { value: 100, by: '2027-12-31' }, [frame.right, (frame.top + frame.bottom) / 2]]
])('the line to a former target that was %s ends where the frame does', (_, former, [x, y]) => {
	const end = drawProgressLine({ baseline, target, former, series: [] }).former?.end;
	expect(end?.x).toBeCloseTo(x as number, -1);
	expect(end?.y).toBeCloseTo(y as number, -1);
});

test('a former target changes nothing of the rest of the chart', () => {
	const { former: _, ...rest } = drawProgressLine({
		baseline,
		target,
		series: [],
		former: { value: 40_000, by: '2030-01-01' }
	});
	expect(rest).toEqual(drawProgressLine({ baseline, target, series: [] }));
});

test('the target’s words stand above it, and below where the counts have gone beyond it', () => {
	const at = (value: number, day: string) =>
		drawProgressLine({ baseline, target, series: [{ at: day, value }] });
	const near = at(60, '2026-12-01');
	expect(targetHeight(near, true)).toBeLessThan(near.end.y);
	const beyond = at(130, '2026-12-01');
	expect(targetHeight(beyond, true)).toBeGreaterThan(beyond.end.y);
	expect(targetHeight(beyond, true)).toBeLessThan(frame.bottom);
	const early = at(130, '2026-03-01');
	expect(targetHeight(early, true)).toBeLessThan(early.end.y);
});
