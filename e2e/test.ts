/**
 * All tests in one command: lint, types, the import law, unit and contract tests, the build, and people's stories in
 * browsers. Ends with one line, `N passed, N failed`; the exit code is 0 only when nothing failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowsers } from './browsers';

const results = 'test-results';
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const total = { passed: 0, failed: 0 };

function run(command: string, args: string[], env: Record<string, string> = {}) {
	console.log(`\n> ${command} ${args.join(' ')}`);
	return (
		spawnSync('npx', ['--no-install', command, ...args], {
			stdio: 'inherit',
			env: { ...process.env, ...env }
		}).status === 0
	);
}

/** A check that passes or fails as a whole. */
function check(name: string, command: string, args: string[]) {
	const ok = run(command, args);
	console.log(`${ok ? 'ok' : 'FAILED'}: ${name}`);
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

try {
	ensureBrowsers();
	check('generated types', 'svelte-kit', ['sync']);
	check('words', 'paraglide-js', [
		'compile',
		'--project',
		'./src/lib/i18n/project.inlang',
		'--outdir',
		'./src/lib/i18n/paraglide',
		'--strategy',
		'baseLocale'
	]);
	check('lint', 'eslint', ['.']);
	check('format', 'prettier', ['--check', '.', '--log-level', 'warn']);
	check('types', 'svelte-check', [
		'--tsconfig',
		'./tsconfig.json',
		'--threshold',
		'error',
		'--output',
		'human'
	]);
	check('import law', 'depcruise', ['src', 'couchdb', '--config', '.dependency-cruiser.js']);

	check('import graph', 'tsx', ['docs/import-graph.ts', '--check']);

	const units = run('vitest', [
		'run',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${results}/units.json`
	]);
	count(units, `${results}/units.json`, (report) => {
		const { numPassedTests, numFailedTests } = report as { numPassedTests: number; numFailedTests: number };
		return { passed: numPassedTests, failed: numFailedTests };
	});

	if (check('build', 'vite', ['build'])) {
		const stories = run('playwright', ['test', '-c', 'e2e/playwright.config.ts']);
		count(stories, `${results}/stories.json`, (report) => {
			const { stats } = report as { stats: { expected: number; unexpected: number; flaky: number } };
			return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
		});
	}
} catch (problem) {
	console.error(problem instanceof Error ? problem.message : problem);
	total.failed++;
}

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
