/** One process of several: plays schedules and tells what it found as JSON lines. Its task is its first argument. */
import fc from 'fast-check';
import { anySchedule, type Schedule } from './commands.ts';
import { mutants } from './mutants.ts';
import { buildProgram } from './program.ts';
import { openServer, type ServerKind } from './servers.ts';
import { Dead } from './storage.ts';
import { Broken, play } from './world.ts';

export interface Task {
	server: ServerKind;
	/** The first seed; the next ones follow by one. */
	seed: number;
	/** How many, or until when (ms since 1970), whichever comes first. */
	count: number;
	until?: number;
	/** Schedules that are played as they are, before the others. */
	kept?: Schedule[];
	mutant?: string;
	/** Whether to stop at the first that breaks a claim, without making it smaller. */
	first?: boolean;
}

export interface Failure {
	/** Absent for a kept schedule. */
	seed?: number;
	claim: string;
	detail: string;
	schedule: Schedule;
}

export interface Found {
	played: number;
	failures: Failure[];
	counts: Record<string, number>;
	/** Of this process. */
	cpu: number;
}

/** Most commands in one schedule. */
const most = 12;
const longestShrink = 45_000;

process.on('unhandledRejection', (error: unknown) => {
	// A process that was killed leaves promises behind that nobody waits for.
	const { name } = error as { name?: string };
	const leftBehind = ['AbortError', 'InvalidStateError', 'TransactionInactiveError', 'DatabaseClosedError'];
	if (!(error instanceof Dead) && !leftBehind.includes(name ?? '')) throw error;
});

const task = JSON.parse(process.argv[2] ?? '{}') as Task;
const program = await buildProgram(mutants.find((one) => one.name === task.mutant));
const found: Found = { played: 0, failures: [], counts: {}, cpu: 0 };
const count = (what: string) => void (found.counts[what] = (found.counts[what] ?? 0) + 1);

/** `undefined` when every claim held. */
async function failureOf(schedule: Schedule, counted = count): Promise<Omit<Failure, 'seed'> | undefined> {
	const server = await openServer(task.server);
	try {
		await play(schedule, server, program, counted);
		return undefined;
	} catch (error) {
		const claim = error instanceof Broken ? error.claim : 'the checker itself works';
		return { claim, detail: (error instanceof Error && error.stack) || String(error), schedule };
	} finally {
		await server.end();
	}
}

/** The smallest schedule found that breaks the same claim. */
async function shrunk(failure: Failure): Promise<Failure> {
	let smallest = failure;
	const property = fc.asyncProperty(anySchedule(most), async (schedule) => {
		const again = await failureOf(schedule, () => undefined);
		if (again?.claim !== failure.claim) return;
		smallest = { ...again, seed: failure.seed };
		throw new Error(again.claim);
	});
	await fc.check(property, {
		seed: failure.seed,
		numRuns: 1,
		unbiased: true,
		interruptAfterTimeLimit: longestShrink
	});
	return smallest;
}

for (const schedule of task.kept ?? []) {
	const failure = await failureOf(schedule);
	found.played++;
	if (failure) found.failures.push(failure);
}
for (let seed = task.seed; seed < task.seed + task.count; seed++) {
	if (task.until && Date.now() > task.until) break;
	if (task.first && found.failures.length) break;
	const [schedule] = fc.sample(anySchedule(most), { seed, numRuns: 1, unbiased: true });
	const failure = schedule && (await failureOf(schedule));
	found.played++;
	if (failure) found.failures.push(task.first ? { ...failure, seed } : await shrunk({ ...failure, seed }));
	if (found.failures.length >= 5) break;
}
const { user, system } = process.cpuUsage();
found.cpu = (user + system) / 1e6;
console.log(JSON.stringify(found));
process.exit(0);
