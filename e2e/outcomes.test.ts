import { expect, test } from 'vitest';
import { playwrightOutcomes, vitestOutcomes } from './outcomes';

test('of Vitest’s tests each is named, a failure with its reason, a skipped one is neither, and a file that can’t be loaded has failed', () => {
	const report = {
		testResults: [
			{
				name: 'a.test.ts',
				status: 'failed',
				assertionResults: [
					{ fullName: 'keeps', status: 'passed' },
					{ fullName: 'sends', status: 'failed', failureMessages: ['Error: no\n\n  at once'] },
					{ fullName: 'needs a server', status: 'skipped' }
				]
			},
			{ name: 'b.test.ts', status: 'failed', assertionResults: [] }
		]
	};
	expect(vitestOutcomes(report)).toEqual([
		{ name: 'a.test.ts: keeps', ok: true },
		{ name: 'a.test.ts: sends', ok: false, why: 'Error: no | at once' },
		{ name: 'b.test.ts', ok: false }
	]);
});

test('of Playwright’s tests each is named, in whatever suite, and one that passed at the second try says so, with what it failed of before', () => {
	const report = {
		suites: [
			{
				file: 'walk.spec.ts',
				specs: [{ title: 'starts', tests: [{ status: 'expected' }] }],
				suites: [
					{
						file: 'walk.spec.ts',
						specs: [
							{
								title: 'ends',
								tests: [
									{
										status: 'unexpected',
										results: [{ error: { message: '\u001b[31mexpected\u001b[39m a door' } }]
									}
								]
							},
							{
								title: 'rests',
								tests: [
									{ status: 'flaky', results: [{ error: { message: 'too late' } }, {}] },
									{ status: 'skipped' }
								]
							}
						]
					}
				]
			}
		]
	};
	expect(playwrightOutcomes(report)).toEqual([
		{ name: 'walk.spec.ts: starts', ok: true },
		{ name: 'walk.spec.ts: ends', ok: false, why: 'expected a door' },
		{ name: 'walk.spec.ts: rests', ok: true, again: true, why: 'too late' }
	]);
});
