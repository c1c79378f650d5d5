/** What an audit walks along: the co-ops of a directory and the group's own around a place, nearest first. */
import type { AuditNote, Need } from '../records/index.ts';
import { isInside } from './area.ts';
import { auditStates, isCoopHere, NOT_YET, type AuditState } from './audit-state.ts';
import { metresBetween } from './distance.ts';

type Point = readonly [number, number];

/** As much of a co-op as an audit asks for, wherever it is listed. */
export interface ListedCoop {
	id: string;
	name: string;
	point?: Point;
	postcode?: string;
	/** What neighbours can use it for as far as its source says; [] where it says nothing. */
	needs: readonly Need[];
}

/** Around a place: as far as so many metres, or within any of some areas. */
export type Around = { from: Point } & ({ metres: number } | { areas: readonly (readonly Point[])[] });

export interface AuditRow<C extends ListedCoop = ListedCoop> {
	coop: C;
	state: AuditState;
	/** What it can be used for: what was seen, or else what its source says. */
	needs: readonly Need[];
}

export interface PlacedRow<C extends ListedCoop = ListedCoop> extends AuditRow<C> {
	point: Point;
	metres: number;
}

export interface AuditList<C extends ListedCoop = ListedCoop> {
	/** Those in reach, the nearest first. */
	near: PlacedRow<C>[];
	/** Those of which nobody knows where they are, by name: they may be in reach or not. */
	no_data: AuditRow<C>[];
}

/**
 * What there is to look at around a place on a day, with what is known of each. One that moved is where it was seen last,
 * or else where it is listed. Notes that were taken back are not to be among them.
 */
export function auditList<C extends ListedCoop>(
	coops: readonly C[],
	notes: readonly AuditNote[],
	around: Around,
	today: string
): AuditList<C> {
	const states = auditStates(notes, today);
	const reaches = reachOf(around);
	const list: AuditList<C> = { near: [], no_data: [] };
	for (const coop of coops) {
		const state = states.get(coop.id) ?? NOT_YET;
		const row = { coop, state, needs: state.needs ?? coop.needs };
		const point = state.moved_to?.point ?? coop.point;
		if (!point) {
			list.no_data.push(row);
			continue;
		}
		const metres = metresBetween(around.from, point);
		if (reaches(point, metres)) list.near.push({ ...row, point, metres });
	}
	list.near.sort(byDistance);
	list.no_data.sort(byName);
	return list;
}

function reachOf(around: Around): (point: Point, metres: number) => boolean {
	if (!('areas' in around)) return (_, metres) => metres <= around.metres;
	const within = around.areas.map(insideOf);
	return (point) => within.some((contains) => contains(point));
}

/** Most of a country lies in no box around an area: only what does is looked at closely. */
function insideOf(area: readonly Point[]): (point: Point) => boolean {
	const [xs, ys] = [area.map(([x]) => x), area.map(([, y]) => y)];
	const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
	return ([x, y]) => x >= west && x <= east && y >= south && y <= north && isInside(area, [x, y]);
}

/**
 * The nearest co-op that serves each need, of those that are here; a need that none of them serves is left out. A list as
 * far as one would travel answers it beyond an audit's own reach.
 */
export function nearestByNeed<C extends ListedCoop>(
	near: readonly PlacedRow<C>[]
): Partial<Record<Need, PlacedRow<C>>> {
	const nearest: Partial<Record<Need, PlacedRow<C>>> = {};
	for (const row of [...near].sort(byDistance))
		if (isCoopHere(row.state)) for (const need of row.needs) nearest[need] ??= row;
	return nearest;
}

const nameKey = ({ coop: { name, id } }: AuditRow) => `${name.toLowerCase()} ${id}`;
const byName = (a: AuditRow, b: AuditRow) => (nameKey(a) < nameKey(b) ? -1 : 1);
const byDistance = (a: PlacedRow, b: PlacedRow) => a.metres - b.metres || byName(a, b);
