import { afterEach, describe, expect, test, vi } from 'vitest';
import { closeAll, database, graft, grafted, newName, tablesOf } from './test-database.ts';
import type { Change, Fold } from './index.ts';

afterEach(closeAll);

describe('two instances of one database', () => {
	test('lose nothing when they write at the same time', async () => {
		const name = newName();
		const [one, two] = [database(name), database(name)];
		const writes = Array.from({ length: 100 }, (_, n) => (n % 2 ? one : two).put({ _id: `doc-${n}`, n }));
		await Promise.all(writes);
		expect(await one.info()).toMatchObject({ doc_count: 100, update_seq: 100 });
		expect((await two.changes()).results).toHaveLength(100);
	});

	test('refuse the second of two edits of the same version', async () => {
		const name = newName();
		const [one, two] = [database(name), database(name)];
		const { rev } = await one.put({ _id: 'a', n: 0 });
		const edits = await Promise.allSettled([
			one.put({ _id: 'a', _rev: rev, n: 1 }),
			two.put({ _id: 'a', _rev: rev, n: 2 })
		]);
		expect(edits.map((edit) => edit.status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await two.get('a')).toEqual(await one.get('a'));
	});

	test('are one replica: they have one identity, and the next one opened has it too', async () => {
		const name = newName();
		const idOf = (db: unknown) => (db as { id(): Promise<string> }).id();
		const [one, two] = [database(name), database(name)];
		const ids = await Promise.all([idOf(one), idOf(two)]);
		await closeAll();
		expect(new Set([...ids, await idOf(database(name))]).size).toBe(1);
		expect(await idOf(database())).not.toBe(ids[0]);
	});

	test('hear each other in a live feed until it is cancelled', async () => {
		const name = newName();
		const [one, two] = [database(name), database(name)];
		await one.put({ _id: 'before' });
		const heard: string[] = [];
		const feed = one.changes({ live: true, since: 'now' });
		const next = () =>
			new Promise<void>((resolve) => {
				feed.once('change', (change: { id: string }) => {
					heard.push(change.id);
					resolve();
				});
			});
		let coming = next();
		await two.put({ _id: 'a' });
		await coming;
		coming = next();
		await one.put({ _id: 'b' });
		await coming;
		const ended = new Promise((resolve) => feed.on('complete', resolve));
		feed.cancel();
		await ended;
		await two.put({ _id: 'c' });
		expect(heard).toEqual(['a', 'b']);
	});

	test('hear what is written past PouchDB, as another tab does it', async () => {
		const name = newName();
		const db = database(name);
		await db.info();
		const heard = new Promise((resolve) => {
			db.changes({ live: true, since: 0, include_docs: true }).on('change', resolve);
		});
		const dexie = tablesOf(name);
		await dexie.transaction('rw', 'docs', 'meta', async () => {
			const meta = await dexie.table('meta').get('db');
			await dexie.table('docs').put({ id: 'a', seq: 1, rev: '1-aa', deleted: 0, data: { n: 1 } });
			await dexie.table('meta').put({ ...meta, seq: 1, count: 1 });
		});
		expect(await heard).toMatchObject({ id: 'a', doc: { n: 1 } });
		dexie.close();
	});
});

describe('a database', () => {
	test('is there again after it was closed', async () => {
		const name = newName();
		const db = database(name);
		await graft(db, grafted('a', ['bb', 'aa'], { n: 1 }), grafted('a', ['cc', 'aa']));
		await db.put({ _id: '_local/x', n: 1 });
		const before = await db.changes({ style: 'all_docs' });
		await closeAll();
		await expect(db.get('a')).rejects.toThrow('database is closed');
		const again = database(name);
		expect(await again.changes({ style: 'all_docs' })).toEqual(before);
		expect(await again.get('_local/x')).toMatchObject({ n: 1 });
	});

	test('that was closed watches no longer what others write', async () => {
		const name = newName();
		const dexie = tablesOf(name);
		const [db, other] = [database(name, { dexie }), database(name)];
		db.changes({ live: true, since: 'now' });
		const asked = vi.spyOn(dexie.table('meta'), 'get');
		await other.put({ _id: 'a' });
		await vi.waitFor(() => expect(asked).toHaveBeenCalled());
		await db.close();
		asked.mockClear();
		await other.put({ _id: 'b' });
		await new Promise((done) => setTimeout(done, 50));
		expect(asked).not.toHaveBeenCalled();
	});

	test('that was destroyed is empty, also for what is folded, and another replica', async () => {
		const name = newName();
		const dexie = tablesOf(name);
		const fold: Fold = () => dexie.table('notes').put({ id: 'folded' });
		const db = database(name, { dexie, fold });
		await db.put({ _id: 'a', _attachments: { x: { content_type: 'text/plain', data: 'YQ==' } } });
		await db.put({ _id: '_local/x' });
		await db.destroy();
		const rest = tablesOf(name);
		for (const table of rest.tables) expect([table.name, await table.count()]).toEqual([table.name, 0]);
		const again = database(name);
		expect(await again.info()).toMatchObject({ doc_count: 0, update_seq: 0 });
		rest.close();
	});
});

describe('the fold', () => {
	test('sees each document before and after, and is undone with the documents when it fails', async () => {
		const seen: Change[] = [];
		const name = newName();
		const dexie = tablesOf(name);
		let fail = false;
		const fold: Fold = async (changes) => {
			seen.push(...changes);
			await dexie.table('notes').put({ id: 'last', rev: changes[0]?.after?.rev });
			if (fail) throw new Error('fold failed');
		};
		const db = database(name, { dexie, fold });
		const { rev } = await db.put({ _id: 'a', n: 1 });
		expect(seen).toMatchObject([{ id: 'a', before: undefined, after: { data: { n: 1 } } }]);
		fail = true;
		await expect(db.put({ _id: 'a', _rev: rev, n: 2 })).rejects.toMatchObject({ reason: 'fold failed' });
		expect(await dexie.table('notes').get('last')).toEqual({ id: 'last', rev });
		expect(await db.get('a')).toMatchObject({ _rev: rev, n: 1 });
		expect(await db.info()).toMatchObject({ update_seq: 1 });
	});

	test('is told once of a document that a call writes twice, and of none that stays', async () => {
		const seen: Change[][] = [];
		const db = database(newName(), {
			fold: (changes) => Promise.resolve(seen.push(changes))
		});
		const both = [grafted('a', ['aa'], { n: 1 }), grafted('a', ['bb', 'aa'], { n: 2 })];
		await graft(db, ...both);
		expect(seen).toMatchObject([[{ id: 'a', before: undefined, after: { rev: '2-bb', data: { n: 2 } } }]]);
		await graft(db, ...structuredClone(both));
		expect(seen).toHaveLength(1);
	});
});
