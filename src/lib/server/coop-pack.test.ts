import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPack } from '../rules/coop-pack.ts';
import { provenance, SOURCES, type Coop } from '../rules/reference/index.ts';
import { answerCoops } from './coop-pack.ts';
import { replaceFacts } from './reference.ts';
import { siteOn, type Site } from './site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from './testing.ts';

const source = 'cuk-organisations';
const coops = (count: number): Coop[] =>
	Array.from({ length: count }, (_, n) => ({
		...{ id: `R${n}`, name: `Co-op ${n}`, postcode: 'OL16 1AA' },
		...provenance(source, '2024-01-01')
	}));

describe.each(backendsHere)('the directory on %s', (kind) => {
	let fresh: Fresh;
	let site: Site;
	const ask = (headers: Record<string, string> = {}) =>
		answerCoops(site, new Request('https://toadlane.example/api/coops', { headers }));
	const replace = (count: number) =>
		replaceFacts(site, 'coops', { source, as_of: '2024-01-01', ...SOURCES[source] }, coops(count));

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS);
	});
	afterAll(() => fresh.end());

	it('is an empty pack before anything was imported', async () => {
		expect(openPack(await (await ask()).json())).toEqual({ ok: true, directory: { sources: [], coops: [] } });
	});

	it('is the same pack however it is compressed', async () => {
		await replace(50);
		const plain = Buffer.from(await (await ask()).arrayBuffer());
		expect(openPack(JSON.parse(plain.toString()))).toMatchObject({ directory: { coops: { length: 50 } } });
		const br = await ask({ 'accept-encoding': 'gzip, deflate, br' });
		expect(br.headers.get('content-encoding')).toBe('br');
		expect(Buffer.from(brotliDecompressSync(new Uint8Array(await br.arrayBuffer())))).toEqual(plain);
		const gzip = await ask({ 'accept-encoding': 'gzip' });
		expect(Buffer.from(gunzipSync(new Uint8Array(await gzip.arrayBuffer())))).toEqual(plain);
	});

	it('has the branches, once it is known where their postcodes are', async () => {
		await replace(2);
		const outlets = { source: 'cuk-outlets', as_of: '2024-01-01', ...SOURCES['cuk-outlets'] } as const;
		const codes = { source: 'os-postcodes', as_of: '2024-01-01', ...SOURCES['os-postcodes'] } as const;
		const names = async () => {
			const opened = openPack(await (await ask()).json());
			return opened.ok ? opened.directory.coops.map(({ name }) => name) : [];
		};
		await replaceFacts(site, 'outlets', outlets, [
			{
				...{ id: 'R1/OL16 1AB/Toad Lane Food', owner: 'R1', name: 'Toad Lane Food', postcode: 'OL16 1AB' },
				...provenance('cuk-outlets', '2024-01-01')
			}
		]);
		expect(await names()).toEqual(['Co-op 0', 'Co-op 1']);
		await replaceFacts(site, 'postcodes', codes, [
			{ id: 'OL16 1AB', point: [-2.15, 53.61], ...provenance('os-postcodes', '2024-01-01') }
		]);
		expect(await names()).toEqual(['Co-op 0', 'Co-op 1', 'Toad Lane Food']);
		for (const said of [outlets, codes])
			await replaceFacts(site, said === outlets ? 'outlets' : 'postcodes', said, []);
	});

	it('is sent once, and again after the next import', async () => {
		await replace(50);
		const etag = (await ask()).headers.get('etag') ?? '';
		const again = await ask({ 'if-none-match': `"other", ${etag}` });
		expect([again.status, await again.text()]).toEqual([304, '']);
		await replace(51);
		const newer = await ask({ 'if-none-match': etag });
		expect(newer.status).toBe(200);
		expect(newer.headers.get('etag')).not.toBe(etag);
	});
});
