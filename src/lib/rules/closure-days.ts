/** When to ask the council to close a road for a street party, counted back from its day. */
import { dayAfter, daysFrom } from './calendar-days.ts';
import { lastDayToGive } from './working-days.ts';

/** Weeks before the day: councils ask for 4 to 12, most of them for 6. */
export const CLOSURE_WEEKS = { first: 12, usual: 6, last: 4 } as const;

export interface ClosureDays {
	first: string;
	usual: string;
	last: string;
	/** The last day for a temporary event notice, where alcohol is sold. */
	notice: string;
	/** From today to the usual day; negative once it has passed. */
	inDays: number;
	/** `early` before the first day, `in_time` until the usual one, `late` until the last one, then `short`; `over` after the event. */
	stage: 'early' | 'in_time' | 'late' | 'short' | 'over';
}

/** The days to ask on for an event on `day`, seen from today. */
export function closureDays(day: string, today: string): ClosureDays {
	const before = (weeks: number) => dayAfter(day, -7 * weeks);
	const days = {
		first: before(CLOSURE_WEEKS.first),
		usual: before(CLOSURE_WEEKS.usual),
		last: before(CLOSURE_WEEKS.last)
	};
	return { ...days, notice: lastDayToGive(day), inDays: daysFrom(today, days.usual), stage: stageOf() };

	function stageOf(): ClosureDays['stage'] {
		if (today > day) return 'over';
		if (today > days.last) return 'short';
		if (today > days.usual) return 'late';
		return today < days.first ? 'early' : 'in_time';
	}
}
