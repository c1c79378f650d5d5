/** When an event is, seen from now. */
import type { PlannedEvent } from '../records/index.ts';
import { clockAt, isZone, momentOf } from './clock.ts';

/** Where nobody says otherwise. */
export const HOME_ZONE = 'Europe/London';

type Timed = Pick<PlannedEvent, 'when'>;

const zoneOf = ({ when }: Timed) => (isZone(when.zone) ? when.zone : HOME_ZONE);

/** The moments at which it starts and ends; of a zone that this phone does not know, as in Britain. */
export function momentsOf(event: Timed): { start: Date; end: Date } {
	const zone = zoneOf(event);
	return { start: momentOf(event.when.start, zone), end: momentOf(event.when.end, zone) };
}

/** The day on which it starts, where it is. */
export const dayOf = ({ when }: Timed): string => when.start.slice(0, 10);

/** Which day it is now where the event is. */
export const todayAt = (event: Timed, now: Date): string => clockAt(now, zoneOf(event)).slice(0, 10);

/** `today` from midnight to midnight of its days, `past` from the day after its last. */
export function timeOf(event: Timed, now: Date): 'ahead' | 'today' | 'past' {
	const today = todayAt(event, now);
	if (today < dayOf(event)) return 'ahead';
	return today > event.when.end.slice(0, 10) ? 'past' : 'today';
}

/** Those that lie ahead or are today, the next one first, and those that are over, the last one first. */
export function byTime<E extends PlannedEvent>(events: readonly E[], now: Date): { ahead: E[]; past: E[] } {
	const inOrder = [...events].sort((a, b) => {
		const [one, other] = [`${a.when.start} ${a._id}`, `${b.when.start} ${b._id}`];
		return one < other ? -1 : 1;
	});
	const isPast = (event: E) => timeOf(event, now) === 'past';
	return { ahead: inOrder.filter((one) => !isPast(one)), past: inOrder.filter(isPast).reverse() };
}
