/**
 * All tests in one command: the checks of `npm run check`, unit and contract tests, the convergence checker, the build,
 * and people's stories in browsers. Ends with one line, `N passed, N failed`; the exit code is 0 only when nothing failed.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowsers } from './browsers';
import { check, checkAll, run } from './checks';

const results = 'test-results';
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const total = { passed: 0, failed: 0 };

function tally(ok: boolean) {
	total[ok ? 'passed' : 'failed']++;
	return ok;
}

/** Adds a runner's own counts; a runner that fails without a count is a failure of its own. */
function count(ok: boolean, file: string, read: (report: unknown) => { passed: number; failed: number }) {
	const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 };
	total.passed += counts.passed;
	total.failed += counts.failed;
	if (!ok && counts.failed === 0) total.failed++;
	if (counts.passed + counts.failed === 0) total.failed++;
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
	count(ok, file, (read) => {
		const { numPassedTests, numFailedTests } = read as { numPassedTests: number; numFailedTests: number };
		return { passed: numPassedTests, failed: numFailedTests };
	});
}

try {
	const leftOut = ensureBrowsers();
	checkAll().forEach(tally);
	// The checker plays as many histories as it can in its time, so it has the machine to itself.
	vitest('units', '--exclude=e2e/checker/**');
	vitest('checker', 'e2e/checker');

	if (tally(check('build', 'vite', 'build'))) {
		const stories = run('playwright', 'test', '-c', 'e2e/playwright.config.ts');
		count(stories, `${results}/stories.json`, (report) => {
			const { stats } = report as { stats: { expected: number; unexpected: number; flaky: number } };
			return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
		});
		tally(check('every fault was tried', 'tsx', 'docs/reliability.ts', '--check'));
	}
	if (leftOut) console.log(`\n${leftOut}`);
} catch (problem) {
	console.error(problem instanceof Error ? problem.message : problem);
	total.failed++;
}

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
