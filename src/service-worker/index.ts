/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
/**
 * Opens the app with no network. What was built is kept whole; a group's pages are one shell; public pages come
 * from the network first, and of communities that shell tells what the phone's directory knows. A new version waits until somebody presses the button for it.
 */
import { build, files, prerendered, version } from '$service-worker';
import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { fetchAhead } from './fetch-ahead.ts';
import { keepPreviousChunks, previousChunk } from './previous-chunks.ts';
import { foundPages, publicPages } from './public-pages.ts';

declare const self: ServiceWorkerGlobalScope;

const FRONT = '/';
const SHELL = '/start';
const OFFLINE = '/offline';
const GROUP_PAGES = /^\/(start|join|demo|sealed|g)(\/|$)/;
const FOUND = '/communities';
const COMMUNITY = /^\/communities\/[^/.]+$/;
const LIVE = /^\/(api|sync|moderate)(\/|$)/;

/** Files for programs and for keeping elsewhere: as long as they like, and no pages. */
const FILES = /\.(csv|geojson|json|jsonld|atom|ics|xml|txt)$/;

/** Changes with any byte of the build: two builds of one commit must never share a prerendered page. */
function buildMark(): string {
	let sum = 0;
	for (const letter of build.join()) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0;
	return `${version}-${(sum >>> 0).toString(36)}`;
}

const mark = buildMark();
const kept = [
	...build.map((url) => ({ url, revision: null })),
	...files
		.filter((url) => !url.endsWith('.pmtiles'))
		.map((url) => ({ url, revision: __STATIC_HASHES__[url] ?? mark })),
	...prerendered.map((url) => ({ url, revision: mark }))
];

self.addEventListener('install', (event) => {
	event.waitUntil(keepPreviousChunks(new Set(build)));
	event.waitUntil(fetchAhead(build));
});
self.addEventListener('message', (event) => {
	if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

clientsClaim();
cleanupOutdatedCaches();

registerRoute(
	({ request, url, sameOrigin }) =>
		sameOrigin && request.mode === 'navigate' && GROUP_PAGES.test(url.pathname),
	async ({ request }) => (await matchPrecache(SHELL)) ?? fetch(request)
);
registerRoute(
	({ request, url, sameOrigin }) => sameOrigin && request.mode === 'navigate' && url.pathname === FRONT,
	async ({ request }) => (await matchPrecache(FRONT)) ?? fetch(request)
);
precacheAndRoute(kept, { cleanURLs: false, directoryIndex: '' });
registerRoute(
	({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/_app/immutable/'),
	({ request }) => previousChunk(request)
);
registerRoute(
	({ request, url, sameOrigin }) => sameOrigin && request.mode === 'navigate' && url.pathname === FOUND,
	foundPages(() => matchPrecache(SHELL))
);
registerRoute(
	({ request, url, sameOrigin }) =>
		sameOrigin &&
		!LIVE.test(url.pathname) &&
		((request.mode === 'navigate' && !FILES.test(url.pathname)) || url.pathname.endsWith('/__data.json')),
	publicPages(({ pathname }) => matchPrecache(COMMUNITY.test(pathname) ? SHELL : OFFLINE))
);
