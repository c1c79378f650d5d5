import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { designDocuments } from './couchdb/design-documents.ts';
import { gazetteer } from './src/lib/features/group/gazetteer-plugin.ts';
import { oneLanguage, pluralRulesOnce } from './src/lib/i18n/one-language.ts';
import { digestOf } from './src/lib/server/designs.ts';
import { reckoningWorker } from './src/lib/server/reckoning-plugin.ts';
import { hashFiles } from './src/service-worker/static-hashes.ts';

/**
 * Parts that are always loaded whole: what every page needs, what the pages of the registry have in common, and what keeps
 * a group's records. Many small chunks compress worse, each is a request of its own, and a public page must never bring the
 * store.
 */
const groups = [
	{
		name: 'page',
		priority: 2,
		test: /node_modules\/(?!@sveltejs\/kit\/src\/runtime\/app\/forms|svelte\/src\/(?:reactivity\/|.*\/(?:create-subscriber|key|actions|universal|svelte-element|select)\.js))(svelte|@sveltejs|devalue|esm-env)\/|preload-helper|src\/lib\/(ui\/(Button|Mark\.|Masthead|toast\.svelte\.ts|install|keep-app|LaterDrawing|CommitmentStatus)|map\/Locator|records\/lists|i18n\/(format\.|paraglide\/messages\/app_(name|try_again|title|code|unexpected|error_missing|error_refused_title)\.)|features\/registry\/(words|summary|find\/asked-words))/
	},
	{
		name: 'registry',
		priority: 1,
		test: /src\/lib\/(features\/registry\/(public-event|find\/(address|kept|said))|rules\/nation\/asked\.|i18n\/paraglide\/messages\/(registry_(?!review|as_of|since|missing|trouble|page_desc|demo_text|open_data|area_none|map_(?!show|hide|none|static))|find_(?!kept|absurd)|(calendar|stories)_public_(title|all|nav)\.|nation_nav\.|deserts_(nav|from_communities)\.))/
	},
	{
		name: 'store',
		test: /node_modules\/(dexie|ulid|@noble|pouchdb)|src\/lib\/(records\/(?!lists)|store\/(?!reference)|errors)|src\/lib\/rules\/(addresses|commitment-status|door-state|readiness|slots|suppressed)/
	}
];

const checks = Object.entries(await designDocuments()).map(([name, design]) => [
	name,
	design.validate_doc_update
]);

/** Styles go by their digest alone: every page of the app lists them all. */
const shortNames = (): Plugin => ({
	name: 'short-names',
	applyToEnvironment: ({ name }) => name === 'client',
	outputOptions: (options) => ({ ...options, assetFileNames: '_app/immutable/assets/[hash][extname]' })
});

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/lib/i18n/project.inlang',
			outdir: './src/lib/i18n/paraglide',
			strategy: ['baseLocale']
		}),
		oneLanguage(),
		pluralRulesOnce(),
		gazetteer(),
		reckoningWorker(),
		sveltekit(),
		shortNames()
	],
	// Dexie for browsers of today, without what older ones need.
	resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
	define: {
		__STATIC_HASHES__: JSON.stringify(hashFiles('static')),
		__COUCH_DESIGNS__: JSON.stringify(digestOf(Object.fromEntries(checks)))
	},
	// PouchDB's packages do nothing when they are imported; without this one function of them brings all of them.
	build: {
		// Of what a route needs only its styles are named ahead: with its scripts this list of all routes outweighs them.
		modulePreload: { resolveDependencies: (_, files) => files.filter((file) => file.endsWith('.css')) },
		rolldownOptions: {
			treeshake: {
				moduleSideEffects: [
					{
						test: /node_modules\/(pouchdb-(?:utils|errors|md5|binary-utils|fetch)|events|uuid|spark-md5)\//,
						sideEffects: false
					},
					// No element of ours is a browser's own kind of element.
					{ test: /svelte\/src\/internal\/client\/dom\/elements\/custom-element/, sideEffects: false }
				]
			}
		}
	},
	environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } } },
	worker: { format: 'es' },
	test: {
		include: ['src/**/*.test.ts', 'couchdb/**/*.test.ts', 'docs/**/*.test.ts', 'e2e/**/*.test.ts'],
		environment: 'node',
		testTimeout: 30_000
	}
});
