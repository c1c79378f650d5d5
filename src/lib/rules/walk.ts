/** The order in which a patch is walked, and the next door of it. Needs no position of the phone. */
import type { Door, WalkOrder } from '../records/index.ts';
import { compareDoors, compareHouses, compareStreets, compareText } from './addresses.ts';
import { isDue, type DoorFold } from './door-state.ts';

/** What a door must tell to be walked to. */
export interface WalkRow {
	id: string;
	street: string;
	locality?: string;
	number?: number;
	suffix?: string;
	unit?: string;
	name?: string;
	side: Door['side'];
	/** [longitude, latitude] */
	point?: [number, number];
	fold: DoorFold;
}

/**
 * The rows in the order to walk them, street after street: `sides` goes up the odd side, down the even
 * one and then to houses without a number; `both` and `list` go by number; `nearest` always to the nearest
 * door not yet passed, from `from` ([longitude, latitude]) or the first door, and doors without a position
 * last. Flats of one house stay together, the lowest first. Gaps in numbers have no meaning.
 */
export function walkOrder<Row extends WalkRow>(
	rows: readonly Row[],
	order: WalkOrder,
	from?: readonly [number, number]
): Row[] {
	const listed = [...rows].sort((a, b) => compareDoors(a, b) || compareText(a.id, b.id));
	if (order === 'nearest') return nearestFirst(listed, from);
	return order === 'sides' ? listed.sort(compareSides) : listed;
}

const SIDES: Record<WalkRow['side'], number> = { odd: 0, even: 1, none: 2 };

/** `sort` is stable, so flats stay in list order. */
function compareSides(a: WalkRow, b: WalkRow): number {
	const bySide = compareStreets(a, b) || SIDES[a.side] - SIDES[b.side];
	if (bySide !== 0) return bySide;
	return a.side === 'even' ? compareHouses(b, a) : compareHouses(a, b);
}

/**
 * The first door after the current one, in walking order and round the end to the beginning, that is due
 * and not skipped; undefined when none is left. Without a current door, the first of all.
 */
export function nextDoor<Row extends WalkRow>(
	rows: readonly Row[],
	currentId: string | undefined,
	order: WalkOrder,
	now: Date,
	skipped: ReadonlySet<string> = new Set()
): Row | undefined {
	return nextInOrder(walkOrder(rows, order), currentId, now, skipped);
}

/** `nextDoor` of rows that are in walking order already. */
export function nextInOrder<Row extends WalkRow>(
	ordered: readonly Row[],
	currentId: string | undefined,
	now: Date,
	skipped: ReadonlySet<string> = new Set()
): Row | undefined {
	const start = ordered.findIndex((row) => row.id === currentId) + 1;
	for (let i = 0; i < ordered.length; i++) {
		const row = ordered[(start + i) % ordered.length] as Row;
		if (row.id !== currentId && !skipped.has(row.id) && isDue(row.fold, now)) return row;
	}
	return undefined;
}

function nearestFirst<Row extends WalkRow>(listed: readonly Row[], from?: readonly [number, number]): Row[] {
	const left = listed.filter((row) => row.point);
	const walk: Row[] = [];
	let here = from ?? left[0]?.point;
	while (here && left.length > 0) {
		let nearest = 0;
		let least = Infinity;
		for (let i = 0; i < left.length; i++) {
			const away = distanceSquared(here, (left[i] as Row).point as [number, number]);
			if (away < least) [nearest, least] = [i, away];
		}
		const [next] = left.splice(nearest, 1) as [Row];
		walk.push(next);
		here = next.point;
	}
	return [...walk, ...listed.filter((row) => !row.point)];
}

/** Good enough to compare within a patch: degrees of longitude shrink with the latitude. */
function distanceSquared(a: readonly [number, number], b: readonly [number, number]): number {
	const x = (a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180);
	const y = a[1] - b[1];
	return x * x + y * y;
}
