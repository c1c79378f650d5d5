import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { districtAt, openDistricts } from '../rules/districts/index.ts';
import { coopAt, council, square } from '../rules/districts/testing.ts';
import { SOURCES, type FactKind, type FactKinds } from '../rules/reference/index.ts';
import { answerWith, readCountry } from './deserts.ts';
import { replaceFacts } from './reference.ts';
import { siteOn, type Site } from './site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from './testing.ts';

const row = (count: number, x: number, y: number, more = {}) =>
	Array.from({ length: count }, (_, i) => coopAt(x + i / 1000, y, more));

describe.each(backendsHere)('deserts on %s', (kind) => {
	let fresh: Fresh;
	let site: Site;
	const ask = (path: keyof typeof answerWith, headers: Record<string, string> = {}) =>
		answerWith[path](site, new Request(`https://toadlane.example${path}`, { headers }));
	const replace = <K extends FactKind>(kind: K, facts: FactKinds[K][]) => {
		const { source } = facts[0]!;
		return replaceFacts(site, kind, { source, as_of: '2024-01-01', ...SOURCES[source] }, facts);
	};

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS);
	});
	afterAll(() => fresh.end());

	it('are none before anything was imported, in every file', async () => {
		expect(openDistricts(await (await ask('/api/districts')).json())).toMatchObject({
			opened: { districts: [] }
		});
		expect(await (await ask('/deserts.geojson')).json()).toMatchObject({ features: [] });
		expect(await (await ask('/clusters.geojson')).json()).toMatchObject({ features: [] });
		expect((await (await ask('/deserts.csv')).text()).trim().split('\r\n')).toHaveLength(1);
	});

	describe('once facts were imported', () => {
		beforeAll(async () => {
			await replace('authorities', [
				council('AAA', 'E07000001', { end: '2023-04-01', replaced_by: ['NEW'] }),
				council('BBB', 'E07000002', { end: '2023-04-01', replaced_by: ['NEW'] }),
				council('NEW', 'E06000066', { name: '=SUM(A1)', population: 100_000 }),
				council('DRY', 'E07000003'),
				council('NIR', 'N09000001', { nation: 'Northern Ireland' })
			]);
			await replace('boundaries', [
				square('E07000001', -3, 52),
				square('E07000002', -2, 52),
				square('E07000003', -1, 52),
				square('N09000001', -7, 54)
			]);
			await replace('coops', [...row(40, -2.5, 52.5), ...row(2, -0.5, 52.5, { sector: 'Housing' })]);
		});

		it('tell phones which district a place is in, and what there is', async () => {
			const opened = openDistricts(await (await ask('/api/districts')).json());
			if (!opened.ok) throw new Error(opened.why);
			expect(districtAt(opened.opened, [-1.2, 52.5])).toMatchObject({
				...{ code: 'E06000066', class: 'many', coops: 40, per_10000: 4 },
				needs: { food: 40, housing: 0 }
			});
			expect(districtAt(opened.opened, [-0.5, 52.2])).toMatchObject({
				class: 'desert',
				needs: { housing: 2 }
			});
			const silent = districtAt(opened.opened, [-6.5, 54.5]);
			expect(silent).toMatchObject({ class: 'no_data' });
			expect(silent).not.toHaveProperty('coops');
			expect(districtAt(opened.opened, [0.5, 50])).toBeUndefined();
			expect(opened.opened.sources.map(({ licence }) => licence)).toEqual([
				'ODC-By-1.0',
				'OGL-UK-3.0',
				'CC-BY-4.0'
			]);
		});

		it('draw merged districts as one, with figures, sources and licences', async () => {
			const file = await (await ask('/deserts.geojson')).json();
			expect(file.licence).toBe('ODC-By-1.0 AND OGL-UK-3.0 AND CC-BY-4.0');
			expect(file.features.map(({ properties }: GeoJSON.Feature) => properties?.class)).toEqual([
				'many',
				'desert',
				'no_data'
			]);
			expect(file.features[0].geometry.coordinates).toHaveLength(1);
			expect(file.features[2].properties).not.toHaveProperty('coops');
			const clusters = await (await ask('/clusters.geojson')).json();
			expect(clusters.features).toMatchObject([{ properties: { coops: 40, most_at_one_place: 1 } }]);
			expect(clusters.features[0].properties).not.toHaveProperty('members');
		});

		it('are a table in which nothing is calculated, and nothing unknown is 0', async () => {
			const text = await (await ask('/deserts.csv')).text();
			const { data } = Papa.parse<Record<string, string>>(text, { header: true });
			expect(data).toHaveLength(3);
			expect(data[0]).toMatchObject({ name: "'=SUM(A1)", coops: '40', made_of: 'Council AAA; Council BBB' });
			expect(data[2]).toMatchObject({ class: 'no_data', why: 'no_positions', coops: '', coops_food: '' });
			expect(data.every(({ licences }) => licences?.includes('CC-BY-4.0'))).toBe(true);
		});

		it('are sent once, compressed, and again after the next import', async () => {
			const plain = Buffer.from(await (await ask('/deserts.geojson')).arrayBuffer());
			const gzip = await ask('/deserts.geojson', { 'accept-encoding': 'gzip' });
			expect(Buffer.from(gunzipSync(new Uint8Array(await gzip.arrayBuffer())))).toEqual(plain);
			const etag = gzip.headers.get('etag') ?? '';
			const again = await ask('/deserts.geojson', { 'if-none-match': etag });
			expect([again.status, await again.text()]).toEqual([304, '']);
			await replace('coops', row(41, -2.5, 52.5));
			expect((await ask('/deserts.geojson', { 'if-none-match': etag })).status).toBe(200);
		});

		it('are reckoned once for all who ask', async () => {
			const [one, other] = await Promise.all([readCountry(site), readCountry(site)]);
			expect(one).toBe(other);
			expect(await readCountry(site)).toBe(one);
		});
	});
});
