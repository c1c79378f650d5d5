/** What was found, as lines for people and as JSON for the next comparison. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

export interface Finding {
	section: string;
	what: string;
	/** The figure that a goal is set for: a ratio, or milliseconds, KB, bytes. */
	value: number;
	unit: 'x' | 'ms' | 'KB' | 'bytes' | 'requests' | 'points';
	/** What the figure was made from, such as both medians. */
	from?: string;
	/** Met when the value is not above it. */
	goal?: number;
}

/** A part that could not be measured, and why. It is printed, never passed over. */
export interface Gap {
	section: string;
	why: string;
}

const digits = { x: 2, ms: 1, KB: 1, bytes: 0, requests: 0, points: 0 };
const figure = (value: number, unit: Finding['unit']) => value.toFixed(digits[unit]);

function verdict({ value, goal }: Finding) {
	if (goal === undefined) return '';
	if (Number.isNaN(value)) return 'NO FIGURE';
	return value <= goal ? 'met' : 'NOT MET';
}

/** A table in columns, one line a finding, grouped by section. */
export function table(findings: readonly Finding[], gaps: readonly Gap[]): string {
	const rows = findings.map((found) => [
		found.what,
		`${figure(found.value, found.unit)} ${found.unit}`,
		found.goal === undefined ? '' : `<= ${figure(found.goal, found.unit)}`,
		verdict(found),
		found.from ?? ''
	]);
	const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length), 4));
	const line = (cells: readonly string[]) =>
		cells
			.map((cell, column) =>
				column === 1 || column === 2 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column] ?? 0)
			)
			.join('  ')
			.trimEnd();
	const lines: string[] = [];
	let section = '';
	findings.forEach((found, index) => {
		if (found.section !== section) {
			section = found.section;
			lines.push('', section, line(['', 'value', 'goal', '', 'from']));
		}
		lines.push(line(rows[index]!));
	});
	for (const gap of gaps) lines.push('', `${gap.section}: not measured. ${gap.why}`);
	return lines.join('\n');
}

/** Writes everything, with what it ran on, to `.out/bench.json`. */
export function writeReport(
	findings: readonly Finding[],
	gaps: readonly Gap[],
	about: Record<string, unknown>
) {
	mkdirSync('.out', { recursive: true });
	const machine = {
		cores: cpus().length,
		processor: cpus()[0]?.model,
		load: loadavg(),
		node: process.version
	};
	const judged = findings.map((found) => ({
		...found,
		met: found.goal === undefined ? undefined : found.value <= found.goal
	}));
	const report = { at: new Date().toISOString(), machine, ...about, findings: judged, gaps };
	writeFileSync('.out/bench.json', JSON.stringify(report, undefined, '\t') + '\n');
}
