import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend, Doc } from './backend.ts';
import { couchUrl, freshBackend, type Fresh } from './testing.ts';
import { openEmbedded } from './embedded.ts';

const hex = () => randomBytes(16).toString('hex');
const rev = (generation: number, hash: string) => `${generation}-${hash}`;

function describeBackend(kind: 'embedded' | 'couchdb') {
	let fresh: Fresh;
	let backend: Backend;
	let count = 0;
	const database = () => `group-test${(count += 1)}`;

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		backend = fresh.backend;
	});
	afterAll(() => fresh.end());

	it('answers that it is well', async () => {
		expect(await backend.health()).toBe(true);
		expect(backend.kind).toBe(kind);
	});

	it('makes a database when it is first used, and again after it was dropped, as another one', async () => {
		const db = database();
		await backend.ensureDatabase(db);
		await backend.ensureDatabase(db);
		const first = await backend.info(db);
		expect(first.doc_count).toBe(0);
		await backend.put(db, { _id: 'a', n: 1 });
		await backend.dropDatabase(db);
		await new Promise((done) => setTimeout(done, 1100));
		const second = await backend.info(db);
		expect(second.doc_count).toBe(0);
		expect(second.instance).not.toBe(first.instance);
	});

	it('swaps a document only on top of the revision that it was made from', async () => {
		const db = database();
		const made = await backend.put(db, { _id: 'a', n: 1 });
		expect(made).toMatchObject({ rev: expect.stringMatching(/^1-/) });
		expect(await backend.put(db, { _id: 'a', n: 2 })).toBe('conflict');
		const before = await backend.get(db, 'a');
		expect(await backend.put(db, { ...before!, n: 3 })).toMatchObject({ rev: expect.stringMatching(/^2-/) });
		expect(await backend.put(db, { ...before!, n: 4 })).toBe('conflict');
		expect(await backend.get(db, 'a')).toMatchObject({ n: 3 });
		expect(await backend.get(db, 'b')).toBeUndefined();
	});

	it('lets one of twenty writers at once win each round', async () => {
		const db = database();
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, n) => backend.put(db, { _id: 'one', writer: n }))
		);
		expect(answers.filter((answer) => answer !== 'conflict')).toHaveLength(1);
	});

	it('lists documents by the beginning of their ids', async () => {
		const db = database();
		for (const id of ['a:1', 'a:2', 'b:1']) await backend.put(db, { _id: id });
		expect((await backend.allDocs(db, 'a:')).map((doc) => doc._id)).toEqual(['a:1', 'a:2']);
		expect(await backend.allDocs(db, 'c:')).toEqual([]);
	});

	it('lists documents a page at a time, also after one that is gone', async () => {
		const db = database();
		for (const id of ['a:1', 'a:2', 'a:3', 'b:1']) await backend.put(db, { _id: id });
		const ids = async (after?: string) =>
			(await backend.allDocs(db, 'a:', { after, limit: 2 })).map((doc) => doc._id);
		expect(await ids()).toEqual(['a:1', 'a:2']);
		expect(await ids('a:2')).toEqual(['a:3']);
		const second = await backend.get(db, 'a:2');
		await backend.put(db, { _id: 'a:2', _rev: second!._rev, _deleted: true });
		expect(await ids('a:2')).toEqual(['a:3']);
		expect(await ids('a:1')).toEqual(['a:3']);
	});

	it('keeps local documents apart, each with its own revisions', async () => {
		const db = database();
		const id = '_local/checkpoint.A/b==';
		expect(await backend.getLocal(db, id)).toBeUndefined();
		expect(await backend.putLocal(db, { _id: id, last: 1 })).toEqual({ rev: '0-1' });
		const now = await backend.getLocal(db, id);
		expect(now).toMatchObject({ _rev: '0-1', last: 1 });
		expect(await backend.putLocal(db, { ...now!, last: 2 })).toEqual({ rev: '0-2' });
		expect((await backend.info(db)).doc_count).toBe(0);
		expect((await backend.changes(db, page())).results).toEqual([]);
	});

	it('stores revisions as they come and gives them back with their history', async () => {
		const db = database();
		const [one, two, other] = [hex(), hex(), hex()];
		const refused = await backend.bulkDocs(db, [
			{ _id: 'x', _rev: rev(2, two), _revisions: { start: 2, ids: [two, one] }, n: 2 },
			{ _id: 'x', _rev: rev(2, other), _revisions: { start: 2, ids: [other, one] }, n: 3 }
		]);
		expect(refused).toEqual([]);
		const rows = await backend.bulkGet(db, [{ id: 'x', rev: rev(2, two) }], true);
		expect(rows[0]?.docs[0]).toMatchObject({ ok: { n: 2, _revisions: { start: 2, ids: [two, one] } } });
		const leaves = (await backend.leaves(db, ['x', 'y'])).get('x') as Doc[];
		expect(leaves.map((leaf) => leaf._rev).sort()).toEqual([rev(2, two), rev(2, other)].sort());
		const changed = await backend.changes(db, page({ all_leaves: true }));
		expect(changed.results[0]?.changes).toHaveLength(2);
	});

	it('answers questions about nothing', async () => {
		const db = database();
		expect(await backend.bulkGet(db, [], true)).toEqual([]);
		expect(await backend.bulkDocs(db, [])).toEqual([]);
		expect(await backend.revsDiff(db, {})).toEqual({});
		expect(await backend.leaves(db, [])).toEqual(new Map());
	});

	it('knows deleted leaves too', async () => {
		const db = database();
		const [one, two] = [hex(), hex()];
		await backend.bulkDocs(db, [
			{ _id: 'x', _rev: rev(2, two), _revisions: { start: 2, ids: [two, one] }, _deleted: true }
		]);
		expect(await backend.get(db, 'x')).toBeUndefined();
		expect((await backend.leaves(db, ['x'])).get('x')).toMatchObject([{ _deleted: true, _rev: rev(2, two) }]);
		const [change] = (await backend.changes(db, page({ all_leaves: true }))).results;
		expect(change).toMatchObject({ id: 'x', deleted: true });
	});

	it('says which revisions it does not have', async () => {
		const db = database();
		const [one, two] = [hex(), hex()];
		await backend.bulkDocs(db, [{ _id: 'x', _rev: rev(1, one), _revisions: { start: 1, ids: [one] } }]);
		const missing = await backend.revsDiff(db, { x: [rev(1, one), rev(1, two)], z: [rev(1, two)] });
		expect(missing.x?.missing).toEqual([rev(1, two)]);
		expect(missing.z?.missing).toEqual([rev(1, two)]);
		expect(await backend.revsDiff(db, { x: [rev(1, one)] })).toEqual({});
	});

	it('pages through changes, each document once, and a position of another life starts again', async () => {
		const db = database();
		for (let n = 0; n < 5; n += 1) await backend.put(db, { _id: `d${n}`, n });
		const seen: string[] = [];
		let since = '0';
		for (let pages = 0; pages < 3; pages += 1) {
			const answer = await backend.changes(db, page({ since, limit: 2, include_docs: true }));
			seen.push(...answer.results.map((row) => row.id));
			expect(answer.results.every((row) => typeof row.doc?.n === 'number')).toBe(true);
			since = answer.last_seq;
		}
		expect(seen.sort()).toEqual(['d0', 'd1', 'd2', 'd3', 'd4']);
		expect((await backend.changes(db, page({ since }))).results).toEqual([]);
		await expect(backend.changes(db, page({ since: 'nonsense' }))).rejects.toMatchObject({
			code: 'bad_since'
		});
	});
}

function page(asked: Partial<Parameters<Backend['changes']>[1]> = {}) {
	return { since: '0', limit: 100, include_docs: false, all_leaves: false, ...asked };
}

describe('embedded backend', () => {
	describeBackend('embedded');

	it('gives positions that name the life of the database, and starts again for another', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'toadlane-'));
		const backend = await openEmbedded(folder);
		await backend.put('group-a', { _id: 'a' });
		const { last_seq } = await backend.changes('group-a', page());
		expect(last_seq).toMatch(/^1-[0-9a-f-]{36}$/);
		const foreign = '1-00000000-0000-4000-8000-000000000000';
		expect((await backend.changes('group-a', page({ since: foreign }))).results).toHaveLength(1);
		await backend.close();
		await rm(folder, { recursive: true });
	});

	it('refuses a folder that is a file', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'toadlane-'));
		await rm(folder, { recursive: true });
		await writeFile(folder, 'a file, not a folder');
		await expect(openEmbedded(folder)).rejects.toMatchObject({ code: 'not_writable' });
		await rm(folder);
	});
});

if (!couchUrl) console.info('CouchDB half of the contract skipped: COUCHDB_URL is not set');
describe.skipIf(!couchUrl)(`couchdb backend${couchUrl ? '' : ' (skipped: COUCHDB_URL is not set)'}`, () => {
	describeBackend('couchdb');
});
