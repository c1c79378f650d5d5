import type { FitBoundsOptions, LngLatBoundsLike, Map } from 'maplibre-gl';

/** Keeps a map as it was opened while its room changes, as when a phone is turned, until somebody moves it or `leave` is called. */
export function keepFitted(map: Map, bounds: LngLatBoundsLike, options: FitBoundsOptions): { leave(): void } {
	let fitting = false;
	let left = false;
	const leave = () => void (left ||= !fitting);
	map.on('dragstart', leave);
	map.on('zoomstart', leave);
	// The arrow keys move it without dragging; a change of its room alone comes from nobody's hand.
	map.on('movestart', (event) => {
		if ('originalEvent' in event && event.originalEvent) leave();
	});
	map.on('resize', () => {
		if (left) return;
		fitting = true;
		map.fitBounds(bounds, { ...options, duration: 0 });
		fitting = false;
	});
	return { leave };
}
