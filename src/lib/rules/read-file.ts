/**
 * A list that somebody brings in a file, as rows.
 *
 * Imported by its own path, not from the index: only who reads a file loads the library that does it.
 */
import Papa from 'papaparse';
import { breathe } from './breathe.ts';
import type { AddressTable, ExtractProblem } from './osm-doors.ts';

/** The largest file that is read, in bytes: a hundred thousand addresses with room to spare. */
export const LARGEST_FILE = 30 * 1024 * 1024;

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Why a file cannot be read as a list. */
export type Unreadable =
	| 'empty'
	| 'too_large'
	| 'spreadsheet'
	| 'not_text'
	| 'gone'
	/** A page of the web, as a portal answers in place of a file. */
	| 'web_page'
	/** OpenStreetMap's own XML, KML and the like. */
	| 'xml'
	| ExtractProblem;

/** Makes a table of a map's file: JSON of some kind. */
export type ReadMap = (text: string) => AddressTable | { ok: false; why: ExtractProblem };

export interface Rows {
	ok: true;
	encoding: Encoding;
	/** The first line that is not blank. */
	header: string[];
	/** Every line after it. `line` is its row number as a spreadsheet shows it, the header being row 1 when it stands first. */
	rows: { line: number; cells: string[] }[];
	/** Set for a map’s file: how many things in it are not among the rows. */
	passed?: number;
}

/**
 * Which of the four encodings the bytes are in. A byte order mark decides; without one, zero bytes betray UTF-16, and
 * whatever is not UTF-8 is taken to be Windows-1252, which British spreadsheets still write. A file that is nearly all
 * good UTF-8 stays UTF-8: one damaged letter must not spoil every other.
 */
export function detectEncoding(bytes: Uint8Array): Encoding {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	const sample = bytes.subarray(0, 2048);
	const zeros = [0, 0];
	sample.forEach((byte, at) => byte === 0 && (zeros[at % 2] = (zeros[at % 2] ?? 0) + 1));
	const many = sample.length / 8;
	if ((zeros[1] ?? 0) > many && (zeros[0] ?? 0) < many / 8) return 'utf-16le';
	if ((zeros[0] ?? 0) > many && (zeros[1] ?? 0) < many / 8) return 'utf-16be';
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return 'utf-8';
	} catch {
		const { good, bad } = countLetters(bytes);
		return good > bad ? 'utf-8' : 'windows-1252';
	}
}

/** How many letters beyond ASCII are good UTF-8, and how many bytes are not. */
function countLetters(bytes: Uint8Array): { good: number; bad: number } {
	const text = new TextDecoder('utf-8').decode(bytes);
	let good = 0;
	let bad = 0;
	for (const letter of text) {
		if (letter === '\uFFFD') bad += 1;
		else if (letter > '\u007F') good += 1;
	}
	return { good, bad };
}

/** What the bytes are when they are no text at all, by their first bytes (zip for .xlsx and .ods, OLE for .xls, PDF). */
function notText(bytes: Uint8Array, encoding: Encoding): Unreadable | undefined {
	const starts = (...mark: number[]) => mark.every((byte, at) => bytes[at] === byte);
	if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0xd0, 0xcf, 0x11, 0xe0)) return 'spreadsheet';
	if (starts(0x25, 0x50, 0x44, 0x46)) return 'not_text';
	const narrow = encoding === 'utf-8' || encoding === 'windows-1252';
	return narrow && bytes.subarray(0, 2048).includes(0) ? 'not_text' : undefined;
}

/**
 * Reads a file of comma-, semicolon- or tab-separated values, or a map's file, of which `readMap` makes a table. The work is
 * done in pieces with a pause after each, so that the screen stays alive with 50,000 rows. `onprogress` gets the share done,
 * 0 to 1.
 */
export async function readRows(
	file: Blob,
	readMap: ReadMap,
	onprogress?: (share: number) => void
): Promise<Rows | { ok: false; why: Unreadable }> {
	if (file.size > LARGEST_FILE) return { ok: false, why: 'too_large' };
	let bytes: Uint8Array;
	try {
		bytes = new Uint8Array(await file.arrayBuffer());
	} catch {
		return { ok: false, why: 'gone' };
	}
	const encoding = detectEncoding(bytes);
	const why = notText(bytes, encoding);
	if (why) return { ok: false, why };
	const text = new TextDecoder(encoding).decode(bytes);
	if (text.trim() === '') return { ok: false, why: 'empty' };
	const mark = /\S{1,14}/.exec(text.slice(0, 2048))?.[0].toLowerCase() ?? '';
	if (/^<(!doctype|html|head|body)/.test(mark)) return { ok: false, why: 'web_page' };
	if (mark.startsWith('<')) return { ok: false, why: 'xml' };
	if (/^[{[]/.test(mark)) return mapRows(readMap(text), encoding);

	const read: { line: number; cells: string[] }[] = [];
	let line = 0;
	for await (const piece of pieces(text, onprogress)) {
		for (const cells of piece) {
			line += 1;
			if (cells.some((cell) => cell.trim() !== '')) read.push({ line, cells });
		}
	}
	const first = read.shift();
	if (!first) return { ok: false, why: 'empty' };
	return { ok: true, encoding, header: first.cells.map((cell) => cell.trim()), rows: read };
}

function mapRows(read: ReturnType<ReadMap>, encoding: Encoding): Rows | { ok: false; why: Unreadable } {
	if (!read.ok) return read;
	const rows = read.rows.map((cells, at) => ({ line: at + 1, cells }));
	return { ok: true, encoding, header: read.header, rows, passed: read.passed };
}

/** What separates the columns: the candidate seen most often, outside quotes, in the first line that is not blank. */
function guessDelimiter(text: string): string {
	const heading = /[^\r\n]*\S[^\r\n]*/.exec(text.slice(0, PIECE))?.[0].replace(/"[^"]*"/g, '') ?? '';
	const count = (mark: string) => heading.split(mark).length;
	return [',', ';', '\t', '|'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

const PIECE = 256 * 1024;

/** Parses the text piece by piece; a row cut by the end of a piece is parsed with the next one. */
async function* pieces(text: string, onprogress?: (share: number) => void): AsyncGenerator<string[][]> {
	const { linebreak } = Papa.parse(text.slice(0, PIECE), { delimiter: ',', preview: 20 }).meta;
	const parser = new Papa.Parser({ delimiter: guessDelimiter(text), newline: linebreak as '\n' });
	let from = 0;
	let size = PIECE;
	while (from < text.length) {
		const last = from + size >= text.length;
		const parsed = parser.parse(text.slice(from, from + size), 0, !last) as {
			data: string[][];
			meta: { cursor: number };
		};
		yield parsed.data;
		if (last) return;
		// A single row longer than a piece (an open quote): look further ahead rather than stand still.
		if (parsed.meta.cursor === 0) size *= 2;
		from += parsed.meta.cursor;
		onprogress?.(from / text.length);
		await breathe();
	}
}
