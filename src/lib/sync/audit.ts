import { leavesAfter, markUnsent, type Revisions } from '../store/replica.ts';
import { missingOnServer } from './compare.ts';
import type { Surroundings } from './line.ts';
import type { Pull } from './pull.ts';

const page = 500;

/**
 * Asks the server about every leaf on this phone; what it lacks is to be sent again. So a server that was restored
 * from a backup, or made anew, is filled by the phones. Answers how many it lacked.
 */
export async function findLost(task: Pull, { now, random }: Surroundings): Promise<number> {
	let lost = 0;
	let from: string | undefined = '';
	while (from !== undefined) {
		const { leaves, last }: { leaves: Revisions; last: string | undefined } = await leavesAfter(
			task.db,
			from,
			page
		);
		const missing = await missingOnServer(task.line, task.database, leaves, random);
		await markUnsent(task.db, missing, now().toISOString());
		lost += Object.keys(missing).length;
		from = last;
	}
	return lost;
}
