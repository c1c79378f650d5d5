import { collectLeaves, rootToLeaf, traverseRevTree, type RevisionTree } from 'pouchdb-merge';
import type { Body, DocRow } from './tables.ts';

/** The shape that PouchDB's functions want of a document's row. */
export const metadataOf = (row: DocRow) => ({
	id: row.id,
	rev: row.rev,
	rev_tree: row.tree,
	seq: row.seq,
	deleted: row.deleted === 1,
	winningRev: row.rev
});

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

/** A revision with its ancestors, as `_revisions` carries them; `undefined` when the tree does not have it. */
export function ancestryOf(tree: RevisionTree, rev: string): { start: number; ids: string[] } | undefined {
	const generation = generationOf(rev);
	const hash = hashOf(rev);
	for (const path of rootToLeaf(tree)) {
		const at = generation - path.pos;
		if (path.ids[at]?.id !== hash) continue;
		const ids = path.ids.slice(0, at + 1).map((node) => node.id);
		return { start: generation, ids: ids.reverse() };
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
	return collectLeaves(row.tree).map(({ rev, opts }) => ({
		rev,
		deleted: opts.deleted === true,
		body: bodyOf(row, rev) ?? {}
	}));
}

/** A leaf as it is sent to another replica. */
export function outgoing(row: DocRow, rev: string): Record<string, unknown> | undefined {
	const leaf = collectLeaves(row.tree).find((one) => one.rev === rev);
	const body = bodyOf(row, rev);
	if (!leaf || !body) return undefined;
	return {
		...body,
		_id: row.id,
		_rev: rev,
		_revisions: ancestryOf(row.tree, rev),
		...(leaf.opts.deleted && { _deleted: true })
	};
}

/** Those of `revs` that this document has never had. A compacted ancestor counts as had. */
export function unknownRevisions(row: DocRow | undefined, revs: readonly string[]): string[] {
	if (!row) return [...revs];
	const unknown = new Set(revs);
	traverseRevTree<void>(row.tree, (leaf, pos, hash, _, state) => {
		if (!leaf || state.status === 'available') unknown.delete(`${pos}-${hash}`);
	});
	return [...unknown];
}
