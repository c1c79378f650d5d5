/** Days of the calendar, `YYYY-MM-DD`, without a clock: no summer time gets between two of them. */

const DAY_MS = 86_400_000;

/** So many days after a day; before it, where they are negative. */
export function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days lie from one day to another; negative where the other comes first. */
export function daysFrom(one: string, other: string): number {
	return Math.round((Date.parse(other) - Date.parse(one)) / DAY_MS);
}
