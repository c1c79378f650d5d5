import { afterEach, describe, expect, test } from 'vitest';
import {
	closeAll,
	database,
	graft,
	grafted,
	newName,
	reference,
	tablesOf,
	type Database
} from './test-database.ts';
// After the one before, which brings IndexedDB.
import { writeDocuments, type DocumentTables } from './index.ts';

afterEach(closeAll);

const base64 = (text: string) => Buffer.from(text).toString('base64');
const text = (content: string) => ({ content_type: 'text/plain', data: base64(content) });
const contentOf = async (db: Database, id: string, name: string, rev?: string) =>
	String(await db.getAttachment(id, name, rev ? { rev } : {}));

/** The attachment `note` of a document that was asked for with binary contents. */
function contentIn(doc: unknown): string {
	const { data } = (doc as { _attachments: { note: { data: unknown } } })._attachments.note;
	expect(data).toBeInstanceOf(Buffer);
	return String(data);
}

/** The contents that a database keeps. */
async function kept(name: string): Promise<string[]> {
	const dexie = tablesOf(name);
	const rows = (await dexie.table('attachments').toArray()) as { data: Uint8Array }[];
	dexie.close();
	return rows.map((row) => Buffer.from(row.data).toString()).sort();
}

describe('an attachment', () => {
	test('is given as a stub, as base64 and as binary', async () => {
		const db = database();
		await db.put({ _id: 'a', _attachments: { note: text('hello') } });
		const stub = (await db.get('a'))._attachments?.note;
		expect(stub).toEqual({
			content_type: 'text/plain',
			digest: 'md5-XUFAKrxLKna5cZ2REBfFkg==',
			length: 5,
			revpos: 1,
			stub: true
		});
		const whole = await db.get('a', { attachments: true });
		expect(whole._attachments?.note).toMatchObject({
			data: base64('hello'),
			digest: 'md5-XUFAKrxLKna5cZ2REBfFkg=='
		});
		expect(whole._attachments?.note).not.toHaveProperty('stub');
		const binary = await db.get('a', { attachments: true, binary: true });
		expect(contentIn(binary)).toEqual('hello');
		expect(await contentOf(db, 'a', 'note')).toBe('hello');
		await expect(db.getAttachment('a', 'other')).rejects.toMatchObject({ status: 404 });
	});

	test('of any bytes comes back as it was', async () => {
		const db = database();
		const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, n) => (n * 7 + (n >> 8)) % 256));
		await db.putAttachment('a', 'photo', bytes, 'image/jpeg');
		expect(bytes.equals((await db.getAttachment('a', 'photo')) as Buffer)).toBe(true);
	});

	test('comes with lists where asked', async () => {
		const db = database();
		await db.put({ _id: 'a', _attachments: { note: text('hello') } });
		const docs = [{ id: 'a', rev: (await db.get('a'))._rev }];
		const lists = (asked: object) =>
			Promise.all([
				db.allDocs({ include_docs: true, ...asked }).then(({ rows }) => rows[0]?.doc),
				db.changes({ include_docs: true, ...asked }).then(({ results }) => results[0]?.doc),
				db.bulkGet({ docs, ...asked }).then(({ results }) => (results[0]?.docs[0] as { ok: object }).ok)
			]);
		for (const doc of await lists({}))
			expect(doc).toMatchObject({ _attachments: { note: { stub: true, length: 5 } } });
		for (const doc of await lists({ attachments: true }))
			expect(doc).toMatchObject({ _attachments: { note: { data: base64('hello') } } });
		for (const doc of await lists({ attachments: true, binary: true })) expect(contentIn(doc)).toBe('hello');
	});

	test('is named again by its stub, and stays what it was', async () => {
		const db = database();
		await db.put({ _id: 'a', _attachments: { note: text('hello') } });
		const doc = await db.get('a');
		await db.put({ ...doc, n: 2 });
		expect((await db.get('a'))._attachments?.note).toMatchObject({ revpos: 1, length: 5 });
		expect(await contentOf(db, 'a', 'note')).toBe('hello');
	});

	test('that nobody has can’t be named by a stub, and nothing of that call is written', async () => {
		const db = database();
		const unknown = {
			note: { content_type: 'text/plain', stub: true, digest: 'md5-none', length: 1, revpos: 1 }
		};
		const docs = [{ _id: 'b' }, { _id: 'a', _attachments: unknown }];
		await expect(db.bulkDocs(docs as never[])).rejects.toMatchObject({ status: 412 });
		expect((await db.allDocs()).rows).toEqual([]);
	});

	test('that is no base64 is refused', async () => {
		const db = database();
		const broken = { note: { content_type: 'text/plain', data: 'no base64!' } };
		await expect(db.put({ _id: 'a', _attachments: broken })).rejects.toMatchObject({ name: 'badarg' });
	});

	test('larger than allowed is refused with its document, and keeps out no other', async () => {
		const name = newName();
		const db = database(name, { maxAttachment: 5 });
		const answers = await db.bulkDocs([
			{ _id: 'a', _attachments: { note: text('hello') } },
			{ _id: 'b', _attachments: { note: text('hello!') } }
		]);
		expect(answers).toMatchObject([
			{ ok: true, id: 'a' },
			{ id: 'b', status: 413, name: 'attachment_too_large' }
		]);
		expect((answers[1] as { message: string }).message).toContain('"note" has 6 bytes; 5 are allowed');
		expect(await kept(name)).toEqual(['hello']);
	});

	test('may have a mebibyte where nothing else is said', async () => {
		const db = database();
		const bytes = Buffer.alloc(1024 * 1024, 7);
		await db.putAttachment('a', 'photo', bytes, 'image/jpeg');
		const more = Buffer.alloc(1024 * 1024 + 1, 7);
		await expect(db.putAttachment('b', 'photo', more, 'image/jpeg')).rejects.toMatchObject({ status: 413 });
	});
});

describe('a content', () => {
	test('is kept once, however many documents have it, and as long as one has', async () => {
		const name = newName();
		const db = database(name);
		await db.bulkDocs([
			{ _id: 'a', _attachments: { one: text('same'), two: text('same'), three: text('own') } },
			{ _id: 'b', _attachments: { one: text('same') } }
		]);
		expect(await kept(name)).toEqual(['own', 'same']);
		await db.remove(await db.get('a'));
		expect(await kept(name)).toEqual(['same']);
		await db.removeAttachment('b', 'one', (await db.get('b'))._rev);
		expect(await kept(name)).toEqual([]);
	});

	test('is replaced by the next one', async () => {
		const name = newName();
		const db = database(name);
		const { rev } = await db.putAttachment('a', 'note', Buffer.from('old'), 'text/plain');
		await db.putAttachment('a', 'note', rev, Buffer.from('new'), 'text/plain');
		expect(await kept(name)).toEqual(['new']);
		expect((await db.get('a'))._attachments?.note).toMatchObject({ revpos: 2 });
	});

	test('of a losing version stays until that version goes', async () => {
		const name = newName();
		const db = database(name);
		await graft(
			db,
			grafted('a', ['b1', 'aa'], { _attachments: { note: text('losing') } }),
			grafted('a', ['b2', 'aa'], { _attachments: { note: text('winning') } })
		);
		expect(await kept(name)).toEqual(['losing', 'winning']);
		expect(await contentOf(db, 'a', 'note', '2-b1')).toBe('losing');
		expect(await contentOf(db, 'a', 'note')).toBe('winning');
		await db.remove('a', '2-b1');
		expect(await kept(name)).toEqual(['winning']);
	});

	test('of a refused edit is not kept', async () => {
		const name = newName();
		const db = database(name);
		await db.put({ _id: 'a' });
		await db.put({ _id: 'a', _attachments: { note: text('refused') } }).catch(() => undefined);
		expect(await kept(name)).toEqual([]);
	});

	test('is kept and dropped in the transaction of the documents', async () => {
		const name = newName();
		let fail = false;
		const db = database(name, {
			fold: async () => {
				if (fail) throw new Error('fold failed');
			}
		});
		const { rev } = await db.put({ _id: 'a', _attachments: { note: text('old') } });
		fail = true;
		const next = { _id: 'a', _rev: rev, _attachments: { note: text('new') } };
		await expect(db.put(next)).rejects.toMatchObject({ reason: 'fold failed' });
		expect(await kept(name)).toEqual(['old']);
		expect(await contentOf(db, 'a', 'note')).toBe('old');
	});

	test('that was left over by a writer who knows no attachments goes when the database is compacted', async () => {
		const name = newName();
		const db = database(name);
		await db.put({ _id: 'a', _attachments: { note: text('left over') } });
		const dexie = tablesOf(name);
		const tables: DocumentTables = {
			docs: dexie.table('docs'),
			local: dexie.table('local'),
			meta: dexie.table('meta')
		};
		await dexie.transaction('rw', 'docs', 'meta', async () => {
			const row = await tables.docs.get('a');
			const hash = String(row?.rev.slice(2));
			await writeDocuments(tables, [grafted('a', ['next', hash])]);
		});
		dexie.close();
		expect(await kept(name)).toEqual(['left over']);
		await db.compact();
		expect(await kept(name)).toEqual([]);
	});
});

describe('replication', () => {
	test('brings attachments there and back, those of losing versions too', async () => {
		const [here, there, name] = [database(), reference(), newName()];
		await here.put({ _id: 'a', _attachments: { note: text('one'), photo: text('two') } });
		await here.replicate.to(there);
		expect(await contentOf(there, 'a', 'note')).toBe('one');
		await graft(there, grafted('b', ['b1', 'aa'], { _attachments: { note: text('losing') } }));
		await graft(there, grafted('b', ['b2', 'aa'], { _attachments: { note: text('winning') } }));
		const doc = await there.get('a');
		await there.put({ ...doc, n: 2 });
		const back = database(name);
		await back.replicate.from(there);
		await here.replicate.from(there);
		for (const db of [here, back]) {
			expect(await db.get('a')).toMatchObject({ n: 2, _attachments: { note: { revpos: 1 } } });
			expect(await contentOf(db, 'a', 'photo')).toBe('two');
			expect(await contentOf(db, 'b', 'note', '2-b1')).toBe('losing');
		}
		expect(await kept(name)).toEqual(['losing', 'one', 'two', 'winning']);
		await there.destroy();
	});
});
