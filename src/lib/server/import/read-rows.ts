/** The rows of a CSV file, one at a time, with the lines that they begin on. */
import { Readable } from 'node:stream';
import Papa from 'papaparse';

/** A row longer than this is a quotation mark that nobody closed. */
const LONGEST_ROW = 1_000_000;

export interface TableRow {
	cells: string[];
	/** From 1: the header's line. */
	line: number;
}

/** Why the rows of a file can't be told apart from some line on. */
export class BrokenTable extends Error {
	override name = 'BrokenTable';
	readonly line: number;
	constructor(line: number) {
		super(`a quotation mark on line ${line} or soon after is never closed`);
		this.line = line;
	}
}

/**
 * Calls `take` for each row, blank ones left out, until it answers false. Rejects with BrokenTable.
 */
export function readRows(text: AsyncIterable<string>, take: (row: TableRow) => boolean): Promise<void> {
	let line = 1;
	let waiting = 0;
	async function* fed() {
		for await (const piece of withPlainBreaks(text)) {
			waiting += piece.length;
			if (waiting > LONGEST_ROW + piece.length) throw new BrokenTable(line);
			yield piece;
		}
	}
	const stream = Readable.from(fed(), { highWaterMark: 1 });
	return new Promise((resolve, reject) => {
		Papa.parse<string[]>(stream, {
			newline: '\n',
			step({ data: cells, errors }, parser) {
				waiting = 0;
				const at = line;
				line += 1 + cells.reduce((sum, cell) => sum + breaksIn(cell), 0);
				const broken = errors.some(({ code }) => code === 'MissingQuotes');
				const blank = cells.every((cell) => cell.trim() === '');
				if (broken) reject(new BrokenTable(at));
				if (!broken && (blank || take({ cells, line: at }))) return;
				parser.abort();
				stream.destroy();
			},
			complete: () => resolve(),
			error: reject
		});
	});
}

/** Text whose line breaks are all alike, though a pair of them be cut in two. */
async function* withPlainBreaks(text: AsyncIterable<string>): AsyncGenerator<string> {
	let held = '';
	for await (const piece of text) {
		const whole = held + piece;
		held = whole.endsWith('\r') ? '\r' : '';
		yield whole.slice(0, whole.length - held.length).replace(/\r\n?/g, '\n');
	}
	if (held) yield '\n';
}

const breaksIn = (cell: string) => cell.split('\n').length - 1;
