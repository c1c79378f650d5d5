import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAfter } from './calendar-days.ts';
import { isWorkingDay, lastDayToGive } from './working-days.ts';

test('weekends and bank holidays are no working days, and a nation has its own', () => {
	expect(isWorkingDay('2026-07-10')).toBe(true);
	expect(isWorkingDay('2026-07-11')).toBe(false);
	expect(isWorkingDay('2026-07-12')).toBe(false);
	expect(isWorkingDay('2026-05-04')).toBe(false);
	expect(isWorkingDay('2026-11-30')).toBe(true);
	expect(isWorkingDay('2026-11-30', 'scotland')).toBe(false);
});

test('ten working days lie between a notice and its event, by hand', () => {
	// Sun 12 July 2026: 10, 9, 8, 7, 6, 3, 2, 1 July, 30 and 29 June are the ten.
	expect(lastDayToGive('2026-07-12')).toBe('2026-06-26');
	// Early May bank holiday (4 May) and the spring one (25 May) are not among the ten before Sat 30 May.
	expect(lastDayToGive('2026-05-30')).toBe('2026-05-14');
	// Good Friday and Easter Monday 2026 are 3 and 6 April.
	expect(lastDayToGive('2026-04-11')).toBe('2026-03-25');
	expect(lastDayToGive('2026-12-31')).toBe('2026-12-14');
});

test('whatever the day, it is a working day with exactly ten between', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 36_000 }), (days) => {
			const day = dayAfter('2000-01-01', days);
			const last = lastDayToGive(day);
			expect(isWorkingDay(last)).toBe(true);
			let between = 0;
			for (let each = dayAfter(last, 1); each < day; each = dayAfter(each, 1))
				if (isWorkingDay(each)) between++;
			expect(between).toBe(10);
		})
	);
});
