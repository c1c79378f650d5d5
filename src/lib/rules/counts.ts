/** Doors that were only counted, as what feeds commitments. */
import type { Count } from '../records/index.ts';
import type { FedDay } from './door-state.ts';

/** The days with the doors of these counts added; who opened is not known, so they are no talks. Days in order. */
export function withCounts(days: readonly FedDay[], counts: readonly Count[]): FedDay[] {
	const sums = new Map(days.map((each) => [each.day, { ...each }]));
	for (const { at, opened, not_opened } of counts) {
		const day = at.slice(0, 10);
		const sum = sums.get(day) ?? { day, doors: 0, talks: 0, cards: 0 };
		sum.doors += opened + not_opened;
		sums.set(day, sum);
	}
	return [...sums.values()]
		.filter(({ doors, talks, cards }) => doors !== 0 || talks !== 0 || cards !== 0)
		.sort((a, b) => (a.day < b.day ? -1 : 1));
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
