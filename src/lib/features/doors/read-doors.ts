import { m } from '$lib/i18n';
import { doorId, type DoorInput } from '$lib/records';
import {
	addressLine,
	guessColumns,
	missingColumn,
	readDoor,
	type Column,
	type ColumnGuess,
	type RowProblem,
	type TableProblem
} from '$lib/rules';
import { breathe } from '$lib/rules/breathe.ts';
import type { Rows } from '$lib/rules/read-file.ts';

export { guessColumns, missingColumn };
export type { Column, ColumnGuess, TableProblem };

/** What the rows of a file come to. `line` is the row's number as a spreadsheet shows it. */
export interface Sorted {
	add: { line: number; input: DoorInput }[];
	/** `of` is the earlier row with the same address; without it the door is in the patch already. */
	duplicates: { line: number; text: string; of?: number }[];
	wrong: { line: number; text: string; problem: RowProblem }[];
}

/** How long the sorting may hold up the screen at a time, in milliseconds. */
const SLICE_MS = 12;

/**
 * Sorts a file's rows into doors to add, duplicates and what can't be used, in slices so that the screen stays alive.
 * `there` are the ids of the patch's doors. Answers undefined when told to stop.
 */
export async function sortOut(
	{ rows, passed }: Rows,
	columns: ColumnGuess,
	patch: string,
	there: ReadonlySet<string>,
	onprogress: (share: number) => void,
	signal?: AbortSignal
): Promise<Sorted | undefined> {
	const sorted: Sorted = { add: [], duplicates: [], wrong: [] };
	const seen = new Map<string, number>();
	let rest = performance.now() + SLICE_MS;
	for (const [at, { line, cells }] of rows.entries()) {
		if (performance.now() > rest) {
			onprogress(at / rows.length);
			await breathe();
			if (signal?.aborted) return undefined;
			rest = performance.now() + SLICE_MS;
		}
		const read = readDoor(cells, columns);
		if (typeof read === 'string') {
			sorted.wrong.push({ line, text: sayCells(cells), problem: read });
			continue;
		}
		const id = doorId(patch, read);
		const of = seen.get(id);
		if (of !== undefined || there.has(id)) {
			sorted.duplicates.push({ line, text: addressLine(read), ...(of !== undefined && { of }) });
			continue;
		}
		seen.set(id, line);
		sorted.add.push({ line, input: { ...read, patch, source: passed === undefined ? 'csv' : 'osm' } });
	}
	return sorted;
}

/** The streets of doors to add, with how many each brings, in the file's order. */
export function countStreets(add: Sorted['add']): { name: string; doors: number }[] {
	const streets = new Map<string, number>();
	for (const { input } of add) streets.set(input.street, (streets.get(input.street) ?? 0) + 1);
	return [...streets].map(([name, doors]) => ({ name, doors }));
}

/** The streets left out, after some were chosen (`on`) or taken away. */
export function leaveOut(
	without: ReadonlySet<string>,
	names: readonly string[],
	on: boolean
): ReadonlySet<string> {
	const next = new Set(without);
	for (const name of names) {
		if (on) next.delete(name);
		else next.add(name);
	}
	return next;
}

/** A row as it stands in the file, shortened. */
function sayCells(cells: readonly string[]): string {
	const text = cells
		.map((cell) => cell.trim())
		.filter(Boolean)
		.join(', ');
	return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

export const columnWords: Record<Column, () => string> = {
	number: m.doors_column_number,
	name: m.doors_column_name,
	unit: m.doors_column_unit,
	substreet: m.doors_column_substreet,
	street: m.doors_column_street,
	locality: m.doors_column_locality,
	place: m.doors_column_place,
	town: m.doors_column_town,
	postcode: m.doors_column_postcode,
	lat: m.doors_column_lat,
	lon: m.doors_column_lon,
	address: m.doors_column_address
};

export const wrongWords: Record<RowProblem, () => string> = {
	number_missing: m.doors_wrong_number_missing,
	street_missing: m.doors_wrong_street_missing,
	position_wrong: m.doors_wrong_position_wrong,
	too_long: m.doors_wrong_too_long,
	formula: m.doors_wrong_formula,
	characters_wrong: m.doors_wrong_characters_wrong,
	too_many_rows: m.doors_wrong_too_many_rows
};
