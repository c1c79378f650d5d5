/** One process of several: plays schedules and tells what it found as JSON lines. Its task is its first argument. */
import fc from 'fast-check';
import { anySchedule, type Age, type Schedule } from './commands.ts';
import { mutants, type Mutant } from './mutants.ts';
import { buildPrograms, endLiveQueries, type Program } from './program.ts';
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
	/** Planted bugs, each looked for afresh, instead of the app as it is. */
	mutants?: string[];
	/** Planted bugs, each with a schedule that is to catch it. */
	planted?: Record<string, Schedule>;
	/** Whether a schedule that breaks a claim is made smaller. */
	small?: boolean;
}

export interface Failure {
	/** The bug that was planted, and how many schedules it took. */
	mutant?: string;
	after?: number;
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
/** Failures after which nobody learns more from another. */
const enough = 5;

process.on('unhandledRejection', (error: unknown) => {
	// A process that was killed leaves promises behind that nobody waits for.
	const { name } = error as { name?: string };
	const leftBehind = ['AbortError', 'InvalidStateError', 'TransactionInactiveError', 'DatabaseClosedError'];
	if (!(error instanceof Dead) && !leftBehind.includes(name ?? '')) throw error;
});

const task = JSON.parse(process.argv[2] ?? '{}') as Task;
const found: Found = { played: 0, failures: [], counts: {}, cpu: 0 };
const count = (what: string) => void (found.counts[what] = (found.counts[what] ?? 0) + 1);

/** `undefined` when every claim held. */
async function failureOf(
	programs: Record<Age, Program>,
	schedule: Schedule,
	counted = count
): Promise<Omit<Failure, 'seed'> | undefined> {
	const server = await openServer(task.server);
	try {
		await play(schedule, server, programs, counted);
		return undefined;
	} catch (error) {
		const claim = error instanceof Broken ? error.claim : 'the checker itself works';
		return { claim, detail: (error instanceof Error && error.stack) || String(error), schedule };
	} finally {
		await server.end();
		await endLiveQueries();
	}
}

/** The smallest schedule found that breaks the same claim. */
async function shrunk(programs: Record<Age, Program>, failure: Failure): Promise<Failure> {
	let smallest = failure;
	const property = fc.asyncProperty(anySchedule(most), async (schedule) => {
		const again = await failureOf(programs, schedule, () => undefined);
		if (again?.claim !== failure.claim) return;
		smallest = { ...failure, ...again };
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

async function search(programs: Record<Age, Program>, mutant?: string): Promise<void> {
	for (const schedule of task.kept ?? []) {
		const failure = await failureOf(programs, schedule);
		found.played++;
		if (failure) found.failures.push({ ...failure, mutant });
	}
	for (let seed = task.seed; seed < task.seed + task.count; seed++) {
		if (task.until && Date.now() > task.until) return;
		const [schedule] = fc.sample(anySchedule(most), { seed, numRuns: 1, unbiased: true });
		const failure = schedule && (await failureOf(programs, schedule));
		found.played++;
		if (!failure) continue;
		const named = { ...failure, seed, mutant, after: seed - task.seed + 1 };
		found.failures.push(task.small ? await shrunk(programs, named) : named);
		if (mutant || found.failures.length >= enough) return;
	}
}

function mutantOf(name: string): Mutant {
	const mutant = mutants.find((one) => one.name === name);
	if (!mutant) throw new Error(`no mutant ${name}`);
	return mutant;
}

if (!task.mutants && !task.planted) await search(await buildPrograms());
for (const name of task.mutants ?? []) await search(await buildPrograms(mutantOf(name)), name);
for (const [name, schedule] of Object.entries(task.planted ?? {})) {
	const failure = await failureOf(await buildPrograms(mutantOf(name)), schedule);
	found.played++;
	if (failure) found.failures.push({ ...failure, mutant: name });
}
const { user, system } = process.cpuUsage();
found.cpu = (user + system) / 1e6;
console.log(JSON.stringify(found));
process.exit(0);
