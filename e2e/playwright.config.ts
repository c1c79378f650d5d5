import { defineConfig } from '@playwright/test';

export default defineConfig({
	testDir: '.',
	testMatch: ['stories/*.spec.ts', 'faults/*.spec.ts'],
	// Emptied at every start: not where the other runners' reports stand.
	outputDir: '../test-results/stories',
	// Generous: what is slow on a machine with other work is not wrong.
	timeout: 300_000,
	expect: { timeout: 30_000 },
	// One browser may need both cores; on a machine that shares them two at a time are no faster, and make each other late.
	workers: 1,
	// The next release is built once, and not by two tests at the same time.
	globalSetup: './release.ts',
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	reporter: [['list'], ['json', { outputFile: '../test-results/stories.json' }]]
});
