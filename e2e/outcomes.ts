/** Which tests passed and which did not, from the reports of the runners. */
import { relative } from 'node:path';
import type { Outcome } from './checks';

interface VitestReport {
	testResults: {
		name: string;
		status: string;
		assertionResults: { fullName: string; status: string }[];
	}[];
}

interface Suite {
	file: string;
	specs?: { title: string; tests: { status: string }[] }[];
	suites?: Suite[];
}

/** Of Vitest's JSON report; a file that failed without a test of it failing counts by its own name. */
export function vitestOutcomes(report: unknown): Outcome[] {
	return (report as VitestReport).testResults.flatMap((file) => {
		const name = relative('', file.name);
		const outcomes = file.assertionResults
			.filter(({ status }) => status === 'passed' || status === 'failed')
			.map(({ fullName, status }) => ({ name: `${name}: ${fullName}`, ok: status === 'passed' }));
		return file.status === 'failed' && outcomes.every(({ ok }) => ok)
			? [...outcomes, { name, ok: false }]
			: outcomes;
	});
}

/** Of Playwright's JSON report; what passed at a second try only did not pass. */
export function playwrightOutcomes(report: unknown): Outcome[] {
	const inSuite = (suite: Suite): Outcome[] => [
		...(suite.specs ?? []).flatMap(({ title, tests }) =>
			tests
				.filter(({ status }) => status !== 'skipped')
				.map(({ status }) => ({ name: `${suite.file}: ${title}`, ok: status === 'expected' }))
		),
		...(suite.suites ?? []).flatMap(inSuite)
	];
	return (report as { suites: Suite[] }).suites.flatMap(inSuite);
}
