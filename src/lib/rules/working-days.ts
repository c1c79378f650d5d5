/** Days on which offices work, and when a notice that needs some of them must be in. */
import { bankHolidayOn, type Nation } from './bank-holidays.ts';
import { dayAfter } from './calendar-days.ts';

/** Working days that must lie between a temporary event notice and its event (Licensing Act 2003, section 100A). */
export const NOTICE_DAYS = 10;
/** The same of a late one, which one objection ends. */
export const LATE_NOTICE_DAYS = 5;

/** Neither at a weekend nor a bank holiday. */
export function isWorkingDay(day: string, nation?: Nation): boolean {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	return weekday !== 0 && weekday !== 6 && bankHolidayOn(day, nation) === undefined;
}

/** The last working day after which so many whole ones are left before a day; neither end is counted. */
export function lastDayToGive(day: string, whole: number = NOTICE_DAYS, nation?: Nation): string {
	let last = day;
	for (let left = whole + 1; left > 0;) {
		last = dayAfter(last, -1);
		if (isWorkingDay(last, nation)) left--;
	}
	return last;
}
