/**
 * Writes docs/reliability.md from what the last `npm test` ran: every test that reports a fault is a row. `--check`
 * writes nothing; it fails when a fault has no test that ran and passed, or when the page lacks a test or has one too
 * many. Figures differ from run to run and are not compared.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { isOutOfDate, missing, page, rowsOfStories, rowsOfUnits } from './fault-table.ts';

const file = 'docs/reliability.md';
const read = (path: string): unknown =>
	existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;

const rows = [
	...rowsOfUnits(read('test-results/units.json')),
	...rowsOfStories(read('test-results/stories.json'))
];
const problems = missing(rows).map((fault) => `fault ${fault} has no test that ran and passed`);
if (process.argv.includes('--check')) {
	const there = existsSync(file) ? readFileSync(file, 'utf8') : '';
	if (isOutOfDate(there, rows))
		problems.push(`${file} is out of date: run npm run reliability after npm test`);
} else {
	const style = await resolveConfig(file);
	writeFileSync(file, await format(page(rows), { ...style, filepath: file }));
	console.log(`${file}: ${rows.length} rows`);
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length ? 1 : 0;
