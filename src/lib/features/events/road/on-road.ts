/** An event with the homes on its roads, as it stands on this phone. */
import type { Community, PlannedEvent, Spot } from '$lib/records';
import { homesOf, type PlacedHouse } from '$lib/rules';
import { live, type DoorRow, type GroupStore } from '$lib/store';

export interface OnRoad {
	event: PlannedEvent;
	community: Community | undefined;
	/** All homes on its roads, those that were left out among them. */
	all: DoorRow[];
	/** The homes that are meant. */
	homes: DoorRow[];
}

/** Nothing is answered for an event that is not on this phone. Call during component initialisation. */
export function liveRoad(store: GroupStore, id: () => string) {
	return live<OnRoad | undefined>(async () => {
		const event = await store.get<PlannedEvent>(`event:${id()}`);
		if (!event) return undefined;
		const patches = [...new Set((event.roads ?? []).map(({ patch }) => patch))];
		const [community, ...doors] = await Promise.all([
			store.get<Community>(`community:${store.id}`),
			...patches.map((patch) => store.doors(patch))
		]);
		const houses = doors.flat();
		return {
			event,
			community,
			all: homesOf({ roads: event.roads }, houses),
			homes: homesOf(event, houses)
		};
	});
}

/** What stands on the plan of an event, in the order in which it was put there: the same on every phone. */
export async function spotsOf(store: GroupStore, event: string): Promise<Spot[]> {
	const spots = await store.list<Spot>('spot');
	return spots.filter((spot) => spot.event === event && !spot.gone);
}

/** Those that have a place on the map. */
export const placedOf = (rows: readonly DoorRow[]): (PlacedHouse & { side: string })[] =>
	rows.flatMap(({ id, label, street, side, point }) => (point ? [{ id, label, street, side, point }] : []));
