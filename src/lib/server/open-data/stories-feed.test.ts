import { parseFeed } from '@rowanmanning/feed-parser';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteOn, type Site } from '../site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import { answerAllStories, answerStoriesOf } from './stories-feed.ts';
import { HOSTILE, putListing, putStory, takeDown, UNSAYABLE, type Made } from './testing-registry.ts';

const ORIGIN = 'https://toadlane.example';

const readXml = (text: string) =>
	new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'entry' }).parse(text);

describe.each(backendsHere)('feeds of stories, on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let spotland: Made;
	let told: string;

	const request = (headers: Record<string, string> = {}) => new Request(ORIGIN, { headers });
	const all = async () => (await answerAllStories(site, request(), ORIGIN)).text();
	const parsed = async () => parseFeed(await all());

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS);
	});
	afterAll(() => fresh.end());

	it('are feeds before anything was told', async () => {
		const feed = await parsed();
		expect(feed.items).toEqual([]);
		expect(XMLValidator.validate(await all())).toBe(true);
		expect(await answerStoriesOf(site, request(), ORIGIN, 'nobody')).toBeUndefined();
	});

	it('tell what communities told, with author, licence and pictures, by a second reader', async () => {
		spotland = await putListing(site, 'spotland', { name: 'Spotland & friends' });
		told = await putStory(site, spotland, { title: 'A wet Tuesday', text: 'We began.\n\nIt rained.' }, true);
		const demo = await putListing(site, 'made-up', { tags: ['demo'] });
		await putStory(site, demo, { title: 'Made up' });
		const feed = await parsed();
		expect(feed.meta).toMatchObject({ type: 'atom', version: '1.0' });
		expect(feed.self).toBe(`${ORIGIN}/stories.atom`);
		expect(feed.copyright).toContain('CC BY 4.0');
		expect(feed.items).toHaveLength(1);
		const [item] = feed.items;
		expect(item).toMatchObject({
			...{ id: `tag:toadlane.example,2026:story:${told}`, title: 'A wet Tuesday' },
			...{ content: 'We began.\n\nIt rained.', url: `${ORIGIN}/communities/spotland#story-${told}` },
			authors: [{ name: 'Spotland & friends', url: `${ORIGIN}/communities/spotland` }]
		});
		expect(item?.updated?.toISOString()).toBe('2026-02-01T10:00:00.000Z');
		expect(item?.media).toMatchObject([{ mimeType: 'image/jpeg', length: 1234 }]);
		const own = await answerStoriesOf(site, request(), ORIGIN, 'spotland');
		const alone = parseFeed((await own?.text()) ?? '');
		expect(alone.self).toBe(`${ORIGIN}/communities/spotland/stories.atom`);
		expect(alone.items.map(({ id }) => id)).toEqual([item?.id]);
	});

	it('have what RFC 4287 asks of a feed and of each entry', async () => {
		const { feed } = readXml(await all());
		for (const part of [feed, ...feed.entry]) {
			for (const name of ['id', 'title', 'updated']) expect(part[name], name).toBeTruthy();
			expect(Number.isNaN(Date.parse(part.updated))).toBe(false);
		}
		expect(feed['@_xmlns']).toBe('http://www.w3.org/2005/Atom');
		expect(feed.entry[0].author.name).toBe('Spotland & friends');
	});

	it('tell hostile text as text, and leave out what no XML can say', async () => {
		// CouchDB refuses half a surrogate pair itself; the embedded registry keeps it.
		const unsayable = kind === 'couchdb' ? UNSAYABLE.replace('\ud800', '') : UNSAYABLE;
		const words = { title: HOSTILE + unsayable, text: `${unsayable}${HOSTILE}` };
		const id = await putStory(site, spotland, words, true);
		const text = await all();
		expect(XMLValidator.validate(text)).toBe(true);
		expect(text).not.toContain('</script>');
		const { feed } = readXml(text);
		expect(feed.entry[0]).toMatchObject({ title: HOSTILE, content: { '#text': HOSTILE } });
		// The feed reader reads the names of characters in what was read already: it must find nothing but text all the same.
		const item = (await parsed()).items.find((one) => one.id?.endsWith(id));
		expect(item?.title).toBe(HOSTILE.replace('&amp;', '&'));
		await takeDown(site, `story:${spotland.group}:${id}`);
	});

	it('are sent again only when they have changed, and lose a story with the next request', async () => {
		const etag = (await answerAllStories(site, request(), ORIGIN)).headers.get('etag') ?? '';
		const again = await answerAllStories(site, request({ 'if-none-match': etag }), ORIGIN);
		expect(again.status).toBe(304);
		await takeDown(site, `story:${spotland.group}:${told}`);
		const headers = { 'if-none-match': etag, 'if-modified-since': new Date().toUTCString() };
		const after = await answerAllStories(site, request(headers), ORIGIN);
		expect(after.status).toBe(200);
		expect(await after.text()).not.toContain(told);
	});
});
