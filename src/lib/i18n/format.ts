/**
 * Figures, days and walks as people here say them, which every page needs. Everything is told in British time, so that
 * the server's page and the phone's page read the same.
 */
import * as m from './paraglide/messages.js';

export type Moment = Date | string | number;

export const LOCALE = 'en-GB';
export const ZONE = 'Europe/London';
const METRES_A_MINUTE = 80;
const METRES_A_MILE = 1609.344;

const count = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 });
export const short = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 2 });
export const calendar = new Intl.DateTimeFormat(LOCALE, {
	timeZone: ZONE,
	weekday: 'short',
	day: 'numeric',
	month: 'long',
	year: 'numeric'
});

/** The parts that a format has of a moment, by their names. */
export function parts(format: Intl.DateTimeFormat, moment: Moment): Partial<Record<string, string>> {
	return Object.fromEntries(format.formatToParts(new Date(moment)).map((part) => [part.type, part.value]));
}

/** 1,204 or 3.5: at most two decimals, grouped by thousands. */
export function formatNumber(value: number): string {
	return count.format(value);
}

/** "Sat 12 July". Takes a Date, a time stamp or YYYY-MM-DD. */
export function formatDay(moment: Moment): string {
	const { weekday, day, month } = parts(calendar, moment);
	return `${weekday} ${day} ${month}`;
}

/** "12 July 2026". Takes a Date, a time stamp or YYYY-MM-DD. */
export function formatDate(moment: Moment): string {
	const { day, month, year } = parts(calendar, moment);
	return `${day} ${month} ${year}`;
}

/** "July 2026". Takes a Date, a time stamp or YYYY-MM. */
export function formatMonth(moment: Moment): string {
	const { month, year } = parts(calendar, moment);
	return `${month} ${year}`;
}

/** Metres as a walk ("4 minutes’ walk") up to an hour, as miles beyond. */
export function formatDistance(metres: number): string {
	const minutes = Math.max(1, Math.round(metres / METRES_A_MINUTE));
	if (minutes <= 60) return m.app_walk_minutes({ count: minutes });
	return m.app_miles({ miles: short.format(metres / METRES_A_MILE) });
}
