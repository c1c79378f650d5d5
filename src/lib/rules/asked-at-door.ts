/** Which event people are asked about at a door. */
import type { PlannedEvent } from '../records/index.ts';
import { byTime } from './event-time.ts';
import { homesOf } from './homes.ts';

type House = Parameters<typeof homesOf>[1][number];

/**
 * The next event in front of this door; else the next one that is not about other streets alone: with no roads, or one
 * that strangers are told of too.
 */
export function askedAt<E extends PlannedEvent>(events: readonly E[], door: House, now: Date): E | undefined {
	const ahead = byTime(events, now).ahead.filter(({ status }) => status === 'planned');
	const here = ahead.find((one) => homesOf(one, [door]).length > 0);
	const isLeftOut = ({ left_out = [] }: E) => left_out.includes(door.id);
	const isOpen = ({ roads = [], shown, sign_up }: E) => roads.length === 0 || shown || sign_up === true;
	return here ?? ahead.find((one) => isOpen(one) && !isLeftOut(one));
}
