/**
 * A database as a server keeps it, as plainly as can be said: revisions that know their parents. For tests; nothing of
 * it is shared with what it stands against.
 */

export type Doc = Record<string, unknown> & {
	_id: string;
	_rev: string;
	_deleted?: boolean;
	_revisions?: { start: number; ids: string[] };
};

interface Known {
	seq: number;
	/** Every revision ever had, with the one it followed. */
	parents: Map<string, string | undefined>;
	/** The leaves with their bodies. */
	leaves: Map<string, Doc>;
}

export class ModelDatabase {
	private docs = new Map<string, Known>();
	private seq = 0;

	constructor(from?: ModelDatabase) {
		if (!from) return;
		this.seq = from.seq;
		for (const [id, { seq, parents, leaves }] of from.docs) {
			this.docs.set(id, { seq, parents: new Map(parents), leaves: new Map(leaves) });
		}
	}

	info() {
		return { update_seq: this.seq, doc_count: this.docs.size };
	}

	/** Grafts a revision made elsewhere; one that is there changes nothing. */
	write(doc: Doc): void {
		const known = this.docs.get(doc._id) ?? { seq: 0, parents: new Map(), leaves: new Map() };
		if (known.parents.has(doc._rev)) return;
		const line = lineOf(doc);
		line.forEach((rev, i) => {
			if (!known.parents.has(rev)) known.parents.set(rev, line[i + 1]);
			if (i > 0) known.leaves.delete(rev);
		});
		const { _revisions, ...body } = doc;
		void _revisions;
		known.leaves.set(doc._rev, body);
		known.seq = ++this.seq;
		this.docs.set(doc._id, known);
	}

	has(id: string, rev: string): boolean {
		return this.docs.get(id)?.parents.has(rev) === true;
	}

	ids(): string[] {
		return [...this.docs.keys()];
	}

	/** The leaves of a document, the winner first: living ones before deleted ones, longer before shorter. */
	leavesOf(id: string): Doc[] {
		const leaves = [...(this.docs.get(id)?.leaves.values() ?? [])];
		return leaves.sort((a, b) => {
			if (!a._deleted !== !b._deleted) return a._deleted ? 1 : -1;
			const [x, y] = [Number.parseInt(a._rev, 10), Number.parseInt(b._rev, 10)];
			return x !== y ? y - x : a._rev < b._rev ? 1 : -1;
		});
	}

	/** A leaf with its ancestors. */
	withHistory(doc: Doc): Doc {
		const ids: string[] = [];
		const parents = this.docs.get(doc._id)?.parents;
		for (let rev: string | undefined = doc._rev; rev; rev = parents?.get(rev))
			ids.push(rev.split('-')[1] ?? '');
		return { ...doc, _revisions: { start: Number.parseInt(doc._rev, 10), ids } };
	}

	missing(asked: Record<string, string[]>): Record<string, { missing: string[] }> {
		const answer: Record<string, { missing: string[] }> = {};
		for (const [id, revs] of Object.entries(asked)) {
			const missing = revs.filter((rev) => !this.has(id, rev));
			if (missing.length) answer[id] = { missing };
		}
		return answer;
	}

	get(asked: { id: string; rev: string }[]) {
		const results = asked.map(({ id, rev }) => {
			const leaf = this.docs.get(id)?.leaves.get(rev);
			if (leaf) return { id, docs: [{ ok: this.withHistory(leaf) }] };
			return { id, docs: [{ error: { id, rev, error: 'not_found', reason: 'missing' } }] };
		});
		return { results };
	}

	changes(since: number, limit: number, bodies: boolean, histories: boolean) {
		const after = [...this.docs].filter(([, { seq }]) => seq > since).sort(([, a], [, b]) => a.seq - b.seq);
		const results = after.slice(0, limit).map(([id, { seq }]) => {
			const leaves = this.leavesOf(id);
			const [winner] = leaves;
			return {
				id,
				seq,
				changes: leaves.map((leaf) => ({ rev: leaf._rev })),
				...(winner?._deleted && { deleted: true }),
				...(bodies && { doc: winner && histories ? this.withHistory(winner) : winner })
			};
		});
		return {
			results,
			last_seq: results.at(-1)?.seq ?? Math.max(since, 0),
			pending: after.length - results.length
		};
	}
}

/** A revision and its ancestors, the newest first. */
export function lineOf({ _rev, _revisions }: Pick<Doc, '_rev' | '_revisions'>): string[] {
	return _revisions ? _revisions.ids.map((hash, i) => `${_revisions.start - i}-${hash}`) : [_rev];
}
