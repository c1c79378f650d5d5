import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Failure, Found, Task } from './child.ts';
import type { Schedule } from './commands.ts';

/** A schedule that once broke a claim, with what was wrong. */
export interface Kept {
	why: string;
	schedule: Schedule;
}

export const keptSchedules = (): Kept[] =>
	JSON.parse(readFileSync(new URL('./kept.json', import.meta.url), 'utf8')) as Kept[];

/** For each planted bug a schedule that catches it. */
export const keptMutants = (): Record<string, Schedule> =>
	JSON.parse(readFileSync(new URL('./kept-mutants.json', import.meta.url), 'utf8')) as Record<
		string,
		Schedule
	>;

/** Runs a task in a process of its own. */
export function runTask(task: Task): Promise<Found> {
	const child = fileURLToPath(new URL('./child.ts', import.meta.url));
	return new Promise((resolve, reject) => {
		const running = spawn(process.execPath, ['--import', 'tsx', child, JSON.stringify(task)], {
			stdio: ['ignore', 'pipe', 'inherit']
		});
		let text = '';
		running.stdout.on('data', (part: Buffer) => (text += part.toString()));
		running.on('error', reject);
		running.on('close', (code) => {
			const last = text.trim().split('\n').at(-1) ?? '';
			if (code === 0) resolve(JSON.parse(last) as Found);
			else reject(new Error(`a checker's process ended with ${code}: ${last}`));
		});
	});
}

/** What several found together. */
export function together(all: readonly Found[]): Found {
	const counts: Record<string, number> = {};
	for (const one of all) {
		for (const [what, n] of Object.entries(one.counts)) counts[what] = (counts[what] ?? 0) + n;
	}
	return {
		played: all.reduce((sum, one) => sum + one.played, 0),
		failures: all.flatMap((one) => one.failures),
		counts,
		cpu: all.reduce((sum, one) => sum + one.cpu, 0)
	};
}

/** How often everything really happened, the rarest first. */
export const coverage = (counts: Record<string, number>) =>
	Object.entries(counts)
		.sort(([, a], [, b]) => a - b)
		.map(([what, n]) => `${String(n).padStart(8)}  ${what}`)
		.join('\n');

/** A failure with all that is needed to see it again and to keep it. */
export const told = ({ seed, claim, detail, schedule }: Failure) =>
	`${claim}${seed === undefined ? '' : ` (seed ${seed})`}\n${detail}\nkeep: ${JSON.stringify({ why: claim, schedule })}`;
