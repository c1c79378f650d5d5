/**
 * What moves commitments by itself: sums by day, made of records alone, so that every phone comes to the same figures.
 * An open list: a kind of record that feeds measures has a feeder of its own here.
 */
import type { AnyRecord, Feed, Kind } from '../records/index.ts';
import { foundDays } from './audit-state.ts';
import { countedDays } from './counts.ts';
import { eventDays } from './tallies.ts';

/** What was counted on one day, YYYY-MM-DD, by the measure that it feeds. Pence, where it is money. */
export type FedDay = { day: string } & Partial<Record<Feed, number>>;

/** How the records of some kinds feed measures. What was taken back is not among the records. */
export interface Feeder<K extends Kind = Kind> {
	kinds: readonly K[];
	feeds: readonly Feed[];
	days(records: readonly Extract<AnyRecord, { type: K }>[]): FedDay[];
}

const feeder = <K extends Kind>(made: Feeder<K>) => made as unknown as Feeder;

/** Visits are not among them: they are summed as they are saved, with their doors. */
export const FEEDERS: readonly Feeder[] = [
	feeder({ kinds: ['count'], feeds: ['doors'], days: countedDays }),
	feeder({ kinds: ['tally', 'outcome'], feeds: ['attendance', 'items'], days: eventDays }),
	feeder({ kinds: ['audit'], feeds: ['audited'], days: foundDays })
];

/** What visits feed. */
export const VISITS_FEED: readonly Feed[] = ['doors', 'talks', 'cards'];

/** What counts by itself today, each once. */
export function fedToday(): Feed[] {
	return [...new Set([VISITS_FEED, ...FEEDERS.map(({ feeds }) => feeds)].flat())];
}

/** Whether something counts for a measure, so that nobody has to write it down. */
export function isFed({ fed_by }: { fed_by?: Feed }): boolean {
	return fed_by !== undefined && fedToday().includes(fed_by);
}

/** One list of days in order, with the sums of all; days and feeds that come to nothing are left out. */
export function addDays(...lists: readonly (readonly FedDay[])[]): FedDay[] {
	const sums = new Map<string, FedDay>();
	for (const { day, ...amounts } of lists.flat()) {
		const sum = sums.get(day) ?? { day };
		for (const [feed, amount] of Object.entries(amounts) as [Feed, number][])
			sum[feed] = (sum[feed] ?? 0) + amount;
		sums.set(day, sum);
	}
	const full = [...sums.values()].map(
		(sum) => Object.fromEntries(Object.entries(sum).filter(([, amount]) => amount !== 0)) as FedDay
	);
	return full.filter((sum) => Object.keys(sum).length > 1).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The sum of a feed over the days from one to another, both counted; times are cut to their day. */
export function sumOfFeed(days: readonly FedDay[], feed: Feed | undefined, from: string, to: string): number {
	if (!feed) return 0;
	const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
	return days.reduce(
		(sum, each) => (each.day >= first && each.day <= last ? sum + (each[feed] ?? 0) : sum),
		0
	);
}
