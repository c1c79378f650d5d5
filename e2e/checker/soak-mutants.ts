/**
 * `npm run soak:mutants [-- --seed 1]`: plants each bug and prints what caught it: how many random schedules it took, or
 * the kept one where none of those did.
 */
import { parseArgs } from 'node:util';
import { mutants } from './mutants.ts';
import { keptMutants, runTask, together } from './pool.ts';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' } } });
/** A bug that hides for longer needs its kept schedule. */
const longest = 2_000;
const names = mutants.map((mutant) => mutant.name);
const found = together(
	await Promise.all(
		[0, 1].map((half) =>
			runTask({
				server: 'model',
				seed: Number(values.seed),
				count: longest,
				mutants: names.filter((_, i) => i % 2 === half)
			})
		)
	)
);
const hidden = Object.entries(keptMutants()).filter(
	([name]) => !found.failures.some(({ mutant }) => mutant === name)
);
const known = await runTask({ server: 'model', seed: 0, count: 0, planted: Object.fromEntries(hidden) });
const rows = names.map((name) => {
	const random = found.failures.find((one) => one.mutant === name);
	const failure = random ?? known.failures.find((one) => one.mutant === name);
	if (!failure) return [name, 'NOT CAUGHT', `${longest}`, ''];
	// A checker that stumbles has seen nothing.
	const by = failure.claim === 'the checker itself works' ? 'NOT CAUGHT: the checker broke' : failure.claim;
	return random ? [name, by, String(random.after), String(random.seed)] : [name, by, 'the kept one', ''];
});
const table = [['planted bug', 'caught by', 'schedules', 'seed'], ...rows];
const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
for (const row of table) console.log(row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '));
const missed = rows.filter((row) => row[1]?.startsWith('NOT CAUGHT')).length;
console.log(`\n${names.length - missed} of ${names.length} caught, ${found.cpu.toFixed(0)} s of CPU`);
process.exitCode = missed ? 1 : 0;
