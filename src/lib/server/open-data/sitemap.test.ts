import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeptCommunity } from '../nation/kept.ts';
import { siteOn, type Site } from '../site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import { answerSitemap, answerSitemapFile, robots, shelve } from './sitemap.ts';
import { putEvent, putListing, takeDown, type Made } from './testing-registry.ts';

const ORIGIN = 'https://toadlane.example';
const read = (text: string) => {
	expect(XMLValidator.validate(text)).toBe(true);
	const isArray = (name: string) => ['url', 'sitemap'].includes(name);
	return new XMLParser({ ignoreAttributes: false, isArray }).parse(text);
};

describe.each(backendsHere)('the list for search engines, on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let spotland: Made;

	const request = (headers: Record<string, string> = {}) => new Request(ORIGIN, { headers });
	const file = async (name: string) => (await answerSitemapFile(site, request(), ORIGIN, name))?.text();
	const locs = async (name: string) =>
		((read((await file(name)) ?? '').urlset?.url ?? []) as { loc: string; lastmod?: string }[]).map(
			({ loc }) => loc.replace(ORIGIN, '')
		);

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, () => new Date('2026-06-01T09:00:00Z'));
		spotland = await putListing(site, 'spotland', { as_of: '2026-05-02T10:00:00.000Z' });
		await putListing(site, 'made-up', { tags: ['demo'] });
	});
	afterAll(() => fresh.end());

	it('names every file that there is, and each of them is there', async () => {
		const { sitemapindex } = read(await (await answerSitemap(site, request(), ORIGIN)).text());
		const files = (sitemapindex.sitemap as { loc: string }[]).map(({ loc }) => loc);
		expect(files).toEqual(
			['pages', 'events', 'communities-1'].map((name) => `${ORIGIN}/sitemap/${name}.xml`)
		);
		for (const loc of files) {
			const { urlset } = read((await file(/sitemap\/(.+)\.xml$/.exec(loc)?.[1] ?? '')) ?? '');
			expect(urlset['@_xmlns']).toBe('http://www.sitemaps.org/schemas/sitemap/0.9');
		}
		for (const name of ['communities-2', 'communities-0', 'communities-01', 'constructor', '..%2f'])
			expect(await file(name)).toBeUndefined();
	});

	it('has communities but made-up ones with the day of their last change, their events, and fixed pages', async () => {
		const { urlset } = read((await file('communities-1')) ?? '');
		expect(urlset.url).toEqual([{ loc: `${ORIGIN}/communities/spotland`, lastmod: '2026-05-02' }]);
		const when = { start: '2026-07-12T14:00', end: '2026-07-12T18:00', zone: 'Europe/London' };
		const id = await putEvent(site, spotland, { when });
		expect(await locs('events')).toEqual([`/communities/spotland/events/${id}`]);
		expect(await locs('pages')).toEqual(expect.arrayContaining(['/', '/communities', '/open-data']));
	});

	it('loses a community with the next request, and is sent again only when it has changed', async () => {
		const etag = (await answerSitemapFile(site, request(), ORIGIN, 'communities-1'))?.headers.get('etag');
		const headers = { 'if-none-match': etag ?? '' };
		const ask = () => answerSitemapFile(site, request(headers), ORIGIN, 'communities-1');
		expect((await ask())?.status).toBe(304);
		await takeDown(site, spotland.id);
		const after = await ask();
		expect(after?.status).toBe(200);
		expect(await after?.text()).not.toContain('spotland');
	});
});

describe('its files', () => {
	const pieceOf = (length: number) => Array.from({ length }, () => ({}) as KeptCommunity);
	const sizes = (lengths: number[], most: number) =>
		shelve(lengths.map(pieceOf), most).map((shelf) => shelf.reduce((n, piece) => n + piece.length, 0));

	it('have no more addresses than they may', () => {
		expect(sizes([3, 4, 2, 9], 9)).toEqual([9, 9]);
		expect(sizes([3, 7, 2], 9)).toEqual([3, 9]);
		expect(sizes([21], 9)).toEqual([9, 9, 3]);
		expect(sizes([], 9)).toEqual([]);
	});
});

describe('what robots are told', () => {
	it('names the list, and keeps them out of what is private and nothing that is listed', async () => {
		const text = robots(ORIGIN);
		expect(text).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`);
		for (const path of ['/g/', '/sync/', '/api/', '/moderate'])
			expect(text.split('\n')).toContain(`Disallow: ${path}`);
		expect(text).not.toMatch(/^Disallow: \/?$|communities$|embed/m);
	});
});
