import { expect, test } from 'vitest';
import { playwrightOutcomes, vitestOutcomes } from './outcomes';

test('of Vitest’s tests each is named, a skipped one is neither, and a file that can’t be loaded has failed', () => {
	const report = {
		testResults: [
			{
				name: 'a.test.ts',
				status: 'failed',
				assertionResults: [
					{ fullName: 'keeps', status: 'passed' },
					{ fullName: 'sends', status: 'failed' },
					{ fullName: 'needs a server', status: 'skipped' }
				]
			},
			{ name: 'b.test.ts', status: 'failed', assertionResults: [] }
		]
	};
	expect(vitestOutcomes(report)).toEqual([
		{ name: 'a.test.ts: keeps', ok: true },
		{ name: 'a.test.ts: sends', ok: false },
		{ name: 'b.test.ts', ok: false }
	]);
});

test('of Playwright’s tests each is named, in whatever suite, and one that passed at the second try has failed', () => {
	const report = {
		suites: [
			{
				file: 'walk.spec.ts',
				specs: [{ title: 'starts', tests: [{ status: 'expected' }] }],
				suites: [
					{
						file: 'walk.spec.ts',
						specs: [
							{ title: 'ends', tests: [{ status: 'unexpected' }] },
							{ title: 'rests', tests: [{ status: 'flaky' }, { status: 'skipped' }] }
						]
					}
				]
			}
		]
	};
	expect(playwrightOutcomes(report)).toEqual([
		{ name: 'walk.spec.ts: starts', ok: true },
		{ name: 'walk.spec.ts: ends', ok: false },
		{ name: 'walk.spec.ts: rests', ok: false }
	]);
});
