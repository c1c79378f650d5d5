import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { couchUrl } from '../../src/lib/server/testing.ts';
import { commandNames } from './commands.ts';
import { faultKinds } from './faults.ts';
import { mutants } from './mutants.ts';
import { coverage, keptMutants, keptSchedules, runTask, together, told } from './pool.ts';

const schedules = 2_000;
/** The first half is the same each time, the second is another one after every change of what it tries. */
const base = 1;

/** A seed that the same code always comes to: who sees a failure can see it again, and so can everybody else. */
function seedOfCode(): number {
	const hash = createHash('sha256');
	for (const folder of ['records', 'rules', 'store', 'sync']) {
		const root = fileURLToPath(new URL(`../../src/lib/${folder}`, import.meta.url));
		const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
		for (const name of names.filter((one) => one.endsWith('.ts')))
			hash.update(readFileSync(join(root, name)));
	}
	return hash.digest().readUInt32BE() % 1_000_000_000;
}

/** Two quiet cores play all of them in this time; a busy machine plays all of them too, and takes longer. */
const longest = 3 * 60_000;

test(
	'after any history of writes, faults, deaths and restored servers nothing that was saved is lost',
	{
		timeout: 5 * longest
	},
	async () => {
		const other = seedOfCode();
		const kept = keptSchedules().map((one) => one.schedule);
		const begun = Date.now();
		const task = { server: 'model' as const, count: schedules / 2, small: true };
		const found = together(
			await Promise.all([runTask({ ...task, seed: base, kept }), runTask({ ...task, seed: other })])
		);
		const seconds = (Date.now() - begun) / 1000;
		console.log(
			`${found.played} schedules, seeds from ${base} and from ${other}, in ${seconds.toFixed(0)} s, ` +
				`${(found.played / seconds).toFixed(1)} a second\n${coverage(found.counts)}`
		);
		expect(found.failures.map(told).join('\n\n')).toBe('');
		expect(found.played).toBeGreaterThanOrEqual(schedules + kept.length);
		// A state that was never reached proves nothing.
		const reached = (what: string) => Object.keys(found.counts).some((name) => name.startsWith(what));
		const expected = [
			...commandNames.map((name) => `command: ${name}`),
			...faultKinds.map((kind) => `fault: ${kind}`),
			...['killed', 'restored', 'denied', 'a second tab', 'listed as refused in the end', 'sync: killed'],
			...['leader changed', 'claim: an app older than the store writes nothing'],
			...['as asked', 'as its time is over'].map((how) => `claim: what was to go is erased, ${how}`)
		];
		expect(expected.filter((what) => !reached(what))).toEqual([]);
	}
);

test.each(couchUrl ? (['embedded', 'couchdb'] as const) : (['embedded'] as const))(
	'nor is it with the gateway itself, on the registry %s',
	{ timeout: 5 * longest },
	async (server) => {
		const found = await runTask({ server, seed: base, count: 25, until: Date.now() + longest / 4 });
		expect(found.failures.map(told).join('\n\n')).toBe('');
		expect(found.played).toBeGreaterThan(2);
	}
);

test('each of the planted bugs is caught', { timeout: 5 * longest }, async () => {
	const kept = keptMutants();
	expect(Object.keys(kept).sort()).toEqual(mutants.map((mutant) => mutant.name).sort());
	const found = await runTask({ server: 'model', seed: 0, count: 0, planted: kept });
	const caught = new Set(
		found.failures.filter(({ claim }) => claim !== 'the checker itself works').map(({ mutant }) => mutant)
	);
	expect(mutants.map((mutant) => mutant.name).filter((name) => !caught.has(name))).toEqual([]);
});

test(
	'what catches the planted bugs finds nothing wrong with the app as it is',
	{ timeout: 5 * longest },
	async () => {
		const kept = Object.values(keptMutants());
		const found = await runTask({ server: 'model', seed: 0, count: 0, kept });
		expect(found.failures.map(told).join('\n\n')).toBe('');
	}
);
