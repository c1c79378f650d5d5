import { check } from '@placemarkio/check-geojson';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gunzipSync } from 'node:zlib';
import { siteOn, type Site } from '../site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import { answerCommunityFile, type CommunityFormat } from './community-files.ts';
import { HOSTILE, putListing, takeDown } from './testing-registry.ts';

const ORIGIN = 'https://toadlane.example';
const DAY = 86_400_000;

describe.each(backendsHere)('files of communities, on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let now = new Date('2026-06-01T09:00:00Z');

	const ask = (format: CommunityFormat, search = '', headers: Record<string, string> = {}, by = site) => {
		const url = new URL(`/communities.${format}${search}`, ORIGIN);
		return answerCommunityFile(by, new Request(url, { headers }), format, url);
	};
	const textOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).text();
	const slugsOf = async (search = '') =>
		(JSON.parse(await textOf('json', search)).communities as { slug: string }[]).map(({ slug }) => slug);
	const rowsOf = async (search = '') =>
		Papa.parse<Record<string, string>>((await textOf('csv', search)).replace(/\r\n$/, ''), { header: true });

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, () => now);
		await putListing(site, 'hostile', { name: HOSTILE, about: `=2+3\n${HOSTILE}`, tags: ['+food', HOSTILE] });
		await putListing(site, 'spotland', { name: 'Spotland' });
		await putListing(site, 'knitters', {
			...{ name: 'Knitters', kind: 'interest', commitments: [], tags: [] },
			...{ point: undefined, place: undefined, postcode: undefined }
		});
		await putListing(site, 'old', { name: 'Old', registered_at: '2020-01-05T10:00:00.000Z' });
		await putListing(site, 'made-up', { name: 'Made up', tags: ['demo'] });
	});
	afterAll(() => fresh.end());

	it('hold every community but made-up ones, with licence and sources', async () => {
		const said = JSON.parse(await textOf('json'));
		expect(said).toMatchObject({
			licence: 'CC BY 4.0',
			licence_url: 'https://creativecommons.org/licenses/by/4.0/',
			sources: []
		});
		expect(await slugsOf()).toEqual(['hostile', 'knitters', 'old', 'spotland']);
		expect(said.communities.at(-1)).toMatchObject({
			...{ name: 'Spotland', address: `${ORIGIN}/communities/spotland`, postcode_district: 'OL12' },
			...{ longitude: -2.17, latitude: 53.62, since: '2026-01-05', last_heard: '2026-01-05' },
			...{ liveness: 'fresh', pilot: false, tags: ['energy', 'food'] },
			commitments: { action: { on_track: 1 }, enterprise: {} }
		});
		expect(said.communities[2]).toMatchObject({ slug: 'old', liveness: 'dormant' });
	});

	it('are GeoJSON by a second reader, with no place for who names none', async () => {
		const read = check(await textOf('geojson')) as GeoJSON.FeatureCollection & { licence: string };
		expect(read.features).toHaveLength(4);
		expect(read.licence).toBe('CC BY 4.0');
		expect(read.features[1]).toMatchObject({ id: 'knitters', geometry: null });
		expect(read.features[3]).toMatchObject({
			geometry: { type: 'Point', coordinates: [-2.17, 53.62] },
			properties: { name: 'Spotland', commitments: 1, action_on_track: 1, enterprise_missed: 0 }
		});
	});

	it('are a table by a second reader, in which nothing is calculated, with the licence in each row', async () => {
		const { data, errors } = await rowsOf();
		expect(errors).toEqual([]);
		expect(data).toHaveLength(4);
		for (const row of data) {
			expect(row.licence).toBe('CC BY 4.0');
			for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@\t\r]/);
		}
		expect(data[3]).toMatchObject({
			name: 'Spotland',
			tags: 'energy; food',
			action_on_track: '1',
			pilot: 'no'
		});
	});

	it('say hostile text as it is', async () => {
		const [first] = JSON.parse(await textOf('json')).communities;
		expect(first).toMatchObject({ name: HOSTILE, about: `=2+3\n${HOSTILE}`, tags: ['+food', HOSTILE] });
		const { features } = JSON.parse(await textOf('geojson'));
		expect(features[0].properties.name).toBe(HOSTILE);
		const [row] = (await rowsOf()).data;
		// One apostrophe before what would be a formula.
		expect(row?.name).toBe(`'${HOSTILE}`);
	});

	it('are the same by whichever gateway, compressed or not, and sent again only when they have changed', async () => {
		for (const format of ['json', 'geojson', 'csv'] as const) {
			const packed = await ask(format, '', { 'accept-encoding': 'gzip, br' });
			expect(packed.headers.get('content-encoding')).toBe('gzip');
			expect(packed.headers.get('access-control-allow-origin')).toBe('*');
			expect(packed.headers.get('link')).toContain('rel="license"');
			expect(packed.headers.get('last-modified')).toMatch(/ GMT$/);
			const text = gunzipSync(new Uint8Array(await packed.arrayBuffer())).toString();
			const beside = await siteOn(fresh.beside(), SETTINGS, () => new Date(now.getTime() + 60_000));
			const other = await ask(format, '', {}, beside);
			expect(await other.text()).toBe(text);
			const etag = packed.headers.get('etag') ?? '';
			expect(other.headers.get('etag')).toBe(etag);
			expect((await ask(format, '', { 'if-none-match': `"x", ${etag}` })).status).toBe(304);
		}
	});

	it('hold what fits a question, as the page does: those not heard of for long when they are asked for', async () => {
		expect(await slugsOf('?q=spot')).toEqual(['spotland']);
		expect(await slugsOf('?kind=neighbourhood')).toEqual(['hostile', 'spotland']);
		expect(await slugsOf('?kind=neighbourhood&dormant=yes')).toEqual(['hostile', 'old', 'spotland']);
		expect(await slugsOf('?dormant=yes&limit=1&after=hostile')).toEqual(['knitters']);
		expect((await rowsOf('?q=nobody')).meta.fields).toContain('name');
		expect(check(await textOf('geojson', '?q=nobody'))).toMatchObject({ features: [] });
		const etag = (await ask('csv', '?q=spot')).headers.get('etag') ?? '';
		expect((await ask('csv', '?q=spot', { 'if-none-match': etag })).status).toBe(304);
	});

	it('refuse what makes no sense, with a sentence', async () => {
		const refused = await ask('json', `?kind=castle&near=900,1&limit=0&q=${'x'.repeat(101)}`);
		expect(refused.status).toBe(400);
		const { message, problems } = await refused.json();
		expect(message).toMatch(/“kind” must be one of: neighbourhood, village/);
		expect(message).toMatch(/“near” must be a longitude/);
		expect(message).toMatch(/“q” is longer than 100 characters/);
		expect(problems).toHaveLength(4);
	});

	it('lose a community with the next request, whatever date a reader has', async () => {
		const gone = await putListing(site, 'gone', { name: 'Gone' });
		const before = await ask('geojson');
		expect(await before.text()).toContain('"gone"');
		await takeDown(site, gone.id);
		const headers = { 'if-modified-since': new Date().toUTCString() };
		for (const format of ['json', 'geojson', 'csv'] as const) {
			const after = await ask(format, '', headers);
			expect(after.status).toBe(200);
			expect(await after.text()).not.toContain('gone');
			const etag = before.headers.get('etag') ?? '';
			expect((await ask(format, '', { 'if-none-match': etag })).status).toBe(200);
		}
	});

	it('say how lively a community is by the day, and are otherwise the same from day to day', async () => {
		const etag = (await ask('json')).headers.get('etag');
		now = new Date(now.getTime() + DAY);
		expect((await ask('json')).headers.get('etag')).toBe(etag);
		now = new Date('2027-03-01T09:00:00Z');
		const said = JSON.parse(await textOf('json')).communities as { slug: string; liveness: string }[];
		expect(said.find(({ slug }) => slug === 'spotland')?.liveness).toBe('fading');
	});
});
