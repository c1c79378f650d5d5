/** How doors are named, compared and sorted. */
import { normaliseStreet, type AddressParts } from '../records/index.ts';

type Labelled = Pick<AddressParts, 'number' | 'suffix' | 'unit' | 'name'>;
/** `floor` of a flat, 0 is the ground floor. */
type Placed = Labelled & { street: string; floor?: number | undefined };

/** `14A`, `18A-20`, `Flat 2, 14A`, `The Old Clubhouse`; a bare unit number such as 2, 2A or G2 is a flat of its house, or else a unit. */
export function doorLabel(door: Labelled): string {
	const number = door.number === undefined ? '' : `${door.number}${(door.suffix ?? '').toUpperCase()}`;
	const house = number || door.name;
	const bare = door.unit !== undefined && /^(\d+[a-z]?|[a-z]\d{1,4})$/i.test(door.unit);
	const unit = bare ? `${house ? 'Flat' : 'Unit'} ${door.unit}` : door.unit;
	return [unit, house].filter(Boolean).join(', ');
}

/** `14A Albany Road`, `The Old Clubhouse, Airport Road`. */
export function addressLine(door: Placed): string {
	const label = doorLabel(door);
	const joint = door.number === undefined ? ', ' : ' ';
	return label === '' ? door.street : `${label}${joint}${door.street}`;
}

/** List order: street, number, letter, floor, flat; houses without a number after the numbered ones, by name. */
export function compareDoors(a: Placed, b: Placed): number {
	return compareStreets(a, b) || compareHouses(a, b) || compareFlats(a, b);
}

/** Many doors in list order, their ids deciding between equals; quicker than sorting by `compareDoors`. */
export function listDoors<Row extends Placed & { id: string }>(rows: readonly Row[]): Row[] {
	const spellings = new Map<string, string>();
	const streets = new Map<string, Row[]>();
	for (const row of rows) {
		const name = spellings.get(row.street) ?? normaliseStreet(row.street);
		spellings.set(row.street, name);
		const street = streets.get(name);
		if (street) street.push(row);
		else streets.set(name, [row]);
	}
	return [...streets.keys()]
		.sort(compareText)
		.flatMap((name) => (streets.get(name) as Row[]).sort(compareInStreet));
}

function compareInStreet(a: Placed & { id: string }, b: Placed & { id: string }): number {
	return compareHouses(a, b) || compareFlats(a, b) || (a.id < b.id ? -1 : 1);
}

/** From the lowest floor up, and by number on each. */
function compareFlats(a: Placed, b: Placed): number {
	return (a.floor ?? 0) - (b.floor ?? 0) || compareText(unitOf(a), unitOf(b));
}

/** `Flat 2` and `2` are beside each other. */
function unitOf({ unit = '' }: Labelled): string {
	return unit.replace(/^flat /i, '');
}

/** By name, in whatever spelling; numbers in names by value. */
export function compareStreets(a: Placed, b: Placed): number {
	return a.street === b.street ? 0 : compareText(normaliseStreet(a.street), normaliseStreet(b.street));
}

/** By number and letter, then named houses by name; flats of one house are equal. */
export function compareHouses(a: Labelled, b: Labelled): number {
	if (a.number !== b.number) return (a.number ?? Infinity) - (b.number ?? Infinity);
	const suffix = compareText(a.suffix ?? '', b.suffix ?? '');
	return suffix || (a.number === undefined ? compareText(a.name ?? '', b.name ?? '') : 0);
}

/** Plain and the same in every browser: letters without case, runs of digits by value. */
export function compareText(a: string, b: string): number {
	if (a === b) return 0;
	const [x, y] = [chunksOf(a), chunksOf(b)];
	for (let i = 0; i < Math.max(x.length, y.length); i++) {
		const [p, q] = [x[i] ?? '', y[i] ?? ''];
		if (p === q) continue;
		const [m, n] = [Number(p), Number(q)];
		if (p !== '' && q !== '' && !Number.isNaN(m) && !Number.isNaN(n) && m !== n) return m - n;
		return p < q ? -1 : 1;
	}
	return a < b ? -1 : 1;
}

function chunksOf(text: string): string[] {
	return text.toLowerCase().match(/\d+|\D+/g) ?? [];
}
