/// <reference lib="webworker" />
import type { RouteHandlerCallback, WorkboxPlugin } from 'workbox-core';
import { NetworkFirst } from 'workbox-strategies';

const CACHE = 'toadlane-pages';
const MOST_PAGES = 80;
const PATIENCE_SECONDS = 5;

/** A proxy that answers for an origin that is away is no answer. */
const away: WorkboxPlugin = {
	fetchDidSucceed: async ({ response }) => {
		if (response.status >= 502 && response.status <= 504) throw new TypeError('Failed to fetch');
		return response;
	}
};

/** Pages that somebody has for themselves alone: whoever finds the phone later must not find them kept on it. */
const OWN = /^\/interested\/./;
const notOnesOwn: WorkboxPlugin = {
	cacheWillUpdate: ({ request, response }) =>
		Promise.resolve(response.status === 200 && !OWN.test(new URL(request.url).pathname) ? response : null)
};

/** The oldest pages make room; a cache lists its keys in the order they were first put in. */
const trim: WorkboxPlugin = {
	cacheDidUpdate: async ({ cacheName }) => {
		const cache = await caches.open(cacheName);
		const keys = await cache.keys();
		await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_PAGES)).map((key) => cache.delete(key)));
	}
};

/** Public pages and their data: the network's, else the one seen last, else the page that says what still works. */
export function publicPages(offline: () => Promise<Response | undefined>): RouteHandlerCallback {
	const strategy = new NetworkFirst({
		cacheName: CACHE,
		networkTimeoutSeconds: PATIENCE_SECONDS,
		plugins: [away, notOnesOwn, trim]
	});
	return async (options) => {
		try {
			return await strategy.handle(options);
		} catch (error) {
			const page = options.request.mode === 'navigate' ? await offline() : undefined;
			if (page) return page;
			throw error;
		}
	};
}
