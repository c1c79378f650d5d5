import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listing, newGroupId } from '../records/index.ts';
import { REGISTRY, type Doc } from './backend.ts';
import { isShared, keepPages } from './kept-pages.ts';
import { siteOn, type Site } from './site.ts';
import { freshBackend, SETTINGS, type Fresh } from './testing.ts';

const ask = (headers: Record<string, string> = {}, method = 'GET') =>
	new Request('https://toadlane.example/communities', { method, headers });
const html = (text: string, cache = 'public, max-age=0') =>
	new Response(text, { headers: { 'content-type': 'text/html', 'cache-control': cache, link: '</x>' } });

describe('pages that are the same for everybody', () => {
	let fresh: Fresh;
	let site: Site;
	let time = Date.parse('2026-11-30T12:00:10Z');
	const publish = () => {
		const group = newGroupId();
		const more = { _id: `listing:${group}`, slug: `s-${group}`, registered_at: '2026-01-05T10:00:00.000Z' };
		return site.backend.put(REGISTRY, { ...listing.sample(), ...more } as unknown as Doc);
	};

	beforeAll(async () => {
		fresh = await freshBackend('embedded');
		site = await siteOn(fresh.backend, SETTINGS, () => new Date(time));
	});
	afterAll(() => fresh.end());

	it('are made once for a herd, and again when the registry has changed or a minute has passed', async () => {
		const pages = keepPages();
		let made = 0;
		const render = async () => html(`page ${(made += 1)}`);
		const open = async () => (await pages(site, ask(), '/communities', render)).text();
		const herd = await Promise.all(Array.from({ length: 200 }, open));
		expect(new Set(herd)).toEqual(new Set(['page 1']));
		await publish();
		expect(await open()).toBe('page 2');
		time += 60_000;
		expect(await open()).toBe('page 3');
		expect(await open()).toBe('page 3');
	});

	it('are not sent to who has them, and carry all that was said with them', async () => {
		const pages = keepPages();
		const open = (headers = {}) => pages(site, ask(headers), '/a', async () => html('the same '.repeat(300)));
		const first = await open({ 'accept-encoding': 'gzip' });
		expect(first.headers.get('content-encoding')).toBe('gzip');
		expect([first.headers.get('link'), first.headers.get('cache-control')]).toEqual([
			'</x>',
			'public, max-age=0'
		]);
		const etag = first.headers.get('etag') ?? '';
		expect((await open({ 'if-none-match': etag })).status).toBe(304);
	});

	it('are made for each where they are for one alone, or are none', async () => {
		const pages = keepPages();
		let made = 0;
		const ways: Record<string, () => Response> = {
			'/mine': () => html(`for you ${(made += 1)}`, 'private, no-store'),
			'/none': () =>
				new Response(`no ${(made += 1)}`, { status: 404, headers: { 'cache-control': 'public' } })
		};
		for (const [address, way] of Object.entries(ways)) {
			made = 0;
			const herd = await Promise.all(
				Array.from({ length: 3 }, async () => (await pages(site, ask(), address, async () => way())).text())
			);
			expect(new Set(herd).size).toBe(3);
		}
	});

	it('that fail are tried again', async () => {
		const pages = keepPages();
		let made = 0;
		const render = async () => {
			made += 1;
			if (made === 1) throw new Error('away');
			return html('there');
		};
		await expect(pages(site, ask(), '/b', render)).rejects.toThrow('away');
		expect(await (await pages(site, ask(), '/b', render)).text()).toBe('there');
	});

	it('are made by whoever asks while the registry can’t be read', async () => {
		const away = { ...site, backend: { ...site.backend, info: () => Promise.reject(new Error('away')) } };
		const page = await keepPages()(away as Site, ask(), '/c', async () => html('not now', 'no-store'));
		expect(await page.text()).toBe('not now');
	});

	it('make room for others when they are too many', async () => {
		const pages = keepPages(25);
		let made = 0;
		const open = (address: string) =>
			pages(site, ask(), address, async () => html(`${(made += 1)}`.padEnd(10)));
		for (const address of ['/1', '/2', '/3', '/3', '/1']) await open(address);
		expect(made).toBe(4);
	});

	it('have no form that belongs to one visitor', () => {
		for (const path of ['/communities', '/communities/spotland', '/nation', '/deserts/E08000005'])
			expect(isShared(ask(), path), path).toBe(true);
		for (const path of [
			'/communities/spotland/contact',
			'/interested',
			'/moderate',
			'/communities.csv',
			'/g/x'
		])
			expect(isShared(ask(), path), path).toBe(false);
		expect(isShared(ask({}, 'POST'), '/communities')).toBe(false);
	});
});
