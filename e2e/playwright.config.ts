import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { DEBIAN_FIREFOX } from './browsers';

/** Whoever runs a hundred browsers on two cores meets one that stands still. What needs the second try is named. */
const AGAIN = 1;

/** Told in Firefox, too: maps, the keyboard and a cold start after a crash stand on what engines do differently. */
const firefox = {
	name: 'firefox',
	testMatch: ['stories/flats.spec.ts', 'stories/kept-ground.spec.ts'],
	retries: AGAIN,
	grep: /A block of flats is added|An area is drawn/
};

export default defineConfig({
	testDir: '.',
	// Emptied at every start: not where the other runners' reports stand.
	outputDir: '../test-results/stories',
	// Generous: what is slow on a machine with other work is not wrong.
	timeout: 300_000,
	expect: { timeout: 30_000 },
	// A browser waits more than it works: two at a time take half as long.
	workers: 2,
	// Each test is handed out by itself, not its whole file: in the end one worker would do the last file alone.
	fullyParallel: true,
	// The next release is built once, and not by two tests at the same time; Firefox draws maps on a screen alone.
	globalSetup: ['./release.ts', './screen.ts'],
	projects: [
		// Long ones first: what comes last should be short.
		...(existsSync(DEBIAN_FIREFOX) ? [firefox] : []),
		{ name: 'stories', testMatch: 'stories/*.spec.ts', retries: AGAIN },
		// A loss that comes only now and then is a loss: no second try.
		{ name: 'faults', testMatch: 'faults/*.spec.ts', retries: 0 }
	],
	forbidOnly: Boolean(process.env.CI),
	reporter: [['list'], ['json', { outputFile: '../test-results/stories.json' }]]
});
