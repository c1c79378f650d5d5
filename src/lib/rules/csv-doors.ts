/** Doors from a table: what would be added, what is there already and what is wrong, row by row. */
import {
	normaliseAddress,
	parseHouseNumber,
	tidyPostcode,
	tidyText,
	type AddressParts,
	type DoorInput,
	door
} from '../records/index.ts';
import { guessColumns, type Column, type ColumnGuess } from './csv-columns.ts';

/** Rows that are read of one table. */
export const MAX_ROWS = 20_000;

/** A door of a row, before it belongs to a patch. */
export type DoorDraft = Omit<DoorInput, 'patch'>;

/** One row: its cells in the order of the header, or by their headings. */
export type TableRow = readonly string[] | Readonly<Record<string, string>>;

export type RowProblem =
	/** Neither number nor name nor flat. */
	| 'number_missing'
	/** Neither street nor a place, town or postcode that could stand for one. */
	| 'street_missing'
	| 'position_wrong'
	| 'too_long'
	/** A spreadsheet's formula where an address should be. */
	| 'formula'
	/** Control or direction-changing characters, or letters broken by a wrong encoding. */
	| 'characters_wrong'
	/** More than `MAX_ROWS`. */
	| 'too_many_rows';

export type TableProblem =
	| 'empty'
	/** No column for numbers, names, flats or whole addresses. */
	| 'number_column_missing'
	/** No column for a street or place. */
	| 'street_column_missing';

/** Rows count from 1 below the header. */
export interface DoorPreview {
	add: DoorDraft[];
	/** `of` is the earlier row, or 0 for a door that the patch has already. */
	duplicates: { row: number; of: number }[];
	wrong: { row: number; problem: RowProblem }[];
	/** The table can't be read at all. */
	problem?: TableProblem;
}

/**
 * Sorts the rows of a table into doors to add, duplicates and wrong ones. Blank rows are passed over.
 * `there` are the doors that the patch has, `columns` says otherwise than the headings.
 */
export function parseCsvDoors(
	rows: readonly TableRow[],
	header: readonly string[],
	{
		there = [],
		columns = guessColumns(header)
	}: { there?: readonly AddressParts[]; columns?: ColumnGuess } = {}
): DoorPreview {
	const preview: DoorPreview = { add: [], duplicates: [], wrong: [] };
	const problem = rows.length === 0 ? 'empty' : missingColumn(columns);
	if (problem) return { ...preview, problem };
	const seen = new Map(there.map((address) => [normaliseAddress(address), 0]));
	const lineOf = cellsBy(header);
	rows.forEach((given, i) => {
		const row = i + 1;
		const cells = lineOf(given);
		if (cells.every((cell) => cell.trim() === '')) return;
		const read = row > MAX_ROWS ? 'too_many_rows' : readDoor(cells, columns);
		if (typeof read === 'string') return preview.wrong.push({ row, problem: read });
		const address = normaliseAddress(read);
		const of = seen.get(address);
		if (of !== undefined) return preview.duplicates.push({ row, of });
		seen.set(address, row);
		return preview.add.push(read);
	});
	return preview;
}

/** Which column a table lacks for its rows to be doors. */
export function missingColumn(columns: ColumnGuess): TableProblem | undefined {
	const has = (...names: Column[]) => names.some((name) => columns[name] !== undefined);
	if (!has('number', 'name', 'unit', 'address')) return 'number_column_missing';
	return has('street', 'substreet', 'locality', 'place', 'town', 'address')
		? undefined
		: 'street_column_missing';
}

function cellsBy(header: readonly string[]): (row: TableRow) => readonly string[] {
	return (row) => {
		if (Array.isArray(row)) return row as readonly string[];
		const byHeading = row as Readonly<Record<string, string>>;
		return header.map((heading) => byHeading[heading] ?? '');
	};
}

/** The door of one row, or what is wrong with the row. */
export function readDoor(cells: readonly string[], columns: ColumnGuess): DoorDraft | RowProblem {
	const cell = (column: Column) => {
		const at = columns[column];
		return at === undefined ? '' : readCell(cells[at] ?? '');
	};
	if (ADDRESS.some((column) => isFormula(cell(column)))) return 'formula';
	const whole = splitAddress(cell('address'));
	const house = readHouse(cell('number') || whole.house, cell('unit'), cell('name'));
	const area = readArea(cell, whole.street);
	const point = readPoint(cell('lat'), cell('lon'));
	if (house.number === undefined && !house.unit && !house.name) return 'number_missing';
	if (!area.street) return 'street_missing';
	if (point === 'wrong') return 'position_wrong';
	const postcode = tidyPostcode(cell('postcode') || whole.postcode);
	const draft: DoorDraft = {
		...house,
		street: area.street,
		...(area.locality && { locality: area.locality }),
		...(/^[A-Z0-9]{2,8}( [A-Z0-9]{1,4})?$/.test(postcode) && { postcode }),
		...(point && { point }),
		source: 'csv'
	};
	return checkDraft(draft) ?? draft;
}

const ADDRESS = ['address', 'number', 'unit', 'name', 'street', 'substreet', 'locality', 'place'] as const;

/** What a spreadsheet would calculate (OWASP, "CSV Injection"): no address begins like that. */
function isFormula(cell: string): boolean {
	return /^[=@]|^[+-][^\d\s]/.test(cell);
}

/** Spreadsheets' guard before what looks like a formula or a number (`'=1+1`, `'007`) is taken off. */
function readCell(text: string): string {
	return tidyText(text.replace(/\s+/g, ' ')).replace(/^'(?=[=+\-@\d])/, '');
}

type House = Pick<DoorDraft, 'number' | 'suffix' | 'unit' | 'name'>;

/** `14a`; `Flat 2, 14`; `Unit 10a` and other words in the number's column are a unit or a name. */
function readHouse(numberCell: string, unitCell: string, name: string): House {
	const inside = /^(?:flat|apartment|apt\.?|unit|room)\s+([\w-]+)\s*[,/]\s*(.+)$/i.exec(numberCell);
	const unit =
		unitCell ||
		(inside
			? numberCell.slice(0, numberCell.lastIndexOf(inside[2] as string)).replace(/\s*[,/]\s*$/, '')
			: '');
	const text = inside && !unitCell ? (inside[2] as string) : numberCell;
	const { number, suffix } = parseHouseNumber(text);
	if (number !== undefined && (suffix === undefined || !/[a-z]{3}/.test(suffix))) {
		return parts({ number, suffix, unit, name });
	}
	if (text === '') return parts({ unit, name });
	if (/^(flat|apartment|apt\.?|unit|room)\b/i.test(text) || text.length <= 3) {
		return unit === '' ? parts({ unit: text, name }) : parts({ unit, name: name || text });
	}
	return parts({ unit, name: name === '' ? text : `${text}, ${name}` });
}

function parts(house: { [part in keyof House]: House[part] | undefined }): House {
	const kept = Object.entries(house).filter(([, part]) => part !== undefined && part !== '');
	return Object.fromEntries(kept) as House;
}

/** A terrace stands before its street; without a street, a hamlet, an estate, a town or a postcode stands for one. */
function readArea(cell: (column: Column) => string, fallback: string): { street: string; locality: string } {
	const street = distinct([cell('substreet'), cell('street') || fallback]);
	const around = distinct([cell('locality'), cell('place'), cell('town')]);
	if (street.length > 0) return { street: street.join(', '), locality: around.join(', ') };
	const [first = '', ...rest] = around;
	return { street: first || tidyPostcode(cell('postcode')), locality: rest.join(', ') };
}

function distinct(texts: readonly string[]): string[] {
	return texts.filter((text, i) => text !== '' && texts.indexOf(text) === i);
}

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\s*$/i;

/** `14a Albany Road, Douglas, IM2 3AJ` or `The Mill, Mill Lane`, from tables with one column for all. */
function splitAddress(text: string): { house: string; street: string; postcode: string } {
	const postcode = POSTCODE.exec(text)?.[0] ?? '';
	const rest = text.slice(0, text.length - postcode.length).replace(/[\s,]+$/, '');
	const numbered = /^(?:no\.?\s*)?(\d+\s?[a-z]?(?:\s?[-–/]\s?\d+[a-z]?)?),?\s+(?=\D)([^,]+)/i.exec(rest);
	if (numbered) return { house: numbered[1] as string, street: (numbered[2] as string).trim(), postcode };
	const named = /^([^,]+),\s*([^,]+)/.exec(rest);
	return { house: named?.[1] ?? '', street: named?.[2] ?? '', postcode };
}

/** [longitude, latitude]; undefined where there is none. 0, 0 is an empty cell in disguise. */
function readPoint(lat: string, lon: string): [number, number] | 'wrong' | undefined {
	if (lat === '' || lon === '') return undefined;
	const [y, x] = [Number(lat.replace(',', '.')), Number(lon.replace(',', '.'))];
	if (!(Math.abs(y) <= 90 && Math.abs(x) <= 180)) return 'wrong';
	return x === 0 && y === 0 ? undefined : [round(x), round(y)];
}

/** Seven decimals are a centimetre. */
function round(degrees: number): number {
	return Math.round(degrees * 1e7) / 1e7;
}

/** What a door has besides its address, so that the record's own check can be asked. */
const REST = {
	_id: 'door:00000000000000000000000000:0000000000000000',
	type: 'door',
	schema: 1,
	created_at: '2000-01-01T00:00:00.000Z',
	created_by: 'server',
	patch: 'patch:00000000000000000000000000',
	side: 'none'
};

function checkDraft(draft: DoorDraft): RowProblem | undefined {
	const broken = Object.values(draft).some((value) => typeof value === 'string' && value.includes('\ufffd'));
	const problems = door.check({ ...REST, ...draft });
	if (!broken && problems.length === 0) return undefined;
	return problems.some(({ code }) => code === 'too_long') ? 'too_long' : 'characters_wrong';
}
