/** `npm run soak -- --minutes 10 [--seed 1] [--server embedded]`: the convergence checker for as long as you like. */
import { parseArgs } from 'node:util';
import { coverage, keptSchedules, runTask, together, told } from './pool.ts';
import type { ServerKind } from './servers.ts';

const { values } = parseArgs({
	options: {
		minutes: { type: 'string', default: '1' },
		seed: { type: 'string' },
		count: { type: 'string', default: '1000000000' },
		server: { type: 'string', default: 'model' },
		processes: { type: 'string', default: '2' }
	}
});
const begun = Date.now();
const seed = Number(values.seed ?? begun % 1_000_000_000);
const until = begun + Number(values.minutes) * 60_000;
const server = values.server as ServerKind;
const processes = Number(values.processes);
console.log(`seed ${seed}, against ${server}`);
const found = together(
	await Promise.all(
		Array.from({ length: processes }, (_, i) =>
			runTask({
				server,
				seed: seed + i * 100_000_000,
				count: Number(values.count),
				until,
				small: true,
				kept: i === 0 ? keptSchedules().map((kept) => kept.schedule) : []
			})
		)
	)
);
console.log(coverage(found.counts));
for (const failure of found.failures) console.log(`\n${told(failure)}`);
const seconds = (Date.now() - begun) / 1000;
console.log(
	`\n${found.played} schedules in ${seconds.toFixed(0)} s, ${(found.played / seconds).toFixed(1)} a second, ` +
		`${found.cpu.toFixed(0)} s of CPU; ${found.failures.length} broke a claim`
);
process.exitCode = found.failures.length ? 1 : 0;
