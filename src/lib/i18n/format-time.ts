/** Times of day, days in full, and how long ago, as people here say them. */
import { calendar, formatDate, formatDay, LOCALE, parts, ZONE, type Moment } from './format.ts';
import * as m from './paraglide/messages.js';

const MINUTE = 60_000;
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

/** "Saturday 12 July". Takes a Date, a time stamp or YYYY-MM-DD. */
export function formatDayInFull(moment: Moment): string {
	const { weekday, day, month } = parts(calendarInFull, moment);
	return `${weekday} ${day} ${month}`;
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
