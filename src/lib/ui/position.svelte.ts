/** Why the phone does not say where it is. */
export type NoPosition = 'denied' | 'unavailable';

export interface Position {
	readonly on: boolean;
	/** [longitude, latitude], once it is known. */
	readonly point: [number, number] | undefined;
	/** How far off it may be, in metres. */
	readonly within: number | undefined;
	readonly trouble: NoPosition | undefined;
	start(): void;
	stop(): void;
}

/** Where this phone is, while somebody wants to see it. It is shown and kept nowhere. */
export function position(): Position {
	let on = $state(false);
	let point = $state.raw<[number, number]>();
	let within = $state<number>();
	let trouble = $state<NoPosition>();
	let watch: number | undefined;

	function stop() {
		if (watch !== undefined) navigator.geolocation.clearWatch(watch);
		watch = undefined;
		on = false;
		point = within = undefined;
	}

	function start() {
		trouble = undefined;
		if (!('geolocation' in navigator)) return void (trouble = 'unavailable');
		on = true;
		watch = navigator.geolocation.watchPosition(
			({ coords }) => {
				trouble = undefined;
				point = [coords.longitude, coords.latitude];
				within = coords.accuracy;
			},
			({ code, PERMISSION_DENIED }) => {
				trouble = code === PERMISSION_DENIED ? 'denied' : 'unavailable';
				if (trouble === 'denied') stop();
			},
			{ enableHighAccuracy: true, timeout: 20_000, maximumAge: 10_000 }
		);
	}

	$effect(() => stop);

	return {
		get on() {
			return on;
		},
		get point() {
			return point;
		},
		get within() {
			return within;
		},
		get trouble() {
			return trouble;
		},
		start,
		stop
	};
}
