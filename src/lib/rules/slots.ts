/** When in the week somebody knocks. */
import type { Slot } from '../records/index.ts';

/** An evening begins at five. */
const EVENING = 17;

/** The slot of a moment, by the phone's own time zone. */
export function slotOf(date: Date): Slot {
	if (date.getDay() === 6) return 'saturday';
	if (date.getDay() === 0) return 'sunday';
	return date.getHours() < EVENING ? 'weekday_day' : 'weekday_evening';
}
