/** The flats of a block, laid out floor by floor from what one reads at its door. */
import { MOST_FLOORS } from '../records/index.ts';

/** Flats that one block may come to. */
export const MOST_FLATS = 2000;

/** How flats are numbered: through the house 1, 2, 3 …; by floor 101, 102 … 201; by floor with letters 1A, 1B … 2A. */
export const NUMBERINGS = ['through', 'hundreds', 'letters'] as const;

export interface FlatsInput {
	/** Floors of the house, the ground floor among them. */
	floors: number;
	/** Flats on each floor. */
	each: number;
	numbering: (typeof NUMBERINGS)[number];
	/** The floor of the lowest flats: 0 where people live on the ground floor, 1 where there are shops. */
	lowest: 0 | 1;
	/** The first flat's number, with `through`. */
	first?: number;
}

export interface Flat {
	/** As it stands on the door, without *Flat*. */
	unit: string;
	/** 0 is the ground floor. */
	floor: number;
}

export interface FlatsProblem {
	field: 'floors' | 'each' | 'first';
	code:
		/** Not a whole number of at least one. */
		| 'not_a_number'
		/** More than `MOST_FLOORS`, or more letters than there are. */
		| 'too_many'
		/** All floors together have more than `MOST_FLATS`. */
		| 'too_many_flats'
		/** No floor is left above the shops. */
		| 'no_floor';
}

const LETTERS = 26;
const isWhole = (value: number, least: number) => Number.isInteger(value) && value >= least;

/** The flats from the ground up, each floor from its lowest number; or everything that is wrong with the figures. */
export function layFlats(
	input: FlatsInput
): { ok: true; flats: Flat[] } | { ok: false; problems: FlatsProblem[] } {
	const { floors, each, numbering, lowest, first = 1 } = input;
	const problems: FlatsProblem[] = [];
	if (!isWhole(floors, 1)) problems.push({ field: 'floors', code: 'not_a_number' });
	else if (floors > MOST_FLOORS) problems.push({ field: 'floors', code: 'too_many' });
	else if (floors <= lowest) problems.push({ field: 'floors', code: 'no_floor' });
	if (!isWhole(each, 1)) problems.push({ field: 'each', code: 'not_a_number' });
	else if (numbering !== 'through' && each > (numbering === 'letters' ? LETTERS : 99))
		problems.push({ field: 'each', code: 'too_many' });
	if (!isWhole(first, 0) || first > 99_999) problems.push({ field: 'first', code: 'not_a_number' });
	if (problems.length === 0 && (floors - lowest) * each > MOST_FLATS)
		problems.push({ field: 'each', code: 'too_many_flats' });
	if (problems.length > 0) return { ok: false, problems };
	const inhabited = Array.from({ length: floors - lowest }, (_, i) => i + lowest);
	return {
		ok: true,
		flats: inhabited.flatMap((floor) =>
			Array.from({ length: each }, (_, i) => ({ unit: unitOf(input, floor, i, first), floor }))
		)
	};
}

/** The number of the flat that is the `i`th of its floor, counted from 0. */
function unitOf({ each, numbering, lowest }: FlatsInput, floor: number, i: number, first: number): string {
	if (numbering === 'through') return String(first + (floor - lowest) * each + i);
	if (numbering === 'letters') return `${floor === 0 ? 'G' : floor}${String.fromCharCode(65 + i)}`;
	return floor === 0 ? `G${i + 1}` : String(floor * 100 + i + 1);
}
