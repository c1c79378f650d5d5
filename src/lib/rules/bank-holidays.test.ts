import { expect, test } from 'vitest';
import { bankHolidayOn, easterOf, type BankHoliday, type Nation } from './bank-holidays.ts';
import { dayAfter } from './calendar-days.ts';

/** All of a year, as `MM-DD name`. */
function allOf(year: number, nation: Nation): string[] {
	const found: string[] = [];
	for (let day = `${year}-01-01`; day.startsWith(String(year)); day = dayAfter(day, 1)) {
		const holiday: BankHoliday | undefined = bankHolidayOn(day, nation);
		if (holiday) found.push(`${day.slice(5)} ${holiday}`);
	}
	return found;
}

test('Easter falls where church calendars say', () => {
	// Published dates: https://www.gov.uk/bank-holidays and the Book of Common Prayer's tables.
	const known = { 2000: '04-23', 2008: '03-23', 2011: '04-24', 2024: '03-31', 2026: '04-05', 2038: '04-25' };
	for (const [year, day] of Object.entries(known)) expect(easterOf(Number(year))).toBe(`${year}-${day}`);
});

test('England’s bank holidays of 2027 are those that were announced', () => {
	expect(allOf(2027, 'england')).toEqual([
		'01-01 new_year',
		'03-26 good_friday',
		'03-29 easter_monday',
		'05-03 early_may',
		'05-31 spring',
		'08-30 summer',
		'12-27 christmas',
		'12-28 boxing_day'
	]);
});

test('one that falls on a weekend has its substitute day, in each nation’s own way', () => {
	expect(bankHolidayOn('2022-12-27', 'england')).toBe('christmas');
	expect(bankHolidayOn('2022-12-26', 'england')).toBe('boxing_day');
	expect(bankHolidayOn('2020-12-28', 'wales')).toBe('boxing_day');
	expect(bankHolidayOn('2022-01-03', 'scotland')).toBe('second_january');
	expect(bankHolidayOn('2022-01-04', 'scotland')).toBe('new_year');
	expect(bankHolidayOn('2022-01-03', 'england')).toBe('new_year');
	expect(allOf(2026, 'scotland')).toContain('08-03 summer');
	expect(allOf(2026, 'scotland')).toContain('11-30 st_andrew');
	expect(bankHolidayOn('2026-07-13', 'northern_ireland')).toBe('twelfth');
	expect(bankHolidayOn('2026-03-17', 'northern_ireland')).toBe('st_patrick');
	expect(bankHolidayOn('2026-03-17', 'england')).toBeUndefined();
});
