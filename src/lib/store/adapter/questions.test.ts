import { afterEach, describe, expect, test } from 'vitest';
import { closeAll, database, graft, grafted, type Database } from './test-database.ts';

afterEach(closeAll);

async function letters(...ids: string[]): Promise<Database> {
	const db = database();
	await db.bulkDocs(ids.map((_id) => ({ _id, upper: _id.toUpperCase() })));
	return db;
}

describe('allDocs', () => {
	type Asked = PouchDB.Core.AllDocsWithinRangeOptions & { inclusive_end?: boolean };
	const idsOf = async (db: Database, asked: Asked) => (await db.allDocs(asked)).rows.map((row) => row.id);

	test.each<[string, Partial<Asked>, string[]]>([
		['a range', { startkey: 'b', endkey: 'c' }, ['b', 'c']],
		['a range without its end', { startkey: 'b', endkey: 'c', inclusive_end: false }, ['b']],
		['from one on', { startkey: 'c' }, ['c', 'd']],
		['up to one', { endkey: 'b' }, ['a', 'b']],
		['one key', { key: 'c' } as Partial<Asked>, ['c']],
		['a key that is not there', { key: 'cc' } as Partial<Asked>, []],
		['an empty range', { startkey: 'c', endkey: 'b' }, []],
		['backwards', { descending: true }, ['d', 'c', 'b', 'a']],
		['a range backwards', { startkey: 'c', endkey: 'a', descending: true }, ['c', 'b', 'a']],
		[
			'backwards without its end',
			{ startkey: 'c', endkey: 'a', descending: true, inclusive_end: false },
			['c', 'b']
		],
		['some', { skip: 1, limit: 2 }, ['b', 'c']],
		['some backwards', { skip: 1, limit: 2, descending: true }, ['c', 'b']],
		['none', { limit: 0 }, []],
		['more than there are', { limit: 10 }, ['a', 'b', 'c', 'd']],
		['behind the last', { skip: 4 }, []]
	])('answers %s', async (_name, asked, expected) => {
		const db = await letters('a', 'b', 'c', 'd');
		expect(await idsOf(db, asked as Asked)).toEqual(expected);
		const gone = await db.get('b');
		await db.remove('b', gone._rev);
		// What was removed counts neither as skipped nor as given.
		if (!asked.skip && !asked.limit)
			expect(await idsOf(db, asked as Asked)).toEqual(expected.filter((id) => id !== 'b'));
	});

	test('answers keys in their order, with those that are removed or were never there', async () => {
		const db = await letters('a', 'b', 'c');
		await db.remove('b', (await db.get('b'))._rev);
		const { rows, total_rows } = await db.allDocs({ keys: ['c', 'x', 'b', 'a', 'c'], include_docs: true });
		expect(total_rows).toBe(2);
		expect(rows).toMatchObject([
			{ id: 'c', doc: { upper: 'C' } },
			{ key: 'x', error: 'not_found' },
			{ id: 'b', value: { deleted: true }, doc: null },
			{ id: 'a', doc: { upper: 'A' } },
			{ id: 'c' }
		]);
		expect((await db.allDocs({ keys: [] })).rows).toEqual([]);
		const some = await db.allDocs({
			keys: ['c', 'x', 'a'],
			skip: 1,
			limit: 1
		} as PouchDB.Core.AllDocsWithKeysOptions);
		expect(some.rows).toMatchObject([{ key: 'x' }]);
	});

	test('names conflicts where asked', async () => {
		const db = database();
		await graft(db, grafted('a', ['b1', 'aa']), grafted('a', ['b2', 'aa']), grafted('c', ['cc']));
		const { rows } = await db.allDocs({ include_docs: true, conflicts: true });
		expect(rows.map((row) => row.doc?._conflicts)).toEqual([['2-b1'], undefined]);
	});
});

describe('changes', () => {
	type Asked = PouchDB.Core.ChangesOptions;
	const seqsOf = async (db: Database, asked: Asked) =>
		(await db.changes(asked)).results.map((change) => [change.id, change.seq]);

	test('answer each document once, at its last place, with all leaves', async () => {
		const db = database();
		const { rev } = await db.put({ _id: 'a', n: 1 });
		await db.put({ _id: 'b' });
		await db.put({ _id: 'a', _rev: rev, n: 2 });
		await graft(db, grafted('b', ['zz']));
		const feed = await db.changes({ style: 'all_docs' });
		expect(feed.results.map((change) => [change.id, change.seq, change.changes.length])).toEqual([
			['a', 3, 1],
			['b', 4, 2]
		]);
		expect(feed.last_seq).toBe(4);
		const main = await db.changes({ style: 'main_only' });
		expect(main.results.map((change) => change.changes.length)).toEqual([1, 1]);
	});

	test('go on from a place, stop at a number, and run backwards', async () => {
		const db = await letters('a', 'b', 'c', 'd');
		expect(await seqsOf(db, { since: 2 })).toEqual([
			['c', 3],
			['d', 4]
		]);
		expect(await seqsOf(db, { since: 1, limit: 2 })).toEqual([
			['b', 2],
			['c', 3]
		]);
		expect((await db.changes({ since: 1, limit: 2 })).last_seq).toBe(3);
		expect(await seqsOf(db, { descending: true, limit: 2 })).toEqual([
			['d', 4],
			['c', 3]
		]);
		expect((await db.changes({ since: 4 })).last_seq).toBe(4);
		expect(await seqsOf(db, { since: 'now' })).toEqual([]);
	});

	test('tell of removals, with the body where asked', async () => {
		const db = await letters('a', 'b');
		await db.remove('a', (await db.get('a'))._rev);
		const { results } = await db.changes({ include_docs: true });
		expect(results).toMatchObject([
			{ id: 'b', doc: { _id: 'b', upper: 'B' } },
			{ id: 'a', deleted: true, doc: { _id: 'a', _deleted: true } }
		]);
		expect((await db.changes()).results[0]).not.toHaveProperty('doc');
	});

	test('of some documents are found by id, by filter and by selector', async () => {
		const db = await letters('a', 'b', 'c');
		expect(await seqsOf(db, { doc_ids: ['c', 'a', 'x'] })).toEqual([
			['a', 1],
			['c', 3]
		]);
		expect(await seqsOf(db, { filter: (doc: { upper: string }) => doc.upper > 'A', limit: 1 })).toEqual([
			['b', 2]
		]);
		expect(await seqsOf(db, { selector: { upper: { $in: ['A', 'B'] } } })).toEqual([
			['a', 1],
			['b', 2]
		]);
	});

	test('are whole when there are more than one reading brings', async () => {
		const db = database();
		await db.bulkDocs(Array.from({ length: 2500 }, (_, n) => ({ _id: `doc-${n}` })));
		expect(new Set((await db.changes()).results.map((change) => change.id)).size).toBe(2500);
		expect((await db.changes({ descending: true })).results).toHaveLength(2500);
		expect((await db.changes({ doc_ids: ['doc-2400'] })).results).toMatchObject([{ seq: 2401 }]);
	});
});

describe('replication’s questions', () => {
	test('revsDiff counts a compacted ancestor as had and names what is unknown', async () => {
		const db = database();
		await graft(db, grafted('a', ['b', 'a']), grafted('d', ['x1', 'r']), grafted('d', ['x2', 'r']));
		const asked = { a: ['1-a', '2-b', '2-x', '3-c'], c: ['1-q'], d: ['2-x1', '2-x2', '1-r'] };
		expect(await db.revsDiff(asked)).toEqual({
			a: { missing: ['2-x', '3-c'] },
			c: { missing: ['1-q'] }
		});
	});

	test('bulkGet answers each revision, those that are removed, and what is not there', async () => {
		const db = database();
		await graft(
			db,
			grafted('a', ['b1', 'aa'], { n: 1 }),
			grafted('a', ['b2', 'aa'], { n: 2 }),
			grafted('d', ['dd', 'cc'], { _deleted: true })
		);
		const docs = [
			{ id: 'a', rev: '2-b1' },
			{ id: 'a' },
			{ id: 'd', rev: '2-dd' },
			{ id: 'a', rev: '1-aa' },
			{ id: 'x' }
		];
		const { results } = await db.bulkGet({ docs: docs as { id: string; rev: string }[], revs: true });
		expect(results).toMatchObject([
			{ id: 'a', docs: [{ ok: { _rev: '2-b1', n: 1, _revisions: { start: 2, ids: ['b1', 'aa'] } } }] },
			{ id: 'a', docs: [{ ok: { _rev: '2-b2', n: 2 } }] },
			{ id: 'd', docs: [{ ok: { _rev: '2-dd', _deleted: true } }] },
			{ id: 'a', docs: [{ error: { error: 'not_found', rev: '1-aa' } }] },
			{ id: 'x', docs: [{ error: { error: 'not_found' } }] }
		]);
	});

	test('info counts what is there and how much was written', async () => {
		const db = await letters('a', 'b');
		await db.remove('a', (await db.get('a'))._rev);
		expect(await db.info()).toMatchObject({ adapter: 'dexie', doc_count: 1, update_seq: 3 });
	});

	test('compact changes nothing that can be asked for', async () => {
		const db = database();
		await graft(db, grafted('a', ['b1', 'aa'], { n: 1 }), grafted('a', ['b2', 'aa'], { n: 2 }));
		const before = await db.changes({ include_docs: true, conflicts: true, style: 'all_docs' });
		await db.compact();
		expect(await db.changes({ include_docs: true, conflicts: true, style: 'all_docs' })).toEqual(before);
		expect(await db.get('a', { rev: '2-b1' })).toMatchObject({ n: 1 });
	});
});
