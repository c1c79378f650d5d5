/**
 * Writes docs/reliability.md from what the last `npm test` ran: every test that reports a fault is a row. `--check`
 * writes nothing; it fails when a fault has no test that ran and passed in a place where it has to be tried, or when the
 * page lacks a test or has one too many, when it was changed by hand, or when a test tells of a loss. A browser that this machine does not have is told, and not asked for. Figures
 * differ from run to run and are not compared.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import {
	absentEngines,
	broken,
	isOutOfDate,
	isSealed,
	missing,
	page,
	rowsOfStories,
	rowsOfUnits,
	sealed
} from './fault-table.ts';

const file = 'docs/reliability.md';
const read = (path: string): unknown =>
	existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;

const stories = read('test-results/stories.json');
const rows = [...rowsOfUnits(read('test-results/units.json')), ...rowsOfStories(stories)];
const absent = absentEngines(stories);
for (const engine of absent) console.log(`no fault was tried in ${engine}: it is not on this machine`);
const problems = missing(rows, absent).map((where) => `fault ${where} has no test that ran and passed`);
problems.push(...broken(rows).map((row) => `lost or doubled: ${row}`));
if (process.argv.includes('--check')) {
	const there = existsSync(file) ? readFileSync(file, 'utf8') : '';
	if (isOutOfDate(there, rows, absent))
		problems.push(`${file} is out of date: run npm run reliability after npm test`);
	if (!isSealed(there)) problems.push(`${file} was changed by hand: run npm run reliability after npm test`);
} else {
	const style = await resolveConfig(file);
	writeFileSync(file, sealed(await format(page(rows), { ...style, filepath: file })));
	console.log(`${file}: ${rows.length} rows`);
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length ? 1 : 0;
