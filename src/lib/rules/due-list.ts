/** What to knock on now, over all patches, the promises first. */
import { isDue, type DoorFold } from './door-state.ts';

export interface DueList<Row> {
	/** They asked to be called on, and now is when. */
	asked: Row[];
	/** Nobody answered before, and this slot was not tried yet. */
	again: Row[];
	/** Nobody has called. */
	fresh: Row[];
	/** They asked for another slot or a later day; the nearest first. */
	later: Row[];
}

/** Sorts doors by what is due at this moment; what is settled, blocked or rests is in none of the lists. */
export function dueList<Row extends { fold: DoorFold }>(rows: readonly Row[], now: Date): DueList<Row> {
	const list: DueList<Row> = { asked: [], again: [], fresh: [], later: [] };
	for (const row of rows) {
		const promised = row.fold.state === 'come_back';
		if (isDue(row.fold, now))
			list[row.fold.state === 'new' ? 'fresh' : promised ? 'asked' : 'again'].push(row);
		else if (promised) list.later.push(row);
	}
	list.asked.sort(byDay);
	list.later.sort(byDay);
	return list;
}

/** When they expect somebody: a day before a slot of any week. */
const dayOf = ({ due_date, due_after }: DoorFold) => due_date ?? due_after ?? '';
const byDay = (a: { fold: DoorFold }, b: { fold: DoorFold }) =>
	dayOf(a.fold) < dayOf(b.fold) ? -1 : dayOf(a.fold) > dayOf(b.fold) ? 1 : 0;
