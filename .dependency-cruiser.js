/** The import law of docs/architecture.md: who may import whom below src/lib, src/routes and couchdb. */
const lib = (folders) => `^src/lib/(${folders})(/|\\.)`;
const only = (name, from, to, extra = {}) => ({
	name,
	severity: 'error',
	from: { path: from },
	to: { path: '^(src|couchdb)/', pathNot: [from, ...to], ...extra }
});
const words = lib('i18n');

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		{ name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
		only('records-import-nothing-of-ours', lib('records'), []),
		only('rules-import-records', lib('rules'), [lib('records')]),
		only('errors-import-nothing', lib('errors'), []),
		only('ui-imports-words', lib('ui'), [words]),
		only('map-imports-words', lib('map'), [words]),
		only('words-import-nothing', words, []),
		only('store-imports-downwards', lib('store'), [lib('records|rules|errors')]),
		only('adapter-could-be-published-by-itself', '^src/lib/store/adapter/', []),
		only('sync-imports-downwards', lib('sync'), [lib('records|store|errors')]),
		only('server-imports-downwards', lib('server'), [lib('records|rules|errors')]),
		only('couchdb-imports-rules', '^couchdb/', [lib('records|rules')]),
		{
			name: 'features-import-downwards-and-never-each-other',
			severity: 'error',
			from: { path: '^src/lib/features/([^/]+)/' },
			to: {
				path: '^src/',
				pathNot: ['^src/lib/features/$1/', lib('records|rules|store|sync|ui|map|i18n|errors')]
			}
		},
		{
			name: 'routes-compose-features',
			severity: 'error',
			from: {
				path: '^src/routes/',
				pathNot: '^src/routes/(sync|api)/|\\+(page|layout)?\\.?server\\.ts$|\\+server\\.ts$'
			},
			to: { path: '^src/lib/', pathNot: [lib('features|rules|ui|i18n')] }
		},
		{
			name: 'server-stays-on-the-server',
			severity: 'error',
			from: {
				path: '^src/',
				pathNot: [
					'^src/lib/server/',
					'^src/hooks\\.server\\.ts$',
					'^src/serve\\.js$',
					'\\+(page|layout)\\.server\\.ts$',
					'\\+server\\.ts$'
				]
			},
			to: { path: '^src/lib/server/' }
		},
		{
			name: 'dexie-in-the-store-only',
			severity: 'error',
			from: { path: '^src/', pathNot: lib('store') },
			to: { path: 'node_modules/dexie' }
		},
		{
			name: 'pouchdb-in-store-sync-and-server-only',
			severity: 'error',
			from: { path: '^src/', pathNot: lib('store|sync|server') },
			to: { path: 'node_modules/pouchdb' }
		},
		{
			name: 'maplibre-in-the-map-only',
			severity: 'error',
			from: { path: '^src/', pathNot: lib('map') },
			to: { path: 'node_modules/maplibre-gl' }
		},
		{
			name: 'domain-is-free-of-frameworks',
			severity: 'error',
			from: { path: lib('records|rules') },
			to: { path: 'node_modules/(svelte|@sveltejs|dexie|pouchdb)|^\\$app' }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules|src/lib/i18n/paraglide' },
		exclude: { path: '\\.test\\.ts$|\\.bench\\.ts$|\\.contract\\.ts$|^\\.svelte-kit/' },
		tsConfig: { fileName: 'tsconfig.json' },
		webpackConfig: { fileName: '.dependency-cruiser.resolve.cjs' },
		tsPreCompilationDeps: true,
		enhancedResolveOptions: { extensions: ['.ts', '.js', '.svelte', '.svelte.ts', '.json'] },
		reporterOptions: {
			archi: {
				collapsePattern: '^src/lib/features/[^/]+|^src/lib/[^/]+|^src/routes|^couchdb|^src/service-worker'
			}
		}
	}
};
