import { expect, test } from 'vitest';
import { closureDays } from './closure-days.ts';

test('twelve, six and four weeks are counted back from the day, across the change of clocks', () => {
	expect(closureDays('2026-07-11', '2026-05-18')).toEqual({
		first: '2026-04-18',
		usual: '2026-05-30',
		last: '2026-06-13',
		notice: '2026-06-26',
		inDays: 12,
		stage: 'in_time'
	});
	expect(closureDays('2026-04-18', '2026-03-12').usual).toBe('2026-03-07');
});

test('how late it is follows from the day on which one looks', () => {
	const stages = [
		['2026-04-17', 'early'],
		['2026-04-18', 'in_time'],
		['2026-05-30', 'in_time'],
		['2026-05-31', 'late'],
		['2026-06-13', 'late'],
		['2026-06-14', 'short'],
		['2026-07-11', 'short'],
		['2026-07-12', 'over']
	];
	for (const [today, stage] of stages) expect(closureDays('2026-07-11', today!).stage).toBe(stage);
	expect(closureDays('2026-07-11', '2026-06-04').inDays).toBe(-5);
});
