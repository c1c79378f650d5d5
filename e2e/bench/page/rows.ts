/**
 * The read model of the floor and of the peers, which have none of their own: a row a door with its state. Visits are
 * counted one by one, the cheapest way there is; it knows nothing of conflicts and undone visits.
 */
import type { Door, Visit } from '../../../src/lib/records/index.ts';
import { addressLine, doorLabel } from '../../../src/lib/rules/index.ts';
import type { DoorRow } from '../../../src/lib/store/index.ts';

const DAY = 86_400_000;

type State = DoorRow['fold']['state'];
const RANK: readonly State[] = [
	'new',
	'not_a_home',
	'leaflet_only',
	'no_answer',
	'come_back',
	'not_now',
	'talked',
	'blocked'
];
const STATES: Partial<Record<Visit['result'], State>> = {
	no_answer: 'no_answer',
	talked: 'talked',
	come_back: 'come_back',
	not_now: 'not_now',
	do_not_knock: 'blocked',
	no_cold_callers: 'blocked'
};

/** What is known of a door that nobody has been to. */
export const fresh = (): DoorRow['fold'] => ({
	state: 'new',
	tries: 0,
	avoid_slots: [],
	visits: 0,
	by_day: []
});
export const dayOf = (visit: Visit) => visit.at.slice(0, 10);

/** The row of a door, with what was counted before. */
export function rowOf(door: Door, before?: DoorRow): DoorRow {
	const { _id: id, patch, street, number, suffix, unit, name, side, postcode, point } = door;
	const fold = before?.fold ?? fresh();
	const words = { street, label: doorLabel(door), address: addressLine(door) };
	return { id, patch, ...words, number, suffix, unit, name, side, postcode, point, fold } as DoorRow;
}

/** Adds one visit to a door's row. */
export function count(row: DoorRow, visit: Visit) {
	const { fold } = row;
	const state = STATES[visit.result] ?? 'not_a_home';
	if (RANK.indexOf(state) > RANK.indexOf(fold.state)) fold.state = state;
	if (visit.result === 'no_answer') fold.tries++;
	fold.visits++;
	if (!fold.last || visit.at >= fold.last.at) {
		fold.last = { visit: visit._id, result: visit.result, at: visit.at, by: visit.created_by };
		fold.due_after = new Date(Date.parse(visit.at) + 2 * DAY).toISOString();
	}
	if (!fold.avoid_slots.includes(visit.slot)) fold.avoid_slots.push(visit.slot);
	const day = dayOf(visit);
	const today = fold.by_day.find((tally) => tally.day === day);
	if (today) today.doors++;
	else fold.by_day.push({ day, doors: 1, talks: 0, cards: 0 });
}

/** First and last id of a patch's doors. */
export function doorRange(patch: string): [string, string] {
	const prefix = `door:${patch.slice('patch:'.length)}`;
	return [`${prefix}:`, `${prefix};`];
}
