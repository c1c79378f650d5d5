/** Which homes an event is in front of. */
import { normaliseStreet, type PlannedEvent, type Road } from '../records/index.ts';

interface House {
	id: string;
	patch: string;
	street: string;
	number?: number;
}

/** Whether a house stands on this part of a street. Without a number it belongs to the whole street alone. */
function standsOn(house: House, { patch, street, from, to }: Road): boolean {
	if (house.patch !== patch || normaliseStreet(house.street) !== normaliseStreet(street)) return false;
	if (from === undefined && to === undefined) return true;
	return house.number !== undefined && house.number >= (from ?? 0) && house.number <= (to ?? Infinity);
}

/** The homes on an event's roads, without those that were left out, in the order in which they come. */
export function homesOf<H extends House>(
	{ roads = [], left_out = [] }: Pick<PlannedEvent, 'roads' | 'left_out'>,
	houses: readonly H[]
): H[] {
	const out = new Set(left_out);
	return houses.filter((house) => !out.has(house.id) && roads.some((road) => standsOn(house, road)));
}
