/** Corners of an area that is being drawn are dragged by mouse or finger. */
import type { Map as MapLibre, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';

type Point = readonly [number, number];

/** How near a corner one has to touch, in pixels: a finger covers more than a mouse. */
const REACH = { mouse: 14, touch: 24 };

export interface Dragging {
	/** The corners that may be dragged just now. */
	corners(): readonly Point[];
	/** Shows them as they would be if it were let go here. */
	show(corners: readonly Point[]): void;
	/** One was let go at another place. */
	moved(index: number, point: [number, number]): void;
}

/** Lets corners be dragged on a map. Answers whether a place of the screen is on one. */
export function dragCorners(
	map: MapLibre,
	{ corners, show, moved }: Dragging
): (at: { x: number; y: number }) => boolean {
	let held: number | undefined;
	let to: [number, number] | undefined;

	/** The nearest corner within reach. */
	function cornerAt({ x, y }: { x: number; y: number }, reach: number): number | undefined {
		const away = corners().map((corner) => {
			const at = map.project([...corner]);
			return Math.hypot(at.x - x, at.y - y);
		});
		const nearest = Math.min(...away);
		return nearest <= reach ? away.indexOf(nearest) : undefined;
	}

	function take(event: MapMouseEvent | MapTouchEvent, reach: number) {
		held = cornerAt(event.point, reach);
		to = undefined;
		// Or the map would be dragged along.
		if (held !== undefined) event.preventDefault();
	}

	function drag({ lngLat }: MapMouseEvent | MapTouchEvent) {
		if (held === undefined) return;
		to = lngLat.toArray();
		show(corners().with(held, to));
	}

	function letGo() {
		const [index, point] = [held, to];
		held = to = undefined;
		if (index !== undefined && point) moved(index, point);
	}

	function giveUp() {
		if (to) show(corners());
		held = to = undefined;
	}

	map.on('mousedown', (event) => {
		if (event.originalEvent.button === 0) take(event, REACH.mouse);
	});
	// Let go outside of the map: it is told when the mouse is back.
	map.on('mousemove', (event) => (event.originalEvent.buttons === 0 ? letGo() : drag(event)));
	map.on('mouseup', letGo);
	map.on('touchstart', (event) => {
		giveUp();
		// A second finger means the map.
		if (event.points.length === 1) take(event, REACH.touch);
	});
	map.on('touchmove', drag);
	map.on('touchend', letGo);
	map.on('touchcancel', giveUp);

	return (at) => cornerAt(at, REACH.mouse) !== undefined;
}
