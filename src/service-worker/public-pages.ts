/// <reference lib="webworker" />
import type { RouteHandlerCallback, WorkboxPlugin } from 'workbox-core';
import { NetworkFirst, NetworkOnly } from 'workbox-strategies';

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

/** Public pages and their data: the network's, else the one seen last, else what is there in its stead. */
export function publicPages(offline: (url: URL) => Promise<Response | undefined>): RouteHandlerCallback {
	const strategy = new NetworkFirst({
		cacheName: CACHE,
		networkTimeoutSeconds: PATIENCE_SECONDS,
		plugins: [away, notOnesOwn, trim]
	});
	return async (options) => {
		try {
			return await strategy.handle(options);
		} catch (error) {
			const page = options.request.mode === 'navigate' ? await offline(options.url) : undefined;
			if (page) return page;
			throw error;
		}
	};
}

/** Lists of communities: the network's, else the page that asks the directory on this phone. */
export function foundPages(shell: () => Promise<Response | undefined>): RouteHandlerCallback {
	const strategy = new NetworkOnly({ networkTimeoutSeconds: PATIENCE_SECONDS, plugins: [away] });
	return async (options) => {
		try {
			return await strategy.handle(options);
		} catch (error) {
			const page = await shell();
			if (page) return page;
			throw error;
		}
	};
}
