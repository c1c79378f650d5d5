import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseRecord, kinds, type Kind } from '../src/lib/records/index.ts';
import { HARDENED } from './harden.ts';
import { install } from './install.ts';
import { askServer, expectOk, type Ask } from './server.ts';

const url = process.env.COUCHDB_URL;
if (!url) console.info('CouchDB’s set-up is not tested: COUCHDB_URL is not set');

describe.skipIf(!url)(`setting CouchDB up${url ? '' : ' (skipped: COUCHDB_URL is not set)'}`, () => {
	const prefix = `t${randomBytes(6).toString('hex')}-`;
	const old = `${prefix}group-01k0zzzzzzzzzzzzzzzzzzzzzz`;
	let ask: Ask;

	beforeAll(async () => {
		ask = askServer(url ?? '');
		await expectOk(ask('PUT', `/${old}`));
		const changes = await install(ask, prefix);
		expect(changes.filter((change) => change.startsWith(prefix)).length).toBeGreaterThan(8);
	}, 60_000);

	afterAll(async () => {
		const range = `start_key=${JSON.stringify(prefix)}&end_key=${JSON.stringify(`${prefix}~`)}`;
		const dbs = (await expectOk(ask('GET', `/_all_dbs?${range}`))) as string[];
		for (const db of dbs) await ask('DELETE', `/${db}`);
	});

	it('changes nothing the second time', async () => {
		expect((await install(ask, prefix)).filter((change) => !change.includes('WARNING'))).toEqual([]);
	});

	it('leaves every node closed up', async () => {
		const { all_nodes } = (await expectOk(ask('GET', '/_membership'))) as { all_nodes: string[] };
		for (const node of all_nodes) {
			for (const [section, key, value] of HARDENED) {
				expect(await expectOk(ask('GET', `/_node/${node}/_config/${section}/${key}`))).toBe(value);
			}
		}
		const { origin } = new URL(url ?? '');
		for (const path of [
			'/',
			'/_all_dbs',
			`/${prefix}registry`,
			`/${prefix}accounts/_all_docs`,
			'/_session'
		]) {
			expect((await fetch(origin + path)).status).toBe(401);
		}
	});

	it('closes every database, also a group’s that was there before', async () => {
		for (const db of [`${prefix}accounts`, `${prefix}registry`, `${prefix}reference`, old]) {
			const { members } = (await expectOk(ask('GET', `/${db}/_security`))) as { members: unknown };
			expect(members).toEqual({ names: [], roles: ['_admin'] });
			expect((await ask('GET', `/${db}/_design/toadlane`)).status).toBe(200);
		}
	});

	it.each(Object.keys(kinds) as Kind[])('accepts a sound %s and refuses a broken one', async (kind) => {
		const sample = kinds[kind].sample();
		const own = sample._id.startsWith('community:') || sample._id.startsWith('listing:');
		const doc = own ? { ...sample, _id: `${kind}:01k0zzzzzzzzzzzzzzzzzzzzzz` } : sample;
		const broken = { ...doc, created_at: 'yesterday' };
		const path = `/${old}/${encodeURIComponent(doc._id)}`;
		expect(await ask('PUT', path, broken)).toMatchObject({
			status: 403,
			body: { reason: 'created_at:format' }
		});
		expect((await ask('PUT', path, doc)).status).toBeLessThan(300);
	});

	it('takes the erasing of a contact, and nothing that would bring it back or add to it', async () => {
		const _id = `contact:01k0zzzzzzzzzzzzzzzzzzzzzy`;
		const contact = { ...kinds.contact.sample(), _id };
		const erased = eraseRecord(contact, '2026-07-18T10:00:00.000Z');
		const revision = (start: number, letter: string, ...before: string[]) => {
			const ids = [letter, ...before].map((one) => one.repeat(32));
			return { _rev: `${start}-${ids[0]}`, _revisions: { start, ids } };
		};
		const send = async (...docs: object[]) =>
			await expectOk(ask('POST', `/${old}/_bulk_docs`, { docs, new_edits: false }));
		expect(await send({ ...contact, ...revision(1, 'a') })).toEqual([]);
		expect(await send({ ...erased, ...revision(2, 'b', 'a') })).toEqual([]);
		const { body } = await ask('GET', `/${old}/${encodeURIComponent(_id)}`);
		expect(body).toEqual({ ...erased, _rev: revision(2, 'b')._rev });
		expect(await send({ ...contact, ...revision(3, 'c', 'b', 'a') })).toMatchObject([{ reason: 'erased' }]);
		const more = { ...erased, note: 'on holiday', ...revision(3, 'd', 'b', 'a') };
		expect(await send(more)).toMatchObject([{ error: 'forbidden' }]);
	});

	it('refuses junk in a bulk write one by one', async () => {
		const docs = [
			{ _id: 'junk:1', _rev: `1-${'a'.repeat(32)}` },
			{ ...kinds.patch.sample(), _rev: `1-${'b'.repeat(32)}` }
		];
		const rows = (await expectOk(ask('POST', `/${old}/_bulk_docs`, { docs, new_edits: false }))) as object[];
		expect(rows).toMatchObject([{ id: 'junk:1', error: 'forbidden', reason: 'type:unknown_kind' }]);
	});
});
