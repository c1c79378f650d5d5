import { PMTiles, zxyToTileId, type RangeResponse } from 'pmtiles';
import { beforeEach, expect, test, vi } from 'vitest';
import { groundTile, makePmtiles } from '../server/testing-basemap.ts';
import {
	boxAround,
	dropGround,
	keepGround,
	keptFor,
	keptTile,
	rememberedGround,
	tilesOf,
	weighGround,
	type Pack
} from './kept-ground.ts';

const ORIGIN = 'https://toadlane.test';
const LANE = [-2.155, 53.618] as const;
const ground = { bounds: [-2.5, 53.5, -2, 53.8] as [number, number, number, number], maxZoom: 14 };
const WIDE = [-2.2, 53.6, -2.1, 53.65] as const;
const around = boxAround([LANE], 150)!;
const wide = tilesOf(WIDE, 14)!;
const bytes = makePmtiles({ tiles: wide, bounds: ground.bounds });
const renewed = makePmtiles({ tiles: wide, bounds: ground.bounds, edition: 1 });

/** What the cache does at a write. */
let onPut: (key: string) => void;
let rows: Map<string, ArrayBuffer>;
let opened: boolean;

beforeEach(() => {
	rows = new Map();
	opened = false;
	onPut = () => {};
	const urlOf = (key: string | Request) => new URL(typeof key === 'string' ? key : key.url, ORIGIN).href;
	const cache = {
		keys: async () => [...rows.keys()].map((url) => new Request(url)),
		match: async (key: string | Request) => {
			const body = rows.get(urlOf(key));
			return body && new Response(body.slice(0));
		},
		put: async (key: string, response: Response) => {
			const body = await response.arrayBuffer();
			onPut(key);
			rows.set(urlOf(key), body);
		},
		delete: async (key: string | Request) => rows.delete(urlOf(key))
	};
	vi.stubGlobal('caches', { open: async () => ((opened = true), cache), has: async () => opened });
});

/** The operator's file, whose bytes beyond `upTo` don't come. */
const archiveOf = (file: Uint8Array, upTo = Infinity) =>
	new PMTiles({
		getKey: () => String(Math.random()),
		async getBytes(offset, length): Promise<RangeResponse> {
			if (offset >= upTo) throw new TypeError('Failed to fetch');
			return { data: new Uint8Array(file.slice(offset, offset + length)).buffer };
		}
	});

async function weighed(archive = archiveOf(bytes)): Promise<Pack> {
	const pack = await weighGround(archive, around);
	if (typeof pack === 'string') throw new Error(pack);
	return pack;
}

test('a patch needs a tile or a few of every zoom, and its size is known before any is fetched', async () => {
	const zooms = tilesOf(around, 14)!.map(([z]) => z);
	expect([...new Set(zooms)]).toEqual([8, 9, 10, 11, 12, 13, 14]);
	const pack = await weighed();
	expect(pack.tiles.length).toBe(zooms.length);
	expect(pack.bytes).toBe(pack.tiles.reduce((sum, { length }) => sum + length, 0));
	expect(rows.size).toBe(0);
});

test('what is kept is read back, and unpacked when the map asks', async () => {
	const shares: number[] = [];
	const archive = archiveOf(bytes);
	const pack = await weighed(archive);
	expect(await keepGround(archive, 'g/p', pack, ground, (share) => shares.push(share))).toBeUndefined();
	expect(shares.at(-1)).toBe(1);
	expect(await keptFor('g/p')).toMatchObject({ ground, bytes: pack.bytes });
	expect(await rememberedGround()).toEqual(ground);
	const { tile } = pack.tiles.at(-1)!;
	expect(new Uint8Array((await keptTile(tile))!)).toEqual(groundTile(zxyToTileId(...tile)));
	expect(await keptTile([3, 0, 0])).toBeUndefined();
});

test.each([
	['no room', 'no_room', new DOMException('full', 'QuotaExceededError')],
	['a cache that fails', 'unreadable', new Error('no')]
])('%s keeps nothing of it, and what was there before stays', async (_, why, failure) => {
	const archive = archiveOf(bytes);
	const pack = await weighed(archive);
	expect(await keepGround(archive, 'g/p', pack, ground, () => {})).toBeUndefined();
	const before = [...rows.keys()];
	const other = await weighGround(archive, WIDE);
	if (typeof other === 'string') throw new Error(other);
	expect(other.tiles.length).toBeGreaterThan(pack.tiles.length);
	let room = 8;
	onPut = () => {
		if ((room -= 1) < 0) throw failure;
	};
	expect(await keepGround(archive, 'g/q', other, ground, () => {})).toBe(why);
	expect([...rows.keys()]).toEqual(before);
	expect(await keptFor('g/q')).toBeUndefined();
	expect(await keptFor('g/p')).toBeDefined();
});

test('a network that goes, and a tile that was changed on the way to the disk, are told', async () => {
	const pack = await weighed();
	const cut = archiveOf(bytes, pack.tiles.at(-3)!.offset);
	expect(await keepGround(cut, 'g/p', pack, ground, () => {})).toBe('no_network');
	expect(rows.size).toBe(0);
	const archive = archiveOf(bytes);
	const put = rows.set.bind(rows);
	rows.set = (key, body) => put(key, body.slice(1));
	expect(await keepGround(archive, 'g/p', pack, ground, () => {})).toBe('not_there');
});

test('a tile that the browser cleared away makes it not kept any more', async () => {
	const archive = archiveOf(bytes);
	const pack = await weighed(archive);
	await keepGround(archive, 'g/p', pack, ground, () => {});
	rows.delete(`${ORIGIN}/kept-ground/${pack.tiles[0]!.tile.join('/')}`);
	expect(await keptFor('g/p')).toBeUndefined();
});

test('letting go leaves what another patch needs; a group goes with all its patches', async () => {
	const archive = archiveOf(bytes);
	const pack = await weighed(archive);
	for (const name of ['g/p', 'g/q', 'h/p']) await keepGround(archive, name, pack, ground, () => {});
	await dropGround('g/p');
	expect(await keptFor('g/p')).toBeUndefined();
	expect(await keptFor('g/q')).toBeDefined();
	await dropGround('g/');
	expect(await keptFor('g/q')).toBeUndefined();
	await dropGround('h/');
	expect(rows.size).toBe(0);
});

test('a newer file takes the place of what is kept, in every tile', async () => {
	const [old, newer] = [archiveOf(bytes), archiveOf(renewed)];
	await keepGround(old, 'g/p', await weighed(old), { ...ground, version: 'a' }, () => {});
	const pack = await weighed(newer);
	expect(await keepGround(newer, 'g/p', pack, { ...ground, version: 'b' }, () => {})).toBeUndefined();
	expect((await keptFor('g/p'))?.ground.version).toBe('b');
	for (const { tile } of pack.tiles)
		expect(new Uint8Array((await keptTile(tile))!)).toEqual(groundTile(zxyToTileId(...tile) + 1));
	expect([...rows.keys()].filter((key) => key.includes('newer'))).toEqual([]);
});

test.each([
	['a network that goes', 'no_network'],
	['a full phone', 'no_room'],
	['a tile that does not come back', 'not_there']
])('with %s half-way what was kept stays as it was', async (_, why) => {
	const old = archiveOf(bytes);
	const pack = await weighed(old);
	await keepGround(old, 'g/p', pack, { ...ground, version: 'a' }, () => {});
	const all = () => [...rows].map(([key, body]) => [key, Buffer.from(body).toString('base64')]);
	const before = all();
	const tiles = await weighed(archiveOf(renewed));
	const newer = archiveOf(renewed, why === 'no_network' ? tiles.tiles.at(-1)!.offset : Infinity);
	let puts = 0;
	onPut = () => {
		if (why === 'no_room' && (puts += 1) > 3) throw new DOMException('full', 'QuotaExceededError');
	};
	if (why === 'not_there') {
		const put = rows.set.bind(rows);
		rows.set = (key, body) => put(key, (puts += 1) > 3 ? body.slice(1) : body);
	}
	expect(await keepGround(newer, 'g/p', tiles, { ...ground, version: 'b' }, () => {})).toBe(why);
	expect(all()).toEqual(before);
	expect((await keptFor('g/p'))?.ground.version).toBe('a');
});

test('doors that lie far apart and a file that is no map are told, not fetched', async () => {
	expect(await weighGround(archiveOf(bytes), [-6, 50, 1, 58])).toBe('too_large');
	expect(await weighGround(archiveOf(new TextEncoder().encode('<!DOCTYPE html>'.repeat(20))), around)).toBe(
		'unreadable'
	);
	expect(await weighGround(archiveOf(bytes, 0), around)).toBe('no_network');
});
