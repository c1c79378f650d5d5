/** Whether it is too late in the day to call on people. */

/** From this hour on, by the phone's clock, nobody should be called on. */
const LATE = 20;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/**
 * When the sun sets on the day of `now` (in UTC) at [longitude, latitude], to a few minutes; undefined where it does not
 * set or not rise that day. Equation of time and declination as in NOAA's General Solar Position Calculations, which
 * takes the sun as set when its middle stands 0.833 degrees below the horizon.
 */
export function sunset([longitude, latitude]: readonly [number, number], now: Date): Date | undefined {
	const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
	const dayOfYear = (midnight - Date.UTC(now.getUTCFullYear(), 0, 1)) / DAY;
	const year = ((2 * Math.PI) / 365) * (dayOfYear + 0.25);
	const wave = (n: number, cos: number, sin: number) => cos * Math.cos(n * year) + sin * Math.sin(n * year);
	const equation = 229.18 * (0.000075 + wave(1, 0.001868, -0.032077) + wave(2, -0.014615, -0.040849));
	const declination =
		0.006918 + wave(1, -0.399912, 0.070257) + wave(2, -0.006758, 0.000907) + wave(3, -0.002697, 0.00148);
	const north = radians(latitude);
	const cosine =
		Math.cos(radians(90.833)) / (Math.cos(north) * Math.cos(declination)) -
		Math.tan(north) * Math.tan(declination);
	if (cosine < -1 || cosine > 1) return undefined;
	const hours = (Math.acos(cosine) * 180) / Math.PI;
	return new Date(midnight + (720 - 4 * (longitude - hours) - equation) * MINUTE);
}

/** Why people had better not be called on now, if so. Without a place only the hour tells. */
export function tooLate(now: Date, place?: readonly [number, number]): 'late' | 'dark' | undefined {
	if (now.getHours() >= LATE) return 'late';
	const set = place && sunset(place, now);
	return set && now > set ? 'dark' : undefined;
}
