/** How doors are named, compared and sorted. */
import { normaliseStreet, type AddressParts } from '../records/index.ts';

type Labelled = Pick<AddressParts, 'number' | 'suffix' | 'unit' | 'name'>;
type Placed = Labelled & { street: string };

/** `14A`, `18A-20`, `Flat 2, 14A`, `The Old Clubhouse`; a bare unit number is a flat of its house, or else a unit. */
export function doorLabel(door: Labelled): string {
	const number = door.number === undefined ? '' : `${door.number}${(door.suffix ?? '').toUpperCase()}`;
	const house = number || door.name;
	const bare = door.unit !== undefined && /^\d+[a-z]?$/i.test(door.unit);
	const unit = bare ? `${house ? 'Flat' : 'Unit'} ${door.unit}` : door.unit;
	return [unit, house].filter(Boolean).join(', ');
}

/** `14A Albany Road`, `The Old Clubhouse, Airport Road`. */
export function addressLine(door: Placed): string {
	const label = doorLabel(door);
	const joint = door.number === undefined ? ', ' : ' ';
	return label === '' ? door.street : `${label}${joint}${door.street}`;
}

/** List order: street, number, letter, flat; houses without a number after the numbered ones, by name. */
export function compareDoors(a: Placed, b: Placed): number {
	return compareStreets(a, b) || compareHouses(a, b) || compareText(unitOf(a), unitOf(b));
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
	return compareHouses(a, b) || compareText(unitOf(a), unitOf(b)) || (a.id < b.id ? -1 : 1);
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
