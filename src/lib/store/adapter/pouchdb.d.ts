/** The parts of PouchDB 9's own packages that an adapter is made of; they come without types. */

declare module 'pouchdb-merge' {
	export type RevisionNode = [
		hash: string,
		state: { status: 'available' | 'missing'; deleted?: true },
		children: RevisionNode[]
	];
	export interface RevisionPath {
		pos: number;
		ids: RevisionNode;
	}
	export type RevisionTree = RevisionPath[];
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
	/** Changes `tree`. `new_leaf`: the path extends a leaf. */
	export function merge(
		tree: RevisionTree,
		path: RevisionPath,
		depth: number
	): { tree: RevisionTree; conflicts: 'new_leaf' | 'new_branch' | 'internal_node' };
	export function revExists(tree: RevisionTree, rev: string): boolean;
	export function rootToLeaf(tree: RevisionTree): Path[];
	export function traverseRevTree<T>(
		tree: RevisionTree,
		visit: (leaf: boolean, pos: number, hash: string, context: T, state: RevisionNode[1]) => T
	): void;
	export function winningRev(metadata: TreeMetadata): string;
}

declare module 'pouchdb-adapter-utils' {
	import type { RevisionTree } from 'pouchdb-merge';
	export interface ParsedDocument {
		metadata: { id: string; rev: string; rev_tree: RevisionTree; deleted?: boolean };
		data: Record<string, unknown>;
		error?: unknown;
	}
	/** Replaces each `data` by a binary string and adds `digest` and `length`. */
	export function preprocessAttachments(
		documents: { data: Record<string, unknown> }[],
		as: 'binary',
		callback: (error?: unknown) => void
	): void;
	export function parseDoc(doc: object, newEdits: boolean, options?: object): ParsedDocument;
}

declare module 'pouchdb-binary-utils' {
	export function binaryStringToBlobOrBuffer(text: string, type: string): unknown;
	export function btoa(text: string): string;
}

declare module 'pouchdb-errors' {
	export interface PouchError extends Error {
		status: number;
		error: unknown;
		reason?: string;
	}
	export const INVALID_URL: PouchError;
	export const MISSING_DOC: PouchError;
	export const MISSING_STUB: PouchError;
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
