import { expect, test } from 'vitest';
import { coverage, keptSchedules, runTask, together, told } from './pool.ts';

/** Played each time, and a half of them drawn afresh. */
const schedules = 2_000;
const base = 1;

test(
	'after any history of writes, faults, deaths and restored servers nothing that was saved is lost',
	{
		timeout: 20 * 60_000
	},
	async () => {
		const fresh = Date.now() % 1_000_000_000;
		const kept = keptSchedules().map((one) => one.schedule);
		const task = { server: 'model' as const, count: schedules / 2, small: true };
		const begun = performance.now();
		const found = together(
			await Promise.all([runTask({ ...task, seed: base, kept }), runTask({ ...task, seed: fresh })])
		);
		const seconds = (performance.now() - begun) / 1000;
		console.log(
			`${found.played} schedules, seeds from ${base} and from ${fresh}, in ${seconds.toFixed(0)} s, ` +
				`${(found.played / seconds).toFixed(1)} a second\n${coverage(found.counts)}`
		);
		expect(found.failures.map(told).join('\n\n')).toBe('');
		expect(found.played).toBe(schedules + kept.length);
	}
);
