/** When a group looks back at its year, and how lively that makes it in the registry. */
import type { Community, Review } from '../records/index.ts';
import { inMonths } from './contacts.ts';

/** From so many months after the last review the next one may be prepared. */
const DUE = 11;
const FRESH = 12;
const FADING = 18;

/** The day so many months after a day. */
const later = (day: string, months: number) => inMonths(months, new Date(`${day}T12:00:00`));

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

export interface YearAhead {
	/** The day on which the year begins that is looked at next, YYYY-MM-DD. */
	from: string;
	/** The day from which the review may be prepared. */
	due: string;
	/** The day by which it should be held for the community to stay fresh in the registry. */
	by: string;
	is: 'not_yet' | 'due' | 'late';
}

/** The year that a group looks back at next: it begins on the day after the last one ended, or when the group was formed. */
export function yearAhead(
	community: Pick<Community, 'created_at'>,
	reviews: readonly Review[],
	now: Date
): YearAhead {
	const closed = reviews.filter((one) => one.closed_at !== undefined).map(({ to }) => to);
	const began = community.created_at.slice(0, 10);
	const last = closed.sort().at(-1);
	const from = last === undefined || last < began ? began : dayAfter(last);
	const [due, by] = [later(last ?? began, DUE), later(last ?? began, FRESH)];
	const today = now.toISOString().slice(0, 10);
	return { from, due, by, is: today < due ? 'not_yet' : today <= by ? 'due' : 'late' };
}

export type Liveness = 'fresh' | 'fading' | 'dormant';

/** How lively a community is, by the day it last looked back, or else the day it was registered (YYYY-MM-DD or a time). */
export function liveness(since: string, now: Date): Liveness {
	const today = now.toISOString().slice(0, 10);
	const day = since.slice(0, 10);
	if (today <= later(day, FRESH)) return 'fresh';
	return today <= later(day, FADING) ? 'fading' : 'dormant';
}
