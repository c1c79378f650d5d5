import { expect, test } from 'vitest';
import { commitment } from '../records/index.ts';
import { checkInDue } from './check-in.ts';

const { fed_by: _, ...measure } = commitment.sample().measure;
const promise = { baseline: { value: 0, at: '2026-06-01T10:00:00.000Z' }, measure } as const;
const open = { status: 'on_track', series: [] } as const;
const on = (day: string) => new Date(`${day}T12:00:00Z`);

test.each([
	['weekly', '2026-06-07', undefined],
	['weekly', '2026-06-08', 7],
	['monthly', '2026-07-01', undefined],
	['monthly', '2026-07-02', 31],
	['quarterly', '2026-08-31', undefined],
	['quarterly', '2026-09-01', 92]
] as const)('%s, on %s', (check_in, day, days) => {
	expect(checkInDue({ ...promise, check_in }, { ...open, series: [] }, on(day))).toBe(days);
});

test('it is counted from the last entry, and nobody is asked who did not mean to look', () => {
	const series = [{ at: '2026-07-01T10:00:00.000Z', value: 5 }];
	expect(
		checkInDue({ ...promise, check_in: 'monthly' }, { ...open, series }, on('2026-07-20'))
	).toBeUndefined();
	expect(checkInDue({ ...promise, check_in: 'monthly' }, { ...open, series }, on('2026-08-05'))).toBe(35);
	expect(checkInDue(promise, { ...open, series }, on('2027-08-05'))).toBeUndefined();
});

test('what counts by itself, is over or was dropped needs nobody to look', () => {
	const late = on('2027-06-01');
	const fed = { ...measure, fed_by: 'doors' } as const;
	expect(
		checkInDue({ ...promise, measure: fed, check_in: 'weekly' }, { ...open, series: [] }, late)
	).toBeUndefined();
	for (const status of ['achieved', 'missed', 'dropped'] as const)
		expect(checkInDue({ ...promise, check_in: 'weekly' }, { status, series: [] }, late)).toBeUndefined();
});
