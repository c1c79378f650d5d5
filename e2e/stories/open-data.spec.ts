/** What a community publishes is taken along: as files, feeds and frames, by people and programs that have nothing of ours. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startApp, type App } from '../app';
import { Phone } from '../phone';
import { expectAccessible } from '../screens/accessible';
import { expect, test } from './story';

const DEMO = '/communities/hebbleford-action-group-demo';

/** Every address and what it is. */
const ADDRESSES: Record<string, string> = {
	'/communities.csv': 'text/csv; charset=utf-8',
	'/communities.geojson': 'application/geo+json',
	'/communities.json': 'application/json',
	[`${DEMO}.jsonld`]: 'application/ld+json; charset=utf-8',
	[`${DEMO}/murmurations.json`]: 'application/json',
	[`${DEMO}/stories.atom`]: 'application/atom+xml; charset=utf-8',
	[`${DEMO}/events.ics`]: 'text/calendar; charset=utf-8',
	[`/api${DEMO}`]: 'application/json',
	'/stories.atom': 'application/atom+xml; charset=utf-8',
	'/events.ics': 'text/calendar; charset=utf-8',
	'/api/stories': 'application/json',
	'/api/events': 'application/json',
	'/api/openapi.json': 'application/json',
	'/sitemap.xml': 'application/xml; charset=utf-8',
	'/sitemap/communities-1.xml': 'application/xml; charset=utf-8',
	'/robots.txt': 'text/plain; charset=utf-8'
};

/** Somebody else's site, with a page that shows ours in frames. */
async function elsewhere(frames: readonly string[]): Promise<{ server: Server; address: string }> {
	const page = frames.map(
		(src, n) => `<iframe src="${src}" title="frame ${n}" width="320" height="500"></iframe>`
	);
	const server = createServer((_, response) => {
		response
			.writeHead(200, { 'content-type': 'text/html' })
			.end(`<!doctype html><title>Ours</title>${page.join('')}`);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

test('open data: every address is what it says, is fetched again only when it changed, and may be framed where it should', async () => {
	const app = await startApp({ SEED_DEMO: 'on' });
	const visitor = await Phone.unbox(app.url);
	try {
		await takeEverything(app, visitor);
	} finally {
		await visitor.close();
		await app.close();
	}
});

async function takeEverything(app: App, visitor: Phone) {
	for (const [path, type] of Object.entries(ADDRESSES)) {
		const first = await fetch(app.url + path);
		expect([first.status, first.headers.get('content-type')], path).toEqual([200, type]);
		expect(first.headers.get('access-control-allow-origin'), path).toBe('*');
		expect(first.headers.get('link'), path).toContain('creativecommons.org/licenses/by/4.0');
		expect(first.headers.get('set-cookie'), path).toBeNull();
		const etag = first.headers.get('etag') ?? '';
		const again = await fetch(app.url + path, { headers: { 'if-none-match': etag } });
		expect(again.status, path).toBe(304);
		const head = await fetch(app.url + path, { method: 'HEAD' });
		expect([head.status, head.headers.get('etag'), await head.text()], path).toEqual([200, etag, '']);
	}
	for (const path of ['/communities.csv?kind=castle', '/communities.json?near=x', '/api/stories?limit=0'])
		expect((await fetch(app.url + path)).status, path).toBe(400);
	for (const path of ['/communities/nobody.jsonld', '/communities/nobody/stories.atom', '/sitemap/none.xml'])
		expect((await fetch(app.url + path)).status, path).toBe(404);
	// What a group has is nobody else's.
	expect((await fetch(`${app.url}/api/health`)).headers.get('access-control-allow-origin')).toBeNull();

	const { page } = visitor;
	const { server, address } = await elsewhere([
		`${app.url}/embed/map`,
		`${app.url}/embed${DEMO}`,
		`${app.url}/embed/communities/nobody`,
		`${app.url}${DEMO}`
	]);
	try {
		await page.goto(address);
		await expect(page.frameLocator('iframe >> nth=0').getByRole('heading', { level: 1 })).toHaveText(
			'Communities on Toad Lane'
		);
		const card = page.frameLocator('iframe >> nth=1');
		await expect(card.getByRole('heading', { level: 1 })).toHaveText(/Hebbleford/);
		await expect(card.getByRole('link', { name: /Hebbleford/ })).toHaveAttribute('target', '_top');
		await expect(page.frameLocator('iframe >> nth=2').getByRole('heading')).toHaveText(
			'This is not on Toad Lane any more'
		);
		await expect(page.frameLocator('iframe >> nth=3').getByRole('heading', { level: 1 })).toHaveCount(0);
		expect(await page.context().cookies()).toEqual([]);
		expect(page.frames().map((frame) => frame.url())).not.toContain(`${app.url}${DEMO}`);
	} finally {
		server.close();
	}

	for (const path of ['/embed/map', `/embed${DEMO}`]) {
		const text = await (await fetch(app.url + path)).text();
		expect(text, path).not.toContain('<script');
		await page.goto(app.url + path);
		await expectAccessible(visitor, path);
	}
	const home = await (await fetch(app.url + DEMO)).text();
	const [, said = ''] = /<script type="application\/ld\+json"[^>]*>([^<]*)</.exec(home) ?? [];
	expect(JSON.parse(said)).toMatchObject({
		'@type': ['Organization', 'SSEInitiative'],
		'@id': app.url + DEMO
	});
	await page.goto(`${app.url}/communities`);
	await page.getByRole('contentinfo').getByRole('link', { name: 'Open data' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Open data' })).toBeVisible();
	await expectAccessible(visitor, 'open data');
}
