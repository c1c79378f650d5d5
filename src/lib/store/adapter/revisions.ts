import {
	collectLeaves,
	rootToLeaf,
	traverseRevTree,
	type RevisionNode,
	type RevisionPath,
	type RevisionTree
} from 'pouchdb-merge';
import type { Body, DocRow } from './tables.ts';

/** Body of a leaf; `undefined` when the revision is not a leaf here. */
export function bodyOf(row: DocRow, rev: string): Body | undefined {
	return rev === row.rev ? row.data : row.alt?.[rev];
}

export function generationOf(rev: string): number {
	return Number.parseInt(rev, 10);
}

export function hashOf(rev: string): string {
	return rev.slice(rev.indexOf('-') + 1);
}

/** A revision with its ancestors, nearest first, as `_revisions` carries them. */
export interface Branch {
	start: number;
	ids: string[];
}

/** The one branch of a document without a `tree`. */
export const onlyBranch = ({ rev, past = [] }: DocRow): Branch => ({
	start: generationOf(rev),
	ids: [hashOf(rev), ...past]
});

/** A branch as PouchDB's functions want it: nodes from the root to the leaf, which alone has a body. */
export function pathOf({ start, ids }: Branch, deleted: boolean): RevisionPath {
	const leaf: RevisionNode = [ids[0] ?? '', { status: 'available', ...(deleted && { deleted }) }, []];
	const root = ids.slice(1).reduce<RevisionNode>((node, id) => [id, { status: 'missing' }, [node]], leaf);
	return { pos: start - ids.length + 1, ids: root };
}

/** The branches of a tree, one for each leaf. */
export const branchesOf = (tree: RevisionTree): Branch[] =>
	rootToLeaf(tree).map(({ pos, ids }) => ({
		start: pos + ids.length - 1,
		ids: ids.map((node) => node.id).reverse()
	}));

/** All revisions that are known of a document. */
export function treeOf(row: DocRow): RevisionTree {
	return row.tree ?? [pathOf(onlyBranch(row), row.deleted === 1)];
}

/** The shape that PouchDB's functions want of a document's row. */
export const metadataOf = (row: DocRow) => ({
	id: row.id,
	rev: row.rev,
	rev_tree: treeOf(row),
	seq: row.seq,
	deleted: row.deleted === 1,
	winningRev: row.rev
});

/** A revision with its ancestors; `undefined` when the document does not have it. */
export function ancestryOf(row: DocRow, rev: string): Branch | undefined {
	const start = generationOf(rev);
	const hash = hashOf(rev);
	for (const branch of row.tree ? branchesOf(row.tree) : [onlyBranch(row)]) {
		const at = branch.start - start;
		if (branch.ids[at] === hash) return { start, ids: branch.ids.slice(at) };
	}
	return undefined;
}

export interface Leaf {
	rev: string;
	deleted: boolean;
	body: Body;
}

/** All leaves of a document, deleted ones too, longest first. */
export function leavesOf(row: DocRow): Leaf[] {
	if (!row.tree) return [{ rev: row.rev, deleted: row.deleted === 1, body: row.data }];
	return collectLeaves(row.tree).map(({ rev, opts }) => ({
		rev,
		deleted: opts.deleted === true,
		body: bodyOf(row, rev) ?? {}
	}));
}

/** A leaf as it is sent to another replica. */
export function outgoing(row: DocRow, rev: string): Record<string, unknown> | undefined {
	const leaf = leavesOf(row).find((one) => one.rev === rev);
	if (!leaf) return undefined;
	return {
		...leaf.body,
		_id: row.id,
		_rev: rev,
		_revisions: ancestryOf(row, rev),
		...(leaf.deleted && { _deleted: true })
	};
}

/** Those of `revs` that this document has never had. A compacted ancestor counts as had. */
export function unknownRevisions(row: DocRow | undefined, revs: readonly string[]): string[] {
	if (!row) return [...revs];
	if (!row.tree) return revs.filter((rev) => rev !== row.rev && !ancestryOf(row, rev));
	const unknown = new Set(revs);
	traverseRevTree<void>(row.tree, (leaf, pos, hash, _, state) => {
		if (!leaf || state.status === 'available') unknown.delete(`${pos}-${hash}`);
	});
	return [...unknown];
}
