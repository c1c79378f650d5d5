import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('workbox-core', () => ({ cacheNames: { precache: 'precache' } }));
const { keepPreviousChunks, previousChunk } = await import('./previous-chunks.ts');

const ORIGIN = 'https://toadlane.test';
const DAY = 24 * 3_600_000;

/** As much of the Cache API as is used here, keyed by address. */
class MemoryCache {
	rows = new Map<string, Response>();
	keys = async () => [...this.rows.keys()].map((url) => new Request(url));
	match = async (request: Request) => this.rows.get(request.url)?.clone();
	put = async (request: Request, response: Response) => void this.rows.set(request.url, response);
	delete = async (request: Request) => this.rows.delete(request.url);
}

let stored: Map<string, MemoryCache>;
const open = async (name: string) => {
	if (!stored.has(name)) stored.set(name, new MemoryCache());
	return stored.get(name)!;
};
const chunk = (name: string) => new Request(`${ORIGIN}/_app/immutable/${name}`);

beforeEach(async () => {
	stored = new Map();
	vi.stubGlobal('caches', { open });
	vi.useFakeTimers({ now: new Date('2026-07-01'), toFake: ['Date'] });
	const precache = await open('precache');
	await precache.put(chunk('old.js'), new Response('old'));
	await precache.put(chunk('same.js'), new Response('same'));
	await precache.put(new Request(`${ORIGIN}/start`), new Response('shell'));
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('the chunks of the build before', () => {
	it('are kept when a new build comes without them, and nothing else is', async () => {
		await keepPreviousChunks(new Set(['/_app/immutable/same.js', '/_app/immutable/new.js']));
		expect([...(await open('toadlane-previous')).rows.keys()]).toEqual([chunk('old.js').url]);
		expect(await (await previousChunk(chunk('old.js'))).text()).toBe('old');
	});

	it('go after thirty days', async () => {
		await keepPreviousChunks(new Set(['/_app/immutable/same.js']));
		stored.delete('precache');
		vi.setSystemTime(Date.now() + 29 * DAY);
		await keepPreviousChunks(new Set());
		expect((await open('toadlane-previous')).rows.size).toBe(1);
		vi.setSystemTime(Date.now() + 2 * DAY);
		await keepPreviousChunks(new Set());
		expect((await open('toadlane-previous')).rows.size).toBe(0);
	});

	it('are asked of the network when no build here had them', async () => {
		vi.stubGlobal('fetch', async () => new Response('from afar'));
		expect(await (await previousChunk(chunk('unknown.js'))).text()).toBe('from afar');
	});
});
