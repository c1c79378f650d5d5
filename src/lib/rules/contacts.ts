/** How long contacts and messages may be kept. */
import { isErased, type Base } from '../records/index.ts';
import { localDay } from './local-day.ts';

/** What may be kept through a last day, `YYYY-MM-DD`. */
export type Expiring = Base & { expires: string };

/** Whether its last day is over. */
export function isExpired({ expires }: Expiring, now: Date): boolean {
	return localDay(now) > expires;
}

/** Those that may still be read: neither erased, nor is their time over. */
export function stillKept<R extends Expiring>(records: readonly R[], now: Date): R[] {
	return records.filter((one) => !isErased(one) && !isExpired(one, now));
}

/** Those whose time is over, and that are not erased yet. */
export function toErase<R extends Expiring>(records: readonly R[], now: Date): R[] {
	return records.filter((one) => !isErased(one) && isExpired(one, now));
}

/** The time at which an expired one counts as erased: the same on every phone, so that all of them write the same. */
export const expiredAt = ({ expires }: Expiring): string => `${expires}T23:59:59.000Z`;

/**
 * The last day of the season in which somebody is asked: spring and summer end with September, autumn and winter with
 * March. In its last month it is the next one's: nobody is asked for a number for a few days.
 */
export function seasonEnd(now: Date): string {
	const [year, month] = [now.getFullYear(), now.getMonth()];
	if (month < 2) return `${year}-03-31`;
	return month < 8 ? `${year}-09-30` : `${year + 1}-03-31`;
}

/** The day so many months from now; the last of that month where it is shorter. */
export function inMonths(months: number, now: Date): string {
	const last = new Date(now.getFullYear(), now.getMonth() + months + 1, 0).getDate();
	return localDay(new Date(now.getFullYear(), now.getMonth() + months, Math.min(now.getDate(), last)));
}
