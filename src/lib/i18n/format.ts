/**
 * Figures, days, walks and money as people here say them. Everything is told in British time, so that
 * the server's page and the phone's page read the same.
 */
import * as m from './paraglide/messages.js';

type Moment = Date | string | number;

const LOCALE = 'en-GB';
const ZONE = 'Europe/London';
const MINUTE = 60_000;
const METRES_A_MINUTE = 80;
const METRES_A_MILE = 1609.344;

const count = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 });
const short = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 2 });
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const pounds = new Intl.NumberFormat(LOCALE, { style: 'currency', currency: 'GBP' });
const list = new Intl.ListFormat(LOCALE, { type: 'conjunction' });
const calendar = new Intl.DateTimeFormat(LOCALE, {
	timeZone: ZONE,
	weekday: 'short',
	day: 'numeric',
	month: 'long',
	year: 'numeric'
});
const calendarInFull = new Intl.DateTimeFormat(LOCALE, {
	timeZone: ZONE,
	weekday: 'long',
	day: 'numeric',
	month: 'long'
});
const clock = new Intl.DateTimeFormat(LOCALE, {
	timeZone: ZONE,
	hour: 'numeric',
	minute: '2-digit',
	hourCycle: 'h23'
});

function parts(format: Intl.DateTimeFormat, moment: Moment): Partial<Record<string, string>> {
	return Object.fromEntries(format.formatToParts(new Date(moment)).map((part) => [part.type, part.value]));
}

/** 1,204 or 3.5: at most two decimals, grouped by thousands. */
export function formatNumber(value: number): string {
	return count.format(value);
}

/** "Ann, Bea and Cem". */
export function formatList(names: readonly string[]): string {
	return list.format(names);
}

/** "Sat 12 July". Takes a Date, a time stamp or YYYY-MM-DD. */
export function formatDay(moment: Moment): string {
	const { weekday, day, month } = parts(calendar, moment);
	return `${weekday} ${day} ${month}`;
}

/** "Saturday 12 July". Takes a Date, a time stamp or YYYY-MM-DD. */
export function formatDayInFull(moment: Moment): string {
	const { weekday, day, month } = parts(calendarInFull, moment);
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

function sayTime(hours: number, minute: string): string {
	const on = minute === '00' ? '' : `.${minute}`;
	if (!on && hours % 12 === 0) return hours === 0 ? m.app_time_midnight() : m.app_time_noon();
	return `${hours % 12 || 12}${on} ${hours < 12 ? 'am' : 'pm'}`;
}

/** "2 pm", "2.30 pm", "noon", "midnight". */
export function formatTime(moment: Moment): string {
	const { hour = '0', minute = '00' } = parts(clock, moment);
	return sayTime(Number(hour), minute);
}

/** What a clock shows, `HH:MM`, in the same words. */
export function formatClock(shown: string): string {
	return sayTime(Number(shown.slice(0, 2)), shown.slice(3, 5));
}

/** How long since, in the words of a neighbour: "just now", "5 minutes ago", "yesterday, 2 pm", "Sat 12 July". */
export function formatAgo(moment: Moment, now: Moment = Date.now()): string {
	const minutes = Math.floor((new Date(now).getTime() - new Date(moment).getTime()) / MINUTE);
	if (minutes < 1) return m.app_ago_now();
	if (minutes < 60) return m.app_ago_minutes({ count: minutes });
	const day = formatDate(moment);
	if (day === formatDate(now)) return m.app_ago_today({ time: formatTime(moment) });
	const yesterday = new Date(now).getTime() - 24 * 60 * MINUTE;
	if (day === formatDate(yesterday)) return m.app_ago_yesterday({ time: formatTime(moment) });
	return day.endsWith(parts(calendar, now).year ?? '') ? formatDay(moment) : day;
}

/** Bytes as "0 KB", "340 KB", "12 MB", "1.2 GB" (thousands, as phones count them). */
export function formatSize(bytes: number): string {
	if (bytes < 999_500) return `${whole.format(Math.ceil(bytes / 1e3))} KB`;
	if (bytes < 999_500_000)
		return `${bytes < 9_950_000 ? short.format(bytes / 1e6) : whole.format(bytes / 1e6)} MB`;
	return `${short.format(bytes / 1e9)} GB`;
}

/** Integer pence as "£4.20". */
export function formatPence(pence: number): string {
	return pounds.format(pence / 100);
}

/** A share (0.42) as "42%". */
export function formatPercent(share: number): string {
	return `${whole.format(share * 100)}%`;
}

/** Metres as a walk ("4 minutes’ walk") up to an hour, as miles beyond. */
export function formatDistance(metres: number): string {
	const minutes = Math.max(1, Math.round(metres / METRES_A_MINUTE));
	if (minutes <= 60) return m.app_walk_minutes({ count: minutes });
	return m.app_miles({ miles: short.format(metres / METRES_A_MILE) });
}

/** A language by its BCP 47 code, such as `cy`; anything else as it is. */
export function formatLanguage(code: string): string {
	try {
		return new Intl.DisplayNames([LOCALE], { type: 'language' }).of(code) ?? code;
	} catch {
		return code;
	}
}
