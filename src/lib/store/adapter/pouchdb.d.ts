/** The parts of PouchDB 9's own packages that an adapter is made of; they come without types. */

declare module 'pouchdb-merge' {
	export type RevisionNode = [
		hash: string,
		state: { status: 'available' | 'missing'; deleted?: true },
		children: RevisionNode[]
	];
	export type RevisionTree = { pos: number; ids: RevisionNode }[];
	export interface TreeMetadata {
		rev_tree: RevisionTree;
	}
	export interface Path {
		pos: number;
		ids: { id: string; opts: RevisionNode[1] }[];
	}
	export function collectConflicts(metadata: TreeMetadata): string[];
	export function collectLeaves(tree: RevisionTree): { rev: string; opts: RevisionNode[1] }[];
	export function compactTree(metadata: TreeMetadata): string[];
	export function isDeleted(metadata: TreeMetadata, rev?: string): boolean;
	export function isLocalId(id: string): boolean;
	export function latest(rev: string, metadata: TreeMetadata): string;
	export function rootToLeaf(tree: RevisionTree): Path[];
	export function traverseRevTree<T>(
		tree: RevisionTree,
		visit: (leaf: boolean, pos: number, hash: string, context: T, state: RevisionNode[1]) => T
	): void;
	export function winningRev(metadata: TreeMetadata): string;
}

declare module 'pouchdb-adapter-utils' {
	import type { RevisionTree } from 'pouchdb-merge';
	export interface Metadata {
		id: string;
		rev: string;
		rev_tree: RevisionTree;
		deleted?: boolean;
		winningRev?: string;
	}
	export interface ParsedDocument {
		metadata: Metadata;
		data: Record<string, unknown>;
		error?: unknown;
	}
	export interface Outcome {
		ok?: boolean;
		id?: string;
		rev?: string;
		error?: unknown;
		status?: number;
		metadata?: Metadata;
	}
	export function parseDoc(doc: object, newEdits: boolean, options?: object): ParsedDocument;
	export function processDocs(
		revsLimit: number,
		documents: ParsedDocument[],
		api: object,
		known: { has(id: string): boolean; get(id: string): Metadata | undefined },
		transaction: null,
		results: (Outcome | undefined)[],
		write: (
			document: ParsedDocument,
			winner: string,
			winnerDeleted: boolean,
			deleted: boolean,
			isUpdate: boolean,
			delta: number,
			index: number,
			done: () => void
		) => void,
		options: { new_edits: boolean; was_delete?: boolean }
	): void;
}

declare module 'pouchdb-errors' {
	export interface PouchError extends Error {
		status: number;
		error: unknown;
		reason?: string;
	}
	export const MISSING_DOC: PouchError;
	export const REV_CONFLICT: PouchError;
	export const IDB_ERROR: PouchError;
	export function createError(error: PouchError, reason?: string): PouchError;
}

declare module 'pouchdb-utils' {
	export class changesHandler {
		addListener(name: string, id: string, db: object, options: object): void;
		removeListener(name: string, id: string): void;
		removeAllListeners(name: string): void;
		emit(name: string): void;
	}
	export function adapterFun(name: string, method: unknown): () => Promise<unknown>;
	export function clone<T>(value: T): T;
	export function filterChange(options: object): (change: object) => boolean | { status: number };
	export function rev(doc: object, deterministic: boolean): string;
	export function uuid(): string;
}
