import { afterEach, describe, expect, test } from 'vitest';
import { closeAll, database, graft, grafted, newName, tablesOf, type Doc } from './test-database.ts';

afterEach(closeAll);

describe('a document', () => {
	test('is put, got, changed and removed, and a stale edit is refused', async () => {
		const db = database();
		const first = await db.put({ _id: 'a', n: 1 });
		const second = await db.put({ _id: 'a', _rev: first.rev, n: 2 });
		await expect(db.put({ _id: 'a', _rev: first.rev, n: 3 })).rejects.toMatchObject({ status: 409 });
		expect(await db.get('a')).toMatchObject({ _rev: second.rev, n: 2 });
		await db.remove('a', second.rev);
		await expect(db.get('a')).rejects.toMatchObject({ status: 404, reason: 'deleted' });
		expect(await db.info()).toMatchObject({ doc_count: 0, update_seq: 3 });
	});

	test('that was removed is made anew after its tombstone', async () => {
		const db = database();
		const { rev } = await db.put({ _id: 'a', n: 1 });
		await db.remove('a', rev);
		const again = await db.put({ _id: 'a', n: 2 });
		expect(again.rev).toMatch(/^3-/);
		expect(await db.get('a', { revs: true })).toMatchObject({ n: 2, _revisions: { start: 3 } });
		expect(await db.info()).toMatchObject({ doc_count: 1 });
	});

	test('that was never there can be neither edited nor removed', async () => {
		const db = database();
		await expect(db.put({ _id: 'a', _rev: '1-aa' })).rejects.toMatchObject({ status: 409 });
		await expect(db.remove('a', '1-aa')).rejects.toMatchObject({ status: 404 });
		await expect(db.get('a')).rejects.toMatchObject({ status: 404, reason: 'missing' });
	});

	test('keeps no body of a revision that was replaced, but knows it', async () => {
		const db = database();
		const first = await db.put({ _id: 'a', n: 1 });
		const second = await db.put({ _id: 'a', _rev: first.rev, n: 2 });
		await expect(db.get('a', { rev: first.rev })).rejects.toMatchObject({ status: 404 });
		const { _revs_info } = await db.get('a', { revs_info: true });
		expect(_revs_info).toEqual([
			{ rev: second.rev, status: 'available' },
			{ rev: first.rev, status: 'missing' }
		]);
	});

	test('knows no more ancestors than it is to keep', async () => {
		const db = database(newName(), { revs_limit: 3 });
		let rev: string | undefined;
		for (let n = 0; n < 6; n++) ({ rev } = await db.put({ _id: 'a', n, _rev: rev } as Doc));
		const got = await db.get('a', { revs: true });
		expect(got._revisions).toMatchObject({ start: 6 });
		expect(got._revisions?.ids).toHaveLength(3);
	});
});

describe('a document with two versions', () => {
	const both = [grafted('a', ['b1', 'aa'], { n: 1 }), grafted('a', ['b2', 'aa'], { n: 2 })];

	test('shows the same one whichever came first, and names the other', async () => {
		for (const docs of [both, [...both].reverse()]) {
			const db = database();
			for (const doc of docs) await graft(db, doc);
			const got = await db.get('a', { conflicts: true });
			expect(got).toMatchObject({ _rev: '2-b2', n: 2, _conflicts: ['2-b1'] });
			expect(await db.info()).toMatchObject({ doc_count: 1, update_seq: 2 });
		}
	});

	test('gives each by its revision, and all of them', async () => {
		const db = database();
		await graft(db, ...both);
		expect(await db.get('a', { rev: '2-b1', revs: true })).toMatchObject({
			n: 1,
			_revisions: { start: 2, ids: ['b1', 'aa'] }
		});
		const leaves = (await db.get('a', { open_revs: 'all' })) as unknown as { ok: Doc }[];
		expect(leaves.map((leaf) => leaf.ok._rev).sort()).toEqual(['2-b1', '2-b2']);
		const some = await db.get('a', { open_revs: ['2-b1', '2-zz'] });
		expect(some).toMatchObject([{ ok: { n: 1 } }, { missing: '2-zz' }]);
	});

	test('has no latest of a revision it never had, and gives the others that were asked for', async () => {
		const db = database();
		await graft(db, grafted('a', ['b1', 'aa']));
		await expect(db.get('a', { rev: '2-zz', latest: true } as PouchDB.Core.GetOptions)).rejects.toMatchObject(
			{
				status: 404
			}
		);
		const docs = ['2-zz', '1-aa'].map((rev) => ({ id: 'a', rev }));
		const { results } = await db.bulkGet({ docs, latest: true } as never);
		expect(results.map(({ docs: [one] }) => one)).toMatchObject([
			{ error: { rev: '2-zz' } },
			{ ok: { _rev: '2-b1' } }
		]);
	});

	test('gives the newest that came of a revision where asked for the latest', async () => {
		const db = database();
		await graft(db, ...both, grafted('a', ['c1', 'b1', 'aa'], { n: 3 }));
		const got = await db.get('a', { rev: '2-b1', latest: true } as PouchDB.Core.GetOptions);
		expect(got).toMatchObject({ _rev: '3-c1', n: 3 });
	});

	test('is settled when one is removed, and gone when both are', async () => {
		const db = database();
		await graft(db, ...both);
		await db.remove('a', '2-b2');
		expect(await db.get('a', { conflicts: true })).toMatchObject({ _rev: '2-b1', n: 1 });
		expect((await db.get('a', { conflicts: true }))._conflicts).toBeUndefined();
		await db.remove('a', '2-b1');
		await expect(db.get('a')).rejects.toMatchObject({ status: 404, reason: 'deleted' });
		expect(await db.info()).toMatchObject({ doc_count: 0 });
	});

	test('prefers one that is there to a longer one that was removed', async () => {
		const db = database();
		await graft(db, grafted('a', ['dd', 'cc', 'aa'], { _deleted: true }), grafted('a', ['bb'], { n: 1 }));
		expect(await db.get('a')).toMatchObject({ _rev: '1-bb', n: 1 });
		const removed = await db.get('a', { rev: '3-dd' });
		expect(removed).toMatchObject({ _deleted: true });
	});
});

describe('many documents at once', () => {
	test('are answered in order, each by itself', async () => {
		const db = database();
		const { rev } = await db.put({ _id: 'a', n: 1 });
		const answers = await db.bulkDocs([{ _id: 'b' }, { _id: 'a', n: 2 }, { _id: 'c', n: 3 }]);
		expect(answers).toMatchObject([
			{ ok: true, id: 'b' },
			{ status: 409, id: 'a' },
			{ ok: true, id: 'c' }
		]);
		expect(await db.get('a')).toMatchObject({ _rev: rev, n: 1 });
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

	test('that no replica could read are refused one by one when they come from elsewhere', async () => {
		const db = database();
		const refused = await graft(
			db,
			grafted('a', ['aa']),
			grafted('b', ['bb'], { _strange: 1 }),
			grafted('c', ['cc'])
		);
		expect(refused).toHaveLength(1);
		expect((await db.allDocs()).rows.map((row) => row.id)).toEqual(['a', 'c']);
	});

	test('from elsewhere without a revision are the caller’s mistake, and none is written', async () => {
		const db = database();
		const docs = [grafted('a', ['aa']), { _id: 'b' }];
		await expect(db.bulkDocs(docs, { new_edits: false })).rejects.toMatchObject({ status: 400 });
		expect((await db.allDocs()).rows).toEqual([]);
	});

	test('that came before change nothing when they come again', async () => {
		const db = database();
		const docs = [grafted('a', ['bb', 'aa'], { n: 1 }), grafted('b', ['cc'])];
		await graft(db, ...docs);
		const before = await db.info();
		expect(await graft(db, ...structuredClone(docs), grafted('a', ['aa'], { n: 0 }))).toEqual([]);
		expect(await db.info()).toEqual(before);
		expect(await db.get('a')).toMatchObject({ _rev: '2-bb', n: 1 });
	});
});

describe('rows', () => {
	test('of one branch keep the hashes of their ancestors and no tree', async () => {
		const name = newName();
		const db = database(name);
		await graft(db, grafted('a', ['aa'], { n: 1 }), grafted('b', ['bb']));
		await graft(db, grafted('b', ['cc', 'bb']));
		const dexie = tablesOf(name);
		expect(await dexie.table('docs').toArray()).toEqual([
			{ id: 'a', seq: 1, rev: '1-aa', deleted: 0, data: { n: 1 } },
			{ id: 'b', seq: 3, rev: '2-cc', deleted: 0, data: {}, past: ['bb'] }
		]);
		dexie.close();
	});

	test('that were written with a tree go on without one', async () => {
		const name = newName();
		const dexie = tablesOf(name);
		const node = (hash: string, status: string, children: unknown[] = []) => [hash, { status }, children];
		await dexie.table('docs').put({
			id: 'a',
			seq: 1,
			rev: '2-bb',
			deleted: 0,
			tree: [{ pos: 1, ids: node('aa', 'missing', [node('bb', 'available')]) }],
			data: { n: 1 }
		});
		const db = database(name);
		expect(await db.get('a', { revs: true })).toMatchObject({
			n: 1,
			_revisions: { start: 2, ids: ['bb', 'aa'] }
		});
		await graft(db, grafted('a', ['cc', 'bb', 'aa']));
		expect(await dexie.table('docs').get('a')).toMatchObject({ rev: '3-cc', past: ['bb', 'aa'] });
		expect(await dexie.table('docs').get('a')).not.toHaveProperty('tree');
		dexie.close();
	});
});
