import type { Component } from 'svelte';

const SCRIPT = '/service-worker.js';
/** For so long a first visit fetches no more than its page and what keeps the app on this phone. */
const FIRST_VISIT_MS = 60_000;

/**
 * Keeps the app on this phone, and watches for new versions of it. Answers what tells of one; on a first visit after a
 * while: there is nothing yet to change over from. Rejects without a network, and the next page tries again.
 */
export async function keepApp(): Promise<Component | undefined> {
	if (!('serviceWorker' in navigator)) return undefined;
	const { serviceWorker } = navigator;
	if (!serviceWorker.controller) {
		if (document.readyState !== 'complete') await new Promise((loaded) => addEventListener('load', loaded));
		await serviceWorker.register(SCRIPT);
		await new Promise((rested) => setTimeout(rested, FIRST_VISIT_MS));
	}
	const [banner, { watchForUpdates }] = await Promise.all([
		import('./UpdateBanner.svelte'),
		import('./update.svelte.ts')
	]);
	await watchForUpdates(SCRIPT);
	return banner.default;
}
