import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { packHead, packPiece } from '$lib/rules/nation/pack.ts';
import type { CommunitySummary } from '$lib/rules/nation/summary.ts';

const at = new Date('2026-11-30T09:00:00Z');
const one = (name: string): CommunitySummary => ({
	...{ slug: name.toLowerCase(), name, kind: 'town', tags: [], commitments: [], since: '2026-05-01' }
});
const { before, after } = packHead({ councils: [], districts: {} });
const file = before + packPiece([one('Alder'), one('Castleton')]) + after;
const headers = { etag: 'W/"1"', 'content-type': 'application/json' };

let disk: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange };

/** A page that has just been opened: nothing is in memory, and what is on the disk stays. */
async function opened() {
	vi.resetModules();
	vi.doMock('$lib/store/reference.ts', async (original) => {
		const { openReference } = await original<typeof import('$lib/store/reference.ts')>();
		return { reference: openReference(disk) };
	});
	const { kept } = await import('./kept.svelte.ts');
	const { loadBeside, loadCommunities } = await import('./load-communities.ts');
	const names = async (query: string, fetch: typeof globalThis.fetch) => {
		const answer = await loadCommunities({ query }, { fetch, browser: true });
		return { ...answer, communities: answer.communities.map(({ name }) => name) };
	};
	return { kept, loadBeside, names };
}
const noNetwork = () => Promise.reject(new TypeError('Failed to fetch'));
const server = (names: string[]) => async () =>
	Response.json({ communities: names.map(one), total: names.length, dormant: 0 });

beforeEach(() => {
	vi.useFakeTimers({ now: at, toFake: ['Date'] });
	vi.stubGlobal('navigator', { onLine: true });
	disk = { indexedDB: new IDBFactory(), IDBKeyRange };
	vi.stubGlobal('fetch', async () => new Response(file, { headers }));
});

test('the server answers until the directory is here, then the directory, for as long as it is fresh', async () => {
	const { kept, names } = await opened();
	const asked = vi.fn(server(['From the server']));
	expect((await names('cas', asked)).communities).toEqual(['From the server']);
	await kept.want();
	expect(await names('cas', asked)).toMatchObject({ communities: ['Castleton'] });
	expect(asked).toHaveBeenCalledTimes(1);
	vi.setSystemTime(at.getTime() + 11 * 60_000);
	expect((await names('cas', asked)).communities).toEqual(['From the server']);
});

test('with no network a page that was opened anew answers from what was kept, and says of which day', async () => {
	await (await opened()).kept.want();
	vi.setSystemTime(at.getTime() + 86_400_000);
	const { names, loadBeside } = await opened();
	const answer = await names('cas', noNetwork);
	expect(answer).toMatchObject({ communities: ['Castleton'], total: 1, as_of: at.toISOString() });
	expect(await loadBeside({ fetch: noNetwork, browser: true })).toMatchObject({ tags: [], stories: [] });
	expect((await names('ald', async () => new Response('', { status: 503 }))).communities).toEqual(['Alder']);
	expect(await names('ald', server(['Back']))).not.toHaveProperty('as_of');
});

test('with neither a network nor a directory the answer says so', async () => {
	const { names } = await opened();
	expect(await names('cas', noNetwork)).toMatchObject({ nothing_kept: true, communities: [] });
});

test('a server that can’t answer is told from no network', async () => {
	const { names } = await opened();
	const broken = async () => new Response('', { status: 500 });
	await expect(names('cas', broken)).rejects.toThrow('500');
});
