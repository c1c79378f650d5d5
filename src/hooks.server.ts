import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { building, dev } from '$app/environment';
import { m } from '$lib/i18n';
import { interestedLetter } from '$lib/i18n/interested-letters.ts';
import { BackendTrouble } from '$lib/server/backend.ts';
import { closeBasemap, currentBasemap } from '$lib/server/current-basemap.ts';
import { closeSite, currentSite } from '$lib/server/current-site.ts';
import { isShared, keepPages } from '$lib/server/kept-pages.ts';
import { openPost } from '$lib/server/interested/post.ts';
import { packedPage } from '$lib/server/packed-text.ts';
import { isFramable, securityHeaders } from '$lib/server/security-headers.js';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';

/** Opens the registry before the first request, so that a start that can't succeed says so at once. */
export const init: ServerInit = async () => {
	if (building) return;
	try {
		await currentSite();
	} catch (problem) {
		if (!dev || !(problem instanceof BackendTrouble) || problem.code !== 'locked') throw problem;
		// A second development server beside the first gets a registry that lasts as long as it runs.
		process.env.DATA_DIR = await mkdtemp(join(tmpdir(), 'toad-lane-'));
		console.warn(`The registry's folder is in use; this server keeps its own in ${process.env.DATA_DIR}`);
		await currentSite();
	}
	// What letters say is the words' business, and the server folder knows none.
	const site = await currentSite();
	site.post = openPost(site.settings, interestedLetter);
	await currentBasemap();
	process.once('sveltekit:shutdown', () => void Promise.all([closeSite(), closeBasemap()]));
};

/** The words of the frame around every page (app.html). */
const frame: Record<string, () => string> = {
	'%words.opening%': m.app_loading,
	'%words.noscript%': m.app_noscript,
	'%words.communities%': m.app_noscript_communities
};

/** An embed runs no script at all: what chooses the colours before a page is drawn stays away too. */
const THEME = /<script>.*?<\/script>/s;

/** What phones exchange is packed where that pays. */
const UNPACKED = /^\/(api|sync)\//;

export const handle: Handle = async ({ event, resolve }) => {
	const { pathname } = event.url;
	const framable = isFramable(pathname);
	const render = async () => {
		const response = await resolve(event, {
			// What is read without a script comes before the scripts.
			preload: ({ type }) => type === 'css' || (type === 'js' && !isShared(event.request, pathname)),
			transformPageChunk({ html }) {
				const said = html.replace(/%words\.\w+%/g, (word) => frame[word]?.() ?? word);
				return framable ? said.replace(THEME, '') : said;
			}
		});
		const headers = securityHeaders(event.url.origin, pathname);
		for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
		if (framable) letIn(response.headers);
		return response;
	};
	if (building || event.isSubRequest || UNPACKED.test(pathname)) return render();
	if (event.isDataRequest || !isShared(event.request, pathname))
		return packedPage(event.request, await render());
	const site = await currentSite().catch(() => undefined);
	if (!site) return packedPage(event.request, await render());
	return packedPage(
		event.request,
		await sharedPage(site, event.request, pathname + event.url.search, render)
	);
};

const sharedPage = keepPages();

/** SvelteKit's policy for a page that may stand in a frame and runs no script. */
function letIn(headers: Headers): void {
	const policy = headers.get('content-security-policy');
	if (!policy) return;
	const said = policy
		.replace(/frame-ancestors [^;]+/, 'frame-ancestors *')
		.replace(/script-src [^;]+/, "script-src 'none'");
	headers.set('content-security-policy', said);
}

/** The log gets everything that is our fault, and the caller a number to quote. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message, code: 'not_found' };
	if (status < 500) return { message: m.app_error_refused(), code: 'refused' };
	const id = crypto.randomUUID().slice(0, 8);
	console.error(`error ${id} at ${event.request.method} ${event.url.pathname}`, error);
	return { message: m.app_error_server(), code: id };
};
