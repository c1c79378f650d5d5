import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import fc from 'fast-check';
import memory from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';
import { afterEach, describe, expect, test } from 'vitest';
import { adapterTables, dexieAdapter, type Change, type Fold } from './index.ts';

PouchDB.plugin(dexieAdapter as unknown as PouchDB.Plugin)
	.plugin(memory)
	.plugin(replication);

type Doc = PouchDB.Core.Document<Record<string, unknown>> & { _rev?: string; _deleted?: boolean };
type Database = PouchDB.Database<Record<string, unknown>>;

let made = 0;
const open: Database[] = [];

function dexieFor(name: string): Dexie {
	const dexie = new Dexie(name);
	dexie.version(1).stores({ ...adapterTables(), notes: 'id' });
	return dexie;
}

function database(fold?: Fold, name = `adapter-${++made}`): Database {
	const options = { adapter: 'dexie', dexie: dexieFor(name), fold, foldTables: ['notes'] };
	const db = new PouchDB<Record<string, unknown>>(
		name,
		options as PouchDB.Configuration.DatabaseConfiguration
	);
	open.push(db);
	return db;
}

const reference = (): Database => new PouchDB(`memory-${++made}`, { adapter: 'memory' });

const grafted = (id: string, hashes: string[], fields: object = {}): Doc => ({
	_id: id,
	_rev: `${hashes.length}-${hashes[0]}`,
	_revisions: { start: hashes.length, ids: hashes },
	...fields
});

afterEach(async () => {
	await Promise.all(open.splice(0).map((db) => db.close()));
});

describe('documents', () => {
	test('are put, got, changed and removed, and a stale edit is refused', async () => {
		const db = database();
		const first = await db.put({ _id: 'a', n: 1 });
		const second = await db.put({ _id: 'a', _rev: first.rev, n: 2 });
		await expect(db.put({ _id: 'a', _rev: first.rev, n: 3 })).rejects.toMatchObject({ status: 409 });
		expect(await db.get('a')).toMatchObject({ _rev: second.rev, n: 2 });
		await db.remove('a', second.rev);
		await expect(db.get('a')).rejects.toMatchObject({ status: 404, reason: 'deleted' });
		expect(await db.info()).toMatchObject({ doc_count: 0, update_seq: 3 });
	});

	test('with two versions keep both bodies and name the conflict', async () => {
		const db = database();
		const docs = [grafted('a', ['b1', 'aa'], { n: 1 }), grafted('a', ['b2', 'aa'], { n: 2 })];
		await db.bulkDocs(docs, { new_edits: false });
		expect(await db.get('a', { conflicts: true })).toMatchObject({
			_rev: '2-b2',
			n: 2,
			_conflicts: ['2-b1']
		});
		expect(await db.get('a', { rev: '2-b1', revs: true })).toMatchObject({
			n: 1,
			_revisions: { start: 2, ids: ['b1', 'aa'] }
		});
		const leaves = (await db.get('a', { open_revs: 'all' })) as unknown as { ok: Doc }[];
		expect(leaves.map((leaf) => leaf.ok._rev).sort()).toEqual(['2-b1', '2-b2']);
	});

	test('keep no body of a revision that was replaced', async () => {
		const db = database();
		const first = await db.put({ _id: 'a', n: 1 });
		await db.put({ _id: 'a', _rev: first.rev, n: 2 });
		await expect(db.get('a', { rev: first.rev })).rejects.toMatchObject({ status: 404 });
	});

	test('that no replica could read are refused one by one when they come from elsewhere', async () => {
		const db = database();
		const docs = [grafted('a', ['aa']), grafted('b', ['bb'], { _strange: 1 }), grafted('c', ['cc'])];
		const refused = await db.bulkDocs(docs, { new_edits: false });
		expect(refused).toHaveLength(1);
		expect((await db.allDocs()).rows.map((row) => row.id)).toEqual(['a', 'c']);
	});

	test('of one batch do not see what was refused before them', async () => {
		const db = database();
		const { rev } = await db.put({ _id: 'a', n: 1 });
		const answers = await db.bulkDocs([
			{ _id: 'a', _rev: '1-somethingelse', n: 2 },
			{ _id: 'a', _rev: rev, n: 3 }
		]);
		expect(answers.map((answer) => 'ok' in answer)).toEqual([false, true]);
		expect((await db.get('a', { conflicts: true }))._conflicts).toBeUndefined();
	});
});

describe('rows', () => {
	test('of one branch keep the hashes of their ancestors and no tree', async () => {
		const dexie = dexieFor('rows-of-one-branch');
		const db = database(undefined, 'rows-of-one-branch');
		await db.bulkDocs([grafted('a', ['aa'], { n: 1 }), grafted('b', ['bb'])], { new_edits: false });
		await db.bulkDocs([grafted('b', ['cc', 'bb'])], { new_edits: false });
		expect(await dexie.table('docs').toArray()).toEqual([
			{ id: 'a', seq: 1, rev: '1-aa', deleted: 0, data: { n: 1 } },
			{ id: 'b', seq: 3, rev: '2-cc', deleted: 0, data: {}, past: ['bb'] }
		]);
		dexie.close();
	});

	test('that were written with a tree go on without one', async () => {
		const dexie = dexieFor('rows-with-trees');
		const node = (hash: string, status: string, children: unknown[] = []) => [hash, { status }, children];
		await dexie.table('docs').put({
			id: 'a',
			seq: 1,
			rev: '2-bb',
			deleted: 0,
			tree: [{ pos: 1, ids: node('aa', 'missing', [node('bb', 'available')]) }],
			data: { n: 1 }
		});
		const db = database(undefined, 'rows-with-trees');
		expect(await db.get('a', { revs: true })).toMatchObject({
			n: 1,
			_revisions: { start: 2, ids: ['bb', 'aa'] }
		});
		await db.bulkDocs([grafted('a', ['cc', 'bb', 'aa'])], { new_edits: false });
		expect(await dexie.table('docs').get('a')).toMatchObject({ rev: '3-cc', past: ['bb', 'aa'] });
		expect(await dexie.table('docs').get('a')).not.toHaveProperty('tree');
		dexie.close();
	});
});

describe('questions', () => {
	test('allDocs answers ranges, keys and both directions', async () => {
		const db = database();
		await db.bulkDocs(['a', 'b', 'c', 'd'].map((_id) => ({ _id })));
		const ids = async (options: PouchDB.Core.AllDocsWithinRangeOptions) =>
			(await db.allDocs(options)).rows.map((row) => row.id);
		expect(await ids({ startkey: 'b', endkey: 'c' })).toEqual(['b', 'c']);
		expect(await ids({ startkey: 'b', endkey: 'c', inclusive_end: false })).toEqual(['b']);
		expect(await ids({ startkey: 'c', endkey: 'a', descending: true, skip: 1 })).toEqual(['b', 'a']);
		const keyed = await db.allDocs({ keys: ['d', 'x'], include_docs: true });
		expect(keyed.rows).toMatchObject([
			{ id: 'd', doc: { _id: 'd' } },
			{ key: 'x', error: 'not_found' }
		]);
	});

	test('changes answer each document once, at its last place, with all leaves', async () => {
		const db = database();
		const { rev } = await db.put({ _id: 'a', n: 1 });
		await db.put({ _id: 'b' });
		await db.put({ _id: 'a', _rev: rev, n: 2 });
		await db.bulkDocs([grafted('b', ['zz'])], { new_edits: false });
		const feed = await db.changes({ style: 'all_docs' });
		expect(feed.results.map((change) => [change.id, change.seq, change.changes.length])).toEqual([
			['a', 3, 1],
			['b', 4, 2]
		]);
		expect(feed.last_seq).toBe(4);
		expect((await db.changes({ since: 3, limit: 5 })).results.map((change) => change.id)).toEqual(['b']);
	});

	test('a continuous feed hears writes of another instance', async () => {
		const db = database(undefined, 'shared-feed');
		const heard = new Promise((resolve) => db.changes({ live: true, since: 'now' }).on('change', resolve));
		await new Promise((resolve) => setTimeout(resolve, 50));
		await database(undefined, 'shared-feed').put({ _id: 'a' });
		expect(await heard).toMatchObject({ id: 'a' });
	});

	test('revsDiff counts a compacted ancestor as had and names what is unknown', async () => {
		const db = database();
		await db.bulkDocs([grafted('a', ['b', 'a'])], { new_edits: false });
		expect(await db.revsDiff({ a: ['1-a', '2-b', '2-x'], c: ['1-q'] })).toEqual({
			a: { missing: ['2-x'] },
			c: { missing: ['1-q'] }
		});
	});
});

describe('local documents', () => {
	test('are changed and deleted only by who knows their revision', async () => {
		const db = database();
		await db.put({ _id: '_local/x', n: 1 });
		const { _rev } = await db.get('_local/x');
		await db.put({ _id: '_local/x', _rev, n: 2 });
		await expect(db.put({ _id: '_local/x', _rev, n: 3 })).rejects.toMatchObject({ status: 409 });
		await expect(db.remove('_local/x', _rev)).rejects.toMatchObject({ status: 409 });
		await db.remove('_local/x', (await db.get('_local/x'))._rev);
		await expect(db.get('_local/x')).rejects.toMatchObject({ status: 404 });
		expect(await db.info()).toMatchObject({ doc_count: 0, update_seq: 0 });
	});
});

describe('the fold', () => {
	test('sees each document before and after, and is undone with the documents when it fails', async () => {
		const seen: Change[] = [];
		const dexie = dexieFor('fold-atomic');
		let fail = false;
		const fold: Fold = async (changes) => {
			seen.push(...changes);
			await dexie.table('notes').put({ id: 'last', rev: changes[0]?.after?.rev });
			if (fail) throw new Error('fold failed');
		};
		const db = new PouchDB<Record<string, unknown>>('fold-atomic', {
			...({ adapter: 'dexie', dexie, fold, foldTables: ['notes'] } as object)
		});
		open.push(db);
		const { rev } = await db.put({ _id: 'a', n: 1 });
		expect(seen).toMatchObject([{ id: 'a', before: undefined, after: { data: { n: 1 } } }]);
		fail = true;
		await expect(db.put({ _id: 'a', _rev: rev, n: 2 })).rejects.toThrow();
		expect(await dexie.table('notes').get('last')).toEqual({ id: 'last', rev });
		expect(await db.get('a')).toMatchObject({ _rev: rev, n: 1 });
		expect(await db.info()).toMatchObject({ update_seq: 1 });
	});
});

describe('two instances of one database', () => {
	test('lose nothing when they write at the same time', async () => {
		const [one, two] = [database(undefined, 'two-tabs'), database(undefined, 'two-tabs')];
		const writes = Array.from({ length: 100 }, (_, n) => (n % 2 ? one : two).put({ _id: `doc-${n}`, n }));
		await Promise.all(writes);
		expect(await one.info()).toMatchObject({ doc_count: 100, update_seq: 100 });
		expect((await two.changes()).results).toHaveLength(100);
	});
});

describe('against PouchDB’s own memory adapter', () => {
	const id = fc.constantFrom('a', 'b', 'c');
	const hash = fc.constantFrom('p', 'q', 'r', 's');
	const command = fc.oneof(
		fc.record({ does: fc.constant('edit' as const), id }),
		fc.record({ does: fc.constant('remove' as const), id }),
		fc.record({
			does: fc.constant('graft' as const),
			id,
			hashes: fc.array(hash, { minLength: 1, maxLength: 4 })
		}),
		fc.record({ does: fc.constant('stale' as const), id })
	);
	type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

	/** `step` makes each edit another: PouchDB’s own adapter breaks on one that makes a revision it has. */
	async function apply(db: Database, { does, ...what }: Command, step: number): Promise<string> {
		const given = what as { id: string; hashes: string[] };
		const there = await db.get(given.id).catch(() => undefined);
		const outcome = (work: Promise<unknown>) =>
			work.then(
				() => 'ok',
				(error) => String(error.status)
			);
		if (does === 'edit') return outcome(db.put({ _id: given.id, _rev: there?._rev, n: step } as Doc));
		if (does === 'stale') return outcome(db.put({ _id: given.id, _rev: '1-zz', n: step }));
		if (does === 'remove') return there ? outcome(db.remove(there)) : 'none';
		// As real ones do, a hash stands for the content and all that went before it.
		const hashes = given.hashes.map((_, i) => given.hashes.slice(i).join(''));
		const deleted = given.hashes[0] === 's';
		const doc = grafted(given.id, hashes, { n: hashes[0], ...(deleted && { _deleted: true }) });
		return outcome(db.bulkDocs([doc], { new_edits: false }));
	}

	async function look(db: Database) {
		const feed = await db.changes({ style: 'all_docs', include_docs: true, conflicts: true });
		const leaves = feed.results.flatMap((change) =>
			change.changes.map(({ rev }) => ({ id: change.id, rev }))
		);
		// PouchDB’s own bulkGet never answers an empty question.
		const bodies = leaves.length ? await db.bulkGet({ docs: leaves, revs: true }) : { results: [] };
		const { doc_count } = await db.info();
		const trimmed = feed.results.map(({ id: one, changes, deleted, doc }) => ({
			one,
			deleted,
			doc,
			leaves: changes.map((change) => change.rev)
		}));
		return {
			doc_count,
			feed: trimmed.sort((x, y) => (x.one < y.one ? -1 : 1)),
			bodies: bodies.results
				.flatMap((result) => result.docs)
				.map((result) => JSON.stringify('ok' in result ? sorted(result.ok) : result))
				.sort(),
			all: (await db.allDocs({ include_docs: true, conflicts: true })).rows
		};
	}
	const sorted = (doc: object) =>
		Object.fromEntries(Object.entries(doc).sort(([x], [y]) => (x < y ? -1 : 1)));

	test('any story of edits, removals and grafted revisions ends the same', { timeout: 120_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 14 }), async (story) => {
				const [ours, theirs] = [database(), reference()];
				for (const [n, step] of story.entries()) {
					expect(await apply(ours, step, n)).toBe(await apply(theirs, step, n));
				}
				expect(await look(ours)).toEqual(await look(theirs));
				await ours.close();
				open.length = 0;
				await theirs.destroy();
			}),
			{ numRuns: 120 }
		);
	});

	test('replicating there and back makes both hold the same leaves', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(command, { minLength: 2, maxLength: 8 }),
				fc.array(command, { minLength: 2, maxLength: 8 }),
				async (here, there) => {
					const [ours, theirs] = [database(), reference()];
					for (const [n, step] of here.entries()) await apply(ours, step, n);
					for (const [n, step] of there.entries()) await apply(theirs, step, 100 + n);
					await ours.sync(theirs);
					const [left, right] = [await look(ours), await look(theirs)];
					expect(left.bodies).toEqual(right.bodies);
					await theirs.destroy();
				}
			),
			{ numRuns: 20 }
		);
	});
});
