import type { Map as MapLibre } from 'maplibre-gl';
import { beforeEach, expect, test, vi } from 'vitest';
import { dragCorners } from './drag-corners.ts';

type Told = Record<string, unknown>;

/** As much of a map as is dragged on: a degree is a pixel. */
let tell: (event: string, x?: number, y?: number, more?: Told) => { preventDefault: () => void };
let corners: [number, number][];
let isCorner: (at: { x: number; y: number }) => boolean;
const show = vi.fn();
const moved = vi.fn();

beforeEach(() => {
	vi.clearAllMocks();
	const hears = new Map<string, (event: Told) => void>();
	const map = {
		on: (event: string, ...rest: unknown[]) => hears.set(event, rest.at(-1) as () => void),
		project: ([x, y]: [number, number]) => ({ x, y })
	};
	corners = [
		[0, 0],
		[100, 0],
		[100, 100]
	];
	isCorner = dragCorners(map as unknown as MapLibre, { corners: () => corners, show, moved });
	tell = (event, x = 0, y = 0, more = {}) => {
		const told = {
			...{ point: { x, y }, points: [{ x, y }], lngLat: { toArray: () => [x, y] } },
			...{ originalEvent: { button: 0, buttons: 1 }, preventDefault: vi.fn(), ...more }
		};
		hears.get(event)!(told);
		return told;
	};
});

test.each([
	['a mouse', 'mousedown', 'mousemove', 'mouseup'],
	['a finger', 'touchstart', 'touchmove', 'touchend']
])('%s drags the corner it takes hold of, and the map stays', (_, down, move, up) => {
	expect(tell(down, 97, 4).preventDefault).toHaveBeenCalled();
	tell(move, 80, 20);
	expect(show).toHaveBeenLastCalledWith([
		[0, 0],
		[80, 20],
		[100, 100]
	]);
	expect(moved).not.toHaveBeenCalled();
	tell(move, 70, 30);
	tell(up);
	expect(moved.mock.calls).toEqual([[1, [70, 30]]]);
	tell(move, 60, 40);
	tell(up);
	expect(moved).toHaveBeenCalledTimes(1);
});

test('away from every corner the map is dragged, and a tap on one moves nothing', () => {
	expect(tell('mousedown', 50, 50).preventDefault).not.toHaveBeenCalled();
	tell('mousemove', 60, 60);
	tell('mouseup');
	tell('mousedown', 0, 0);
	tell('mouseup');
	expect(show).not.toHaveBeenCalled();
	expect(moved).not.toHaveBeenCalled();
	expect([isCorner({ x: 5, y: 5 }), isCorner({ x: 50, y: 50 })]).toEqual([true, false]);
	corners = [];
	expect(isCorner({ x: 5, y: 5 })).toBe(false);
});

test('a second finger, or a call that comes in, leaves the corner where it was', () => {
	for (const [event, points] of [
		['touchstart', [1, 2]],
		['touchcancel', []]
	] as const) {
		tell('touchstart', 0, 0);
		tell('touchmove', 30, 30);
		tell(event, 0, 0, { points });
		expect(show).toHaveBeenLastCalledWith(corners);
		tell('touchmove', 40, 40);
		tell('touchend');
	}
	expect(moved).not.toHaveBeenCalled();
});

test('a mouse that lets go beside the map has let go where it left it', () => {
	tell('mousedown', 0, 0);
	tell('mousemove', 20, 20);
	tell('mousemove', 90, 90, { originalEvent: { buttons: 0 } });
	expect(moved.mock.calls).toEqual([[0, [20, 20]]]);
});
