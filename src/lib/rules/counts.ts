/** Doors that were only counted, as what feeds commitments. */
import type { Count } from '../records/index.ts';

/** The doors of these counts, each on its day; who opened is not known, so they are no talks. */
export function countedDays(counts: readonly Count[]): { day: string; doors: number }[] {
	return counts.map(({ at, opened, not_opened }) => ({ day: at.slice(0, 10), doors: opened + not_opened }));
}

/** Doors that opened and that did not, over all counts of a building. */
export function sumCounts(counts: readonly Count[], building: string): Pick<Count, 'opened' | 'not_opened'> {
	const sum = { opened: 0, not_opened: 0 };
	for (const count of counts) {
		if (count.building !== building) continue;
		sum.opened += count.opened;
		sum.not_opened += count.not_opened;
	}
	return sum;
}
