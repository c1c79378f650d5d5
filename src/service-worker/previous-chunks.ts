/// <reference lib="webworker" />
import { cacheNames } from 'workbox-core';

const CACHE = 'toadlane-previous';
const KEPT_AT = 'x-kept-at';
const KEEP = 30 * 24 * 3_600_000;

/**
 * Keeps the chunks of the build that is about to be replaced for 30 days, so that a tab that stays open can still
 * load the parts it has not yet loaded. Runs at installation, while the old build's cache is still whole.
 */
export async function keepPreviousChunks(current: ReadonlySet<string>): Promise<void> {
	const [old, previous] = await Promise.all([caches.open(cacheNames.precache), caches.open(CACHE)]);
	for (const request of await previous.keys()) {
		const keptAt = Number((await previous.match(request))?.headers.get(KEPT_AT));
		if (!(Date.now() - keptAt < KEEP)) await previous.delete(request);
	}
	for (const request of await old.keys()) {
		const { pathname } = new URL(request.url);
		if (!pathname.startsWith('/_app/immutable/') || current.has(pathname)) continue;
		const response = await old.match(request);
		if (!response) continue;
		const headers = new Headers(response.headers);
		headers.set(KEPT_AT, String(Date.now()));
		await previous.put(request, new Response(await response.blob(), { headers }));
	}
}

/** A chunk that is not of this build: kept from an earlier one, or asked of the network. */
export async function previousChunk(request: Request): Promise<Response> {
	const previous = await caches.open(CACHE);
	return (await previous.match(request)) ?? fetch(request);
}
