/**
 * All tests in one command: the checks of `npm run check`, unit and contract tests, the convergence checker, the build,
 * and people's stories in browsers. Ends with one line, `N passed, N failed`; the exit code is 0 only when nothing failed.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowsers } from './browsers';
import { check, checkAll, type Outcome, run } from './checks';
import { playwrightOutcomes, vitestOutcomes } from './outcomes';

const results = 'test-results';
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const failed: string[] = [];
const again: string[] = [];
let passed = 0;

function tally({ name, ok, why, again: twice }: Outcome): boolean {
	const said = why ? `${name}\n    ${why}` : name;
	if (twice) again.push(said);
	if (ok) passed++;
	else failed.push(said);
	return ok;
}

/** Adds a runner's own results; a runner that fails without naming a test, or runs none, is a failure of its own. */
function count(runner: string, ok: boolean, file: string, read: (report: unknown) => Outcome[]) {
	const outcomes = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : [];
	outcomes.forEach(tally);
	if (outcomes.length === 0) failed.push(`${runner} ran nothing`);
	else if (!ok && outcomes.every((each) => each.ok)) failed.push(`${runner} itself`);
}

function vitest(report: string, ...which: string[]) {
	const file = `${results}/${report}.json`;
	const ok = run(
		'vitest',
		'run',
		...which,
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`
	);
	count(report, ok, file, vitestOutcomes);
}

try {
	const leftOut = ensureBrowsers();
	(await checkAll()).forEach(tally);
	// The checker plays as many histories as it can in its time, so it has the machine to itself.
	vitest('units', '--exclude=e2e/checker/**', '--maxWorkers=100%');
	vitest('checker', 'e2e/checker');

	if (tally(check('build', 'vite', 'build'))) {
		const ok = run('playwright', 'test', '-c', 'e2e/playwright.config.ts');
		count('stories', ok, `${results}/stories.json`, playwrightOutcomes);
		tally(check('every fault was tried', 'tsx', 'docs/reliability.ts', '--check'));
	}
	if (leftOut) console.log(`\n${leftOut}`);
} catch (problem) {
	console.error(problem instanceof Error ? problem.message : problem);
	failed.push('the tests themselves');
}

if (again.length > 0) console.log(['\nPassed at the second try only:', ...again].join('\n  '));
if (failed.length > 0) console.log(['\nWhat failed:', ...failed].join('\n  '));
console.log(`\n${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
