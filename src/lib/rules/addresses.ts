/** How doors are named, compared and sorted. */
import { normaliseStreet, type AddressParts } from '../records/index.ts';

type Labelled = Pick<AddressParts, 'number' | 'suffix' | 'unit' | 'name'>;
type Placed = Labelled & { street: string; locality?: string | undefined };

/** `14A`, `18A-20`, `Flat 2, 14A`, `The Old Clubhouse`; a bare unit number is called a flat. */
export function doorLabel(door: Labelled): string {
	const number = door.number === undefined ? '' : `${door.number}${(door.suffix ?? '').toUpperCase()}`;
	const unit = door.unit && /^\d+[a-z]?$/i.test(door.unit) ? `Flat ${door.unit}` : door.unit;
	return [unit, number || door.name].filter(Boolean).join(', ');
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

/** `Flat 2` and `2` are beside each other. */
function unitOf({ unit = '' }: Labelled): string {
	return unit.replace(/^flat /i, '');
}

/** By name, numbers in names by value; the same name in another place is another street. */
export function compareStreets(a: Placed, b: Placed): number {
	if (a.street === b.street && a.locality === b.locality) return 0;
	return (
		compareText(normaliseStreet(a.street), normaliseStreet(b.street)) ||
		compareText(a.locality ?? '', b.locality ?? '')
	);
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
