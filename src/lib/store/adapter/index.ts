/** A PouchDB 9 adapter over Dexie tables. Imports nothing of the product. */
export { dexieAdapter, DexieAdapter, type AdapterOptions } from './adapter.ts';
export {
	ancestryOf,
	bodyOf,
	generationOf,
	hashOf,
	leavesOf,
	outgoing,
	unknownRevisions,
	type Leaf
} from './revisions.ts';
export {
	adapterTables,
	type Body,
	type Change,
	type DocRow,
	type DocumentTables,
	type Fold
} from './tables.ts';
export { readMeta, revsLimit, writeDocuments, type Outcome, type WriteOptions } from './write.ts';
