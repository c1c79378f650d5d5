import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The commit names the build; outside a checkout the time does. */
function version() {
	try {
		return execSync('git rev-parse --short=12 HEAD', { stdio: ['ignore', 'pipe', 'ignore'] })
			.toString()
			.trim();
	} catch {
		return String(Date.now());
	}
}

/** The one script in app.html, by its hash: a file of its own would be waited for before anything shows. */
function themeHash() {
	const [, script = ''] = /<script>(.*?)<\/script>/s.exec(readFileSync('src/app.html', 'utf8')) ?? [];
	return /** @type {const} */ (`sha256-${createHash('sha256').update(script).digest('base64')}`);
}

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		// The same folder that src/serve.js serves.
		adapter: adapter({ out: process.env.BUILD_DIR || 'build', precompress: true }),
		paths: { relative: false },
		// A public page's styles come with it: a dozen small files asked for one after another are the longest wait before it shows.
		inlineStyleThreshold: 8192,
		serviceWorker: { register: false },
		// This file is read several times in one build, and the commit may move meanwhile.
		version: { name: (process.env.APP_VERSION ??= version()) },
		csrf: { trustedOrigins: [] },
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['none'],
				'script-src': ['self', themeHash()],
				'style-src': ['self'],
				// One attribute, and no other: SvelteKit's own element that reads a new page's title out.
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:', 'blob:'],
				'connect-src': ['self'],
				'worker-src': ['self'],
				'manifest-src': ['self'],
				'font-src': ['self'],
				'form-action': ['self'],
				'base-uri': ['none'],
				'frame-ancestors': ['none']
			}
		}
	}
};
