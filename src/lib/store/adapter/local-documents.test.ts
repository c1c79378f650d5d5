import { afterEach, expect, test } from 'vitest';
import { closeAll, database, grafted, reference } from './test-database.ts';

afterEach(closeAll);

test('local documents are changed and deleted only by who knows their revision', async () => {
	const db = database();
	await db.put({ _id: '_local/x', n: 1 });
	const { _rev } = await db.get('_local/x');
	await db.put({ _id: '_local/x', _rev, n: 2 });
	await expect(db.put({ _id: '_local/x', _rev, n: 3 })).rejects.toMatchObject({ status: 409 });
	await expect(db.remove('_local/x', _rev)).rejects.toMatchObject({ status: 409 });
	await db.remove('_local/x', (await db.get('_local/x'))._rev);
	await expect(db.get('_local/x')).rejects.toMatchObject({ status: 404 });
	await expect(db.remove('_local/x', '0-2')).rejects.toMatchObject({ status: 404 });
});

test('local documents come with the others in one call, and each is answered by itself', async () => {
	const db = database();
	await db.put({ _id: '_local/x', n: 1 });
	const answers = await db.bulkDocs([
		{ _id: 'a' },
		{ _id: '_local/x', n: 2 },
		{ _id: '_local/y' },
		{ _id: 'b' }
	]);
	expect(answers).toMatchObject([
		{ ok: true, id: 'a' },
		{ status: 409 },
		{ ok: true, id: '_local/y', rev: '0-1' },
		{ ok: true, id: 'b' }
	]);
	expect(await db.get('_local/x')).toMatchObject({ n: 1 });
});

test('local documents are in no list, count for nothing and stay where they are', async () => {
	const db = database();
	await db.put({ _id: '_local/x', n: 1 });
	expect(await db.info()).toMatchObject({ doc_count: 0, update_seq: 0 });
	expect((await db.allDocs()).rows).toEqual([]);
	expect((await db.changes()).results).toEqual([]);
	await db.bulkDocs([grafted('a', ['aa'])], { new_edits: false });
	const other = reference();
	await db.replicate.to(other);
	expect((await other.allDocs()).rows.map((row) => row.id)).toEqual(['a']);
	await expect(other.get('_local/x')).rejects.toMatchObject({ status: 404 });
	await other.destroy();
});
