/** What was counted at events, and what came of them: sums that are the same on every phone, whatever order counts come in. */
import { bareId, TALLIED, type Outcome, type Tallied, type Tally } from '../records/index.ts';

export type Sums = Record<Tallied, number>;

/** The sums of an event's counts; what was never counted is 0. */
export function sumTallies(tallies: readonly Tally[], event: string): Sums {
	const sums = Object.fromEntries(TALLIED.map((of) => [of, 0])) as Sums;
	for (const one of tallies) if (one.event === event) sums[one.of] += one.amount;
	return sums;
}

/** What came of an event: what was said of it afterwards, or else what was counted; a sum below nothing is nothing. */
export function figuresOf(tallies: readonly Tally[], event: string, outcome?: Outcome): Sums {
	const sums = sumTallies(tallies, event);
	for (const of of TALLIED) sums[of] = outcome?.[of] ?? Math.max(0, sums[of]);
	return sums;
}

/**
 * People and items of all events by day, as what feeds commitments: what was said afterwards of an event stands in the
 * place of what was counted there. Items are those that found somebody who takes them.
 */
export function eventDays(
	records: readonly (Tally | Outcome)[]
): { day: string; attendance: number; items: number }[] {
	const outcomes = new Map(
		records.flatMap((one) => (one.type === 'outcome' ? [[bareId(one.event), one] as const] : []))
	);
	const stands = (event: string, of: Tallied) => outcomes.get(bareId(event))?.[of] === undefined;
	return records.map((one) => {
		if (one.type === 'outcome')
			return { day: one.day, attendance: one.person ?? 0, items: one.item_out ?? 0 };
		const amount = (of: Tallied) => (one.of === of && stands(one.event, of) ? one.amount : 0);
		return { day: one.at.slice(0, 10), attendance: amount('person'), items: amount('item_out') };
	});
}
