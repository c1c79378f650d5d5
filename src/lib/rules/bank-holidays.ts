/**
 * Bank holidays of the United Kingdom, to be named, never to move anything. Rules: Banking and Financial Dealings Act
 * 1971, schedule 1, the substitute days of gov.uk/bank-holidays; single ones that were proclaimed are not known here.
 */
import { dayAfter } from './calendar-days.ts';

export const NATIONS = ['england', 'wales', 'scotland', 'northern_ireland'] as const;
export type Nation = (typeof NATIONS)[number];

export type BankHoliday =
	| 'new_year'
	| 'second_january'
	| 'st_patrick'
	| 'good_friday'
	| 'easter_monday'
	| 'early_may'
	| 'spring'
	| 'twelfth'
	| 'summer'
	| 'st_andrew'
	| 'christmas'
	| 'boxing_day';

/** Easter Sunday of a year (the anonymous Gregorian computus). */
export function easterOf(year: number): string {
	const a = year % 19;
	const b = Math.floor(year / 100);
	const c = year % 100;
	const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
	const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
	const m = Math.floor((a + 11 * h + 22 * l) / 451);
	const month = Math.floor((h + l - 7 * m + 114) / 31);
	const date = ((h + l - 7 * m + 114) % 31) + 1;
	return dayIn(year, month, date);
}

const dayIn = (year: number, month: number, date: number) =>
	`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

/** 0 = Sunday. */
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The first Monday from a day on. */
const mondayFrom = (day: string) => dayAfter(day, (8 - weekday(day)) % 7);

/** The day itself, or the next that is neither at a weekend nor taken. */
function substitute(day: string, taken: readonly string[]): string {
	let moved = day;
	while ([0, 6].includes(weekday(moved)) || taken.includes(moved)) moved = dayAfter(moved, 1);
	return moved;
}

function holidaysOf(year: number, nation: Nation): Map<string, BankHoliday> {
	const all = new Map<string, BankHoliday>();
	const add = (holiday: BankHoliday, day: string) => all.set(day, holiday);
	const fixed = (holiday: BankHoliday, month: number, date: number) =>
		add(holiday, substitute(dayIn(year, month, date), [...all.keys()]));
	const easter = easterOf(year);
	// In Scotland it is New Year's Day that gives way.
	if (nation === 'scotland') fixed('second_january', 1, 2);
	fixed('new_year', 1, 1);
	if (nation === 'northern_ireland') fixed('st_patrick', 3, 17);
	add('good_friday', dayAfter(easter, -2));
	if (nation !== 'scotland') add('easter_monday', dayAfter(easter, 1));
	add('early_may', mondayFrom(dayIn(year, 5, 1)));
	add('spring', mondayFrom(dayIn(year, 5, 25)));
	if (nation === 'northern_ireland') fixed('twelfth', 7, 12);
	add('summer', mondayFrom(dayIn(year, 8, nation === 'scotland' ? 1 : 25)));
	if (nation === 'scotland') fixed('st_andrew', 11, 30);
	// Where both fall on a weekend, Boxing Day's substitute comes after that of Christmas Day.
	const christmas = dayIn(year, 12, 25);
	const boxing = dayIn(year, 12, 26);
	const first = substitute(
		christmas,
		[boxing].filter((day) => ![0, 6].includes(weekday(day)))
	);
	add('christmas', first);
	add('boxing_day', substitute(boxing, [first]));
	return all;
}

/** Which bank holiday a day is in a nation, if it is one. */
export function bankHolidayOn(day: string, nation: Nation = 'england'): BankHoliday | undefined {
	return holidaysOf(Number(day.slice(0, 4)), nation).get(day);
}
