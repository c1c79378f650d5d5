/** A published table as facts: taken as a whole, or refused with the reason. */
import {
	kindOfTable,
	LAYOUTS,
	mergeRows,
	missingHeadings,
	provenance,
	type FactKinds,
	type RowProblem,
	type RowRemark,
	type TableKind
} from '../../rules/reference/index.ts';
import { findEncoding, readText, type Encoding } from './read-text.ts';
import { BrokenTable, readRows, type TableRow } from './read-rows.ts';
import { count, total, type Tally } from './report.ts';

/** A file that makes no sense as a whole: nothing of it was written. */
export class RefusedFile extends Error {
	override name = 'RefusedFile';
}

export const MOST_ROWS = 500_000;

export interface ReadTable<T> {
	facts: T[];
	read: number;
	merged: number;
	skipped: Partial<Record<RowProblem | 'same_id', Tally>>;
	remarks: Partial<Record<RowRemark, Tally>>;
	encoding: Encoding;
}

/** Reads a file of a kind. Throws RefusedFile. */
export async function readTable<K extends TableKind>(
	file: string,
	kind: K,
	asOf: string,
	most = MOST_ROWS
): Promise<ReadTable<FactKinds[K]>> {
	const encoding = await findEncoding(file);
	if (encoding === 'binary') throw new RefusedFile('It is not a text file: there are zero bytes in it.');
	const layout = LAYOUTS[kind];
	const from = provenance(layout.source, asOf);
	const facts = new Map<string, FactKinds[K]>();
	const table: ReadTable<FactKinds[K]> = {
		...{ facts: [], read: 0, merged: 0, skipped: {}, remarks: {} },
		encoding
	};
	let header: string[] | undefined;
	let columns = new Map<string, number>();
	let refused: RefusedFile | undefined;

	const take = ({ cells, line }: TableRow) => {
		if (!header) {
			header = cells.map((cell) => cell.trim());
			columns = new Map(header.map((heading, at) => [heading, at]));
			refused = wrongHeader(kind, header);
			return refused === undefined;
		}
		table.read += 1;
		if (table.read > most) {
			refused = new RefusedFile(`It has more than ${most} rows, which is more than can be read at a time.`);
			return false;
		}
		if (cells.length !== header.length) count(table.skipped, 'columns', line);
		else {
			const said = layout.read((heading) => clean(cells[columns.get(heading) ?? -1] ?? ''));
			if (!said.ok) count(table.skipped, said.why, line);
			else {
				const fact = { ...said.fact, ...from } as FactKinds[K];
				const known = facts.get(fact.id);
				const merged = known ? mergeRows(known, fact) : fact;
				if (!merged) count(table.skipped, 'same_id', line);
				else {
					facts.set(fact.id, merged);
					if (known) table.merged += 1;
					if (said.remark) count(table.remarks, said.remark, line);
				}
			}
		}
		return true;
	};

	try {
		await readRows(readText(file, encoding), take);
	} catch (problem) {
		if (!(problem instanceof BrokenTable)) throw problem;
		throw new RefusedFile(`It breaks off, or ${problem.message}.`, { cause: problem });
	}
	refused ??= header ? senseless(table, facts.size) : new RefusedFile('It is empty.');
	if (refused) throw refused;
	table.facts = [...facts.values()];
	return table;
}

/** Text as it is kept: no control characters but line breaks. */
const clean = (cell: string) => cell.replace(/[^\P{Cc}\n]/gu, ' ').trim();

function wrongHeader(kind: TableKind, header: readonly string[]): RefusedFile | undefined {
	const missing = missingHeadings(kind, header);
	if (missing.length === 0) return undefined;
	const other = kindOfTable(header);
	return new RefusedFile(
		other
			? `These are ${other}: npm run import -- ${other} FILE`
			: `Its first line lacks the headings of ${kind}: ${missing.join(', ')}.`
	);
}

/** More than half of them, or more than one in twenty of many. */
const isTooMany = (some: number, all: number) => some * 2 > all || (some > 10 && some * 20 > all);

/** Why a file as a whole can't be what it should be, though its header is. */
function senseless(table: Omit<ReadTable<object>, 'facts'>, taken: number): RefusedFile | undefined {
	const { read, skipped, remarks } = table;
	if (read === 0) return new RefusedFile('There is nothing below its first line.');
	const worst = Object.entries({ ...skipped, ...remarks })
		.filter(([what]) => what !== 'lost_character')
		.map(([what, tally]) => `${what} ${tally.count} (line ${tally.lines.join(', ')})`);
	const misplaced = total({ ...remarks, lost_character: undefined });
	if (taken > 0 && !isTooMany(total(skipped), read) && !isTooMany(misplaced, read)) return undefined;
	return new RefusedFile(`Too many of its ${read} rows make no sense: ${worst.join('; ')}.`);
}
