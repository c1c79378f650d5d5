import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { gazetteer } from './src/lib/features/group/gazetteer-plugin.ts';
import { hashFiles } from './src/service-worker/static-hashes.ts';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/lib/i18n/project.inlang',
			outdir: './src/lib/i18n/paraglide',
			strategy: ['baseLocale']
		}),
		gazetteer(),
		sveltekit()
	],
	define: { __STATIC_HASHES__: JSON.stringify(hashFiles('static')) },
	worker: { format: 'es' },
	test: {
		include: ['src/**/*.test.ts', 'couchdb/**/*.test.ts', 'e2e/**/*.test.ts'],
		environment: 'node',
		testTimeout: 30_000
	}
});
