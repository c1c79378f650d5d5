/** What an import tells the operator. */
import type { FactKind, RowProblem, RowRemark } from '../../rules/reference/index.ts';
import type { Encoding } from './read-text.ts';

/** How often something was so, and on which lines first. */
export interface Tally {
	count: number;
	lines: number[];
}

export interface ImportReport {
	kind: FactKind;
	/** Rows or districts. */
	read: number;
	taken: number;
	/** Rows of an id that was there already and that said nothing else. */
	merged: number;
	skipped: Partial<Record<RowProblem | 'same_id', Tally>>;
	/** Of rows that were taken. */
	remarks: Partial<Record<RowRemark, Tally>>;
	encoding: Encoding;
	added: number;
	unchanged: number;
	updated: number;
	gone: number;
	/** Whether anything was written. */
	written: boolean;
	/** Of all outlets: those whose postcode has a position. */
	joined?: { outlets: number; of: number };
}

const EXAMPLES = 5;

/** Counts one more of something. */
export function count<K extends string>(tallies: Partial<Record<K, Tally>>, what: K, line: number): void {
	const tally = (tallies[what] ??= { count: 0, lines: [] });
	tally.count += 1;
	if (tally.lines.length < EXAMPLES) tally.lines.push(line);
}

/** How many there are in all. */
export function total(tallies: Partial<Record<string, Tally>>): number {
	return Object.values(tallies).reduce((sum, tally) => sum + (tally?.count ?? 0), 0);
}

const WHY: Record<RowProblem | RowRemark | 'same_id', string> = {
	columns: 'more or fewer cells than the header',
	shifted: 'cells that belong in other columns',
	no_id: 'no id',
	no_name: 'no name',
	postcode: 'not a postcode',
	same_id: 'an id that was there already, and says something else',
	position_unreadable: 'a position that is not two numbers',
	position_zero: 'a position at 0,0',
	position_swapped: 'latitude and longitude swapped',
	position_outside: 'a position outside the country',
	lost_character: 'a character that was lost before the file was published'
};

/** The report in lines of plain words. */
export function reportLines(report: ImportReport): string[] {
	const { kind, read, taken, merged, skipped, remarks, encoding } = report;
	const rows = kind === 'boundaries' ? 'districts' : 'rows';
	const lines = [
		`${read} ${rows} read, ${taken} ${kind} taken, ${merged} merged, ${total(skipped)} skipped.`
	];
	if (encoding !== 'utf-8') lines.push(`The file is not UTF-8: it was read as ${encoding}.`);
	lines.push(...tallyLines('Skipped', skipped), ...tallyLines('Taken all the same', remarks));
	lines.push(
		`${report.added} new, ${report.updated} updated, ${report.unchanged} unchanged, ${report.gone} gone since the last file.`
	);
	if (report.joined)
		lines.push(`${report.joined.outlets} of ${report.joined.of} outlets have a position by their postcode.`);
	lines.push(report.written ? 'All of it is in use now.' : 'Nothing had to be written.');
	return lines;
}

function tallyLines(word: string, tallies: Partial<Record<string, Tally>>): string[] {
	return Object.entries(tallies).flatMap(([what, tally]) =>
		tally
			? [`  ${word}: ${tally.count} × ${WHY[what as keyof typeof WHY]} (line ${tally.lines.join(', ')})`]
			: []
	);
}
