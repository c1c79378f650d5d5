import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { ACCOUNTS } from './backend.ts';
import { couchRequests } from './couch-requests.ts';
import { openCouch } from './couchdb.ts';
import { openSite } from './site.ts';
import { couchUrl, Phone, SETTINGS } from './testing.ts';

describe('asking a CouchDB that is not well', () => {
	const servers: Server[] = [];
	afterAll(() => servers.forEach((server) => server.close().closeAllConnections()));

	async function serving(listener: Parameters<typeof createServer>[1]) {
		const server = createServer(listener as () => void);
		servers.push(server);
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		return `http://admin:pass@127.0.0.1:${(server.address() as AddressInfo).port}`;
	}
	const patience = { headersWithin: 150, bodyWithin: 150 };

	it('gives up when no answer comes', async () => {
		const couch = openCouch(await serving(() => undefined), patience);
		await expect(couch.info('registry')).rejects.toMatchObject({ code: 'timeout' });
		expect(await couch.health()).toBe(false);
	});

	it('gives up when an answer does not end', async () => {
		const url = await serving((_, response) => void response.writeHead(200).write('{"doc_'));
		await expect(openCouch(url, patience).info('registry')).rejects.toMatchObject({ code: 'timeout' });
	});

	it('tells what is not JSON, and what is refused, from an answer', async () => {
		const page = await serving((_, response) => response.end('<html>Sign in to WiFi</html>'));
		await expect(openCouch(page, patience).info('registry')).rejects.toMatchObject({ code: 'unreachable' });
		const refusing = await serving((_, response) => response.writeHead(401).end('{"error":"unauthorized"}'));
		await expect(openCouch(refusing, patience).info('registry')).rejects.toMatchObject({ code: 'refused' });
	});

	it('takes nothing for stored that only some copies of a cluster took', async () => {
		const few = await serving((_, response) => void response.writeHead(202).end('[]'));
		const storing = openCouch(few, patience).bulkDocs('registry', [{ _id: 'x', _rev: '1-a' }]);
		await expect(storing).rejects.toMatchObject({ code: 'unreachable' });
	});

	it('asks all copies of a cluster for what one of them lacks', async () => {
		const docs = [{ ok: { _id: 'x', _rev: '1-a' } }, { error: { id: 'x', rev: '1-b', error: 'not_found' } }];
		const all = { results: docs.map((entry) => ({ id: 'x', docs: [entry] })) };
		const behind = await serving(({ url }, response) => {
			const one = { x: { missing: ['1-a', '1-b'] }, z: { missing: [] } };
			response.end(JSON.stringify(url?.includes('_revs_diff') ? one : all));
		});
		const missing = await openCouch(behind, patience).revsDiff('registry', { x: ['1-a', '1-b'], z: ['1-c'] });
		expect(missing).toEqual({ x: { missing: ['1-b'] } });
	});

	it('says so when nobody listens', async () => {
		const couch = openCouch('http://admin:pass@127.0.0.1:9', patience);
		await expect(couch.get('registry', 'x')).rejects.toMatchObject({ code: 'unreachable' });
	});
});

describe.skipIf(!couchUrl)(
	`a gateway on CouchDB${couchUrl ? '' : ' (skipped: COUCHDB_URL is not set)'}`,
	() => {
		const prefix = `t${randomBytes(6).toString('hex')}-`;
		const ask = couchRequests(couchUrl ?? 'http://127.0.0.1');
		afterAll(async () => {
			const { body } = await ask('GET', `/_all_dbs?start_key="${prefix}"&end_key="${prefix}~"`);
			for (const db of body as string[]) await ask('DELETE', `/${db}`);
		});

		it('gives a new group’s database the design document that was left for it, and closes it', async () => {
			const site = await openSite({ ...SETTINGS, couchUrl, couchPrefix: prefix });
			const check = `function (doc) { if (doc.type === 'sermon') throw { forbidden: 'no sermons' }; }`;
			const design = { _id: '_design/toadlane', language: 'javascript', validate_doc_update: check };
			await site.backend.put(ACCOUNTS, { _id: 'design:group', design });
			const ann = await new Phone(site).start();
			const path = `/${prefix}group-${ann.group}`;
			expect((await ask('GET', `${path}/_design/toadlane`)).body).toMatchObject(design);
			expect((await ask('GET', `${path}/_security`)).body).toMatchObject({ members: { roles: ['_admin'] } });
			const { body } = await ann.sync('GET', '/_changes?style=all_docs');
			expect(body.results).toEqual([]);
			const refused = await site.backend.bulkDocs(`group-${ann.group}`, [
				{ _id: 'sermon:1', type: 'sermon', _rev: `1-${'a'.repeat(32)}` }
			]);
			expect(refused).toMatchObject([{ id: 'sermon:1', error: 'forbidden', reason: 'no sermons' }]);
		});

		it('makes a group’s database anew when an operator has lost it', async () => {
			const site = await openSite({ ...SETTINGS, couchUrl, couchPrefix: prefix });
			const ann = await new Phone(site).start();
			await ask('DELETE', `/${prefix}group-${ann.group}`);
			expect((await ann.sync('GET', '')).body).toMatchObject({ doc_count: expect.any(Number) });
			expect((await ann.sync('GET', '/_changes')).status).toBe(200);
		});
	}
);
