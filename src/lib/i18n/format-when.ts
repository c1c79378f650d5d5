import { formatDate, formatDay } from './format.ts';
import { formatClock } from './format-time.ts';
import * as m from './paraglide/messages.js';

/** From when until when by the clocks of a place, each `YYYY-MM-DDTHH:MM`. */
interface Span {
	start: string;
	end: string;
}

/** "Sat 10 July, 2 pm – 6.30 pm", and "Sat 10 July, noon – Sun 11 July, 4 pm"; the year where it is not this one. */
export function formatWhen({ start, end }: Span, now: Date = new Date()): string {
	const [day, last] = [start, end].map((clock) => dayWords(clock.slice(0, 10), now)) as [string, string];
	const [from, until] = [start, end].map((clock) => formatClock(clock.slice(11))) as [string, string];
	if (start.slice(0, 10) === end.slice(0, 10)) return m.calendar_when_one_day({ day, from, until });
	return m.calendar_when_days({ day, from, last, until });
}

function dayWords(day: string, now: Date): string {
	const year = day.slice(0, 4);
	const said = formatDay(day);
	return formatDate(now).endsWith(year) ? said : m.calendar_day_of_year({ day: said, year });
}
