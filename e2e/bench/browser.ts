/** Chromium on a profile on disk: what it stores is really written, and a second start is a cold one. */
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { chromiumLaunch } from '../browsers';
import { pause } from './measure';

const profiles = new Set<string>();

/** A folder for a browser's profile, empty or a copy of another one. */
export function newProfile(like?: string): string {
	const profile = mkdtempSync(join(tmpdir(), 'bench-profile-'));
	profiles.add(profile);
	if (like) cpSync(like, profile, { recursive: true, filter: (file) => !/Singleton/.test(file) });
	return profile;
}

export function dropProfile(profile: string) {
	profiles.delete(profile);
	rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}

/** Removes what is left of every profile. */
export function dropProfiles() {
	for (const profile of profiles) dropProfile(profile);
}

/** Opens the profile's browser, hands over its page, and closes it again, whatever happens. */
export async function inBrowser<T>(profile: string, use: (page: Page) => Promise<T>): Promise<T> {
	const context = await chromium.launchPersistentContext(profile, {
		...chromiumLaunch(),
		viewport: { width: 390, height: 844 },
		locale: 'en-GB',
		timezoneId: 'Europe/London',
		hasTouch: true,
		serviceWorkers: 'block'
	});
	try {
		context.setDefaultTimeout(60_000);
		// Functions handed to pages were compiled by tsx, which names inner ones by a function that pages don't have.
		await context.addInitScript('globalThis.__name ??= (named) => named');
		const page = context.pages()[0] ?? (await context.newPage());
		page.on('pageerror', (problem) => console.error(problem));
		return await use(page);
	} finally {
		await context.close();
	}
}

/** Slows the page's main thread down, as on a cheap phone. 1 is full speed. */
export async function throttle(page: Page, rate: number) {
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/** Bytes of all files below a folder. */
function bytesOf(folder: string): number {
	return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
		const path = join(folder, entry.name);
		return sum + (entry.isDirectory() ? bytesOf(path) : statSync(path).size);
	}, 0);
}

/** Names of the logs in which Chromium keeps what is not in its tables yet. */
function logsOf(profile: string): string {
	const folder = join(profile, 'Default', 'IndexedDB');
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return files.filter((file) => file.endsWith('.log')).join(' ');
}

/**
 * Writes to a database of its own, one value over and over, until Chromium puts what its log holds into tables and
 * begins a new one. How full a log was left is chance, and a cold start reads all of it: up to 4 MB, which takes longer
 * than all the rest.
 */
export async function emptyLog(page: Page, profile: string) {
	await pause(500);
	const before = logsOf(profile);
	for (let tries = 0; tries < 200 && logsOf(profile) === before; tries++)
		await page.evaluate(async () => {
			const opening = indexedDB.open('bench-filler', 1);
			opening.onupgradeneeded = () => opening.result.createObjectStore('filler');
			await new Promise((done) => (opening.onsuccess = done));
			const work = opening.result.transaction('filler', 'readwrite');
			for (let n = 0; n < 4; n++) work.objectStore('filler').put('a'.repeat(15_000), 'value');
			await new Promise((done) => (work.oncomplete = done));
			opening.result.close();
		});
	await pause(1500);
}

/** Bytes that a closed profile's IndexedDB databases take on disk. */
export function databaseBytes(profile: string): number {
	const folder = join(profile, 'Default', 'IndexedDB');
	return existsSync(folder) ? bytesOf(folder) : 0;
}
