/** Which tests passed and which did not, from the reports of the runners. */
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Outcome } from './checks';

interface VitestReport {
	testResults: {
		name: string;
		status: string;
		assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
	}[];
}

interface Suite {
	file: string;
	specs?: { title: string; tests: { status: string; results?: { error?: { message?: string } }[] }[] }[];
	suites?: Suite[];
}

/** What a failure's message says first, without its colours. */
function whyOf(message: string | undefined): Pick<Outcome, 'why'> {
	const lines = stripVTControlCharacters(message ?? '').split('\n');
	const said = lines.map((line) => line.trim()).filter(Boolean);
	return said.length ? { why: said.slice(0, 6).join(' | ').slice(0, 400) } : {};
}

/** Of Vitest's JSON report; a file that failed without a test of it failing counts by its own name. */
export function vitestOutcomes(report: unknown): Outcome[] {
	return (report as VitestReport).testResults.flatMap((file) => {
		const name = relative('', file.name);
		const outcomes = file.assertionResults
			.filter(({ status }) => status === 'passed' || status === 'failed')
			.map(({ fullName, status, failureMessages }) => ({
				...{ name: `${name}: ${fullName}`, ok: status === 'passed' },
				...whyOf(failureMessages?.[0])
			}));
		return file.status === 'failed' && outcomes.every(({ ok }) => ok)
			? [...outcomes, { name, ok: false }]
			: outcomes;
	});
}

/** Of Playwright's JSON report; what passed at a second try only says so. */
export function playwrightOutcomes(report: unknown): Outcome[] {
	const inSuite = (suite: Suite): Outcome[] => [
		...(suite.specs ?? []).flatMap(({ title, tests }) =>
			tests
				.filter(({ status }) => status !== 'skipped')
				.map(({ status, results = [] }) => ({
					...{ name: `${suite.file}: ${title}`, ok: status === 'expected' || status === 'flaky' },
					...(status === 'flaky' && { again: true as const }),
					...whyOf(results.find(({ error }) => error)?.error?.message)
				}))
		),
		...(suite.suites ?? []).flatMap(inSuite)
	];
	return (report as { suites: Suite[] }).suites.flatMap(inSuite);
}
