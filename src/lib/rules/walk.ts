/** The order in which a patch is walked, and the next door of it. Needs no position of the phone. */
import type { Door, WalkOrder } from '../records/index.ts';
import { compareHouses, compareStreets, listDoors } from './addresses.ts';
import { isDue, type DoorFold } from './door-state.ts';

/** What a door must tell to be walked to. */
export interface WalkRow {
	id: string;
	street: string;
	number?: number;
	suffix?: string;
	unit?: string;
	name?: string;
	side: Door['side'];
	/** Of a flat: the block's id, and the floor; 0 is the ground floor. */
	building?: string;
	floor?: number;
	/** [longitude, latitude] */
	point?: [number, number];
	fold: DoorFold;
}

/**
 * The rows in the order to walk them, street after street: `sides` goes up the odd side, down the even
 * one and then to houses without a number; `both` and `list` go by number; `nearest` always to the nearest
 * door not yet passed, from `from` ([longitude, latitude]) or the first door, and doors without a position
 * last; `floors` like `sides`, and in a house from the top floor down. Otherwise flats of one house stay together, the
 * lowest first. Gaps in numbers have no meaning.
 */
export function walkOrder<Row extends WalkRow>(
	rows: readonly Row[],
	order: WalkOrder,
	from?: readonly [number, number]
): Row[] {
	const listed = listDoors(rows);
	if (order === 'nearest') return nearestFirst(listed, from);
	if (order !== 'sides' && order !== 'floors') return listed;
	const walk = streetsOf(listed).flatMap(upAndDown);
	return order === 'floors' ? fromTheTop(walk) : walk;
}

/** The flats of each house from the top floor down, those of a floor as they come; all else stays where it is. */
function fromTheTop<Row extends WalkRow>(walk: readonly Row[]): Row[] {
	const houses: Row[][] = [];
	for (const row of walk) {
		const house = houses.at(-1);
		const last = house?.[0];
		if (last && compareStreets(last, row) === 0 && compareHouses(last, row) === 0) house.push(row);
		else houses.push([row]);
	}
	return houses.flatMap((house) => house.sort((a, b) => (b.floor ?? 0) - (a.floor ?? 0)));
}

/** One street in list order: up the odd side, down the even one, flats always from the lowest up. */
function upAndDown<Row extends WalkRow>(street: readonly Row[]): Row[] {
	const down = street.filter((row) => row.side === 'even').sort((a, b) => compareHouses(b, a));
	return [
		...street.filter((row) => row.side === 'odd'),
		...down,
		...street.filter((row) => row.side === 'none')
	];
}

function streetsOf<Row extends WalkRow>(listed: readonly Row[]): Row[][] {
	const streets: Row[][] = [];
	for (const row of listed) {
		const street = streets.at(-1);
		if (street?.[0] && compareStreets(street[0], row) === 0) street.push(row);
		else streets.push([row]);
	}
	return streets;
}

/**
 * The first door after the current one, in walking order and round the end to the beginning, that is due
 * and not skipped; with `nearest` the nearest such door. Undefined when none is left. Without a current
 * door, the first of all.
 */
export function nextDoor<Row extends WalkRow>(
	rows: readonly Row[],
	currentId: string | undefined,
	order: WalkOrder,
	now: Date,
	skipped: ReadonlySet<string> = new Set()
): Row | undefined {
	const here = order === 'nearest' ? rows.find((row) => row.id === currentId)?.point : undefined;
	if (here) return nearestDue(listDoors(rows), here, currentId, now, skipped);
	return nextInOrder(walkOrder(rows, order), currentId, now, skipped);
}

/**
 * The nearest door to `from` ([longitude, latitude]) that is due and not skipped, the first of equals; doors without a
 * position come after all others. Looks at each row once.
 */
export function nearestDue<Row extends WalkRow>(
	rows: readonly Row[],
	from: readonly [number, number],
	currentId: string | undefined,
	now: Date,
	skipped: ReadonlySet<string> = new Set()
): Row | undefined {
	const open = rows.filter((row) => row.id !== currentId && !skipped.has(row.id) && isDue(row.fold, now));
	const placed = open.flatMap((row) => (row.point ? [{ row, spot: flatten(row.point) }] : []));
	return placed[nearestTo(flatten(from), placed)]?.row ?? open[0];
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

/**
 * The next due flat of the block that a door is in: a block is left only when nothing in it is due, or one would climb
 * its stairs twice. In walking order; after the last of that, on the nearest floor. Undefined for a house.
 */
export function nextInBlock<Row extends WalkRow>(
	ordered: readonly Row[],
	current: Row | undefined,
	now: Date,
	skipped: ReadonlySet<string> = new Set()
): Row | undefined {
	if (current?.building === undefined) return undefined;
	const here = ordered.findIndex(({ id }) => id === current.id);
	const left = ordered.flatMap((row, i) => {
		const open = row.building === current.building && !skipped.has(row.id) && isDue(row.fold, now);
		return open && row.id !== current.id ? [{ row, on: i > here, away: floorsApart(row, current) }] : [];
	});
	const onward = left.find(({ on }) => on);
	return onward ? onward.row : left.sort((a, b) => a.away - b.away)[0]?.row;
}

const floorsApart = (a: WalkRow, b: WalkRow) => Math.abs((a.floor ?? 0) - (b.floor ?? 0));

/** Always to the nearest that is left. Doors without a position come last, in list order. */
function nearestFirst<Row extends WalkRow>(listed: readonly Row[], from?: readonly [number, number]): Row[] {
	const placed = listed.flatMap((row) => (row.point ? [{ row, spot: flatten(row.point) }] : []));
	const walk: Row[] = [];
	let here = from ? flatten(from) : placed[0]?.spot;
	while (here && placed.length > 0) {
		const at = nearestTo(here, placed);
		const [next] = placed.splice(at, 1) as [(typeof placed)[number]];
		walk.push(next.row);
		here = next.spot;
	}
	return [...walk, ...listed.filter((row) => !row.point)];
}

type Spot = readonly [x: number, y: number];

/** The index of the nearest; the first of equals. */
function nearestTo([x, y]: Spot, places: readonly { spot: Spot }[]): number {
	let nearest = -1;
	let least = Infinity;
	for (let i = 0; i < places.length; i++) {
		const [otherX, otherY] = (places[i] as { spot: Spot }).spot;
		const away = (x - otherX) ** 2 + (y - otherY) ** 2;
		if (away < least) [nearest, least] = [i, away];
	}
	return nearest;
}

/** Good enough to compare within a patch: degrees of longitude shrink with the latitude. */
function flatten([longitude, latitude]: readonly [number, number]): Spot {
	return [longitude * Math.cos((latitude * Math.PI) / 180), latitude];
}

/** The name of the setting in which a phone remembers its last walk along a patch. */
export const roundKey = (group: string, patch: string) => `walk:${group}:${patch}`;
