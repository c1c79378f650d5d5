/**
 * Ground kept on the phone for use without a network: the tiles of a patch, each as the operator's file has it, in a
 * cache of their own. A list for each patch is written last, so that what was kept by half is never taken for kept.
 */
import { findTile, PMTiles, zxyToTileId } from 'pmtiles';

/** What the operator's file covers. */
export interface Ground {
	/** [west, south, east, north] */
	bounds: [number, number, number, number];
	maxZoom: number;
	/** Which file of the operator's; what was kept by an older app does not say. */
	version?: string;
}

type Tile = readonly [z: number, x: number, y: number];
/** [west, south, east, north] */
export type Box = readonly [number, number, number, number];

/** What there is to keep of the ground below a patch. */
export interface Pack {
	tiles: { tile: Tile; offset: number; length: number }[];
	/** Bytes to fetch; tiles that are alike are counted once. */
	bytes: number;
}

/** Why ground could not be kept. What was kept before stays. */
export type KeepProblem =
	/** No answer from the server, or one that breaks off. */
	| 'no_network'
	| 'no_room'
	/** It was written and did not come back the same. */
	| 'not_there'
	/** The file is damaged, or packed in a way that phones can't unpack. */
	| 'unreadable'
	/** The doors lie too far apart. */
	| 'too_large';

/** A list of what was kept for a patch. */
export interface Kept {
	ground: Ground;
	tiles: string[];
	bytes: number;
	at: string;
}

const CACHE = 'toadlane-ground';
const LISTS = '/kept-ground/of/';
const keyOf = (tile: Tile) => `/kept-ground/${tile.join('/')}`;
/** Where a newer tile waits until all of them are there. */
const waitingKey = (tile: Tile) => `/kept-ground/newer/${tile.join('/')}`;
const listKey = (patch: string) => LISTS + encodeURIComponent(patch);

/** Farther out than this a patch is a dot, and its tiles hold half a county. */
const FIRST_ZOOM = 8;
/** About ten by ten kilometres. */
const MOST_TILES = 600;
/** What is asked for at a time: the way to and fro is most of the wait. */
const AT_ONCE = 6;
const [NOT_PACKED, GZIP] = [1, 2];

/** The tiles of every zoom that a box touches, from far to near; undefined when they are too many. */
export function tilesOf([west, south, east, north]: Box, maxZoom: number): Tile[] | undefined {
	const tiles: Tile[] = [];
	for (let z = Math.min(FIRST_ZOOM, maxZoom); z <= maxZoom; z++) {
		const [left, top] = tileAt(west, north, z);
		const [right, bottom] = tileAt(east, south, z);
		if (tiles.length + (right - left + 1) * (bottom - top + 1) > MOST_TILES) return undefined;
		for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) tiles.push([z, x, y]);
	}
	return tiles;
}

function tileAt(longitude: number, latitude: number, z: number): [number, number] {
	const sine = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180);
	const [x, y] = [longitude / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
	const whole = (share: number) => Math.max(0, Math.min(2 ** z - 1, Math.floor(share * 2 ** z)));
	return [whole(x), whole(y)];
}

/** The smallest box around places with so many metres more on every side. */
export function boxAround(points: readonly (readonly [number, number])[], metres: number): Box | undefined {
	const [first] = points;
	if (!first) return undefined;
	const north = metres / 111_320;
	const east = north / Math.cos((first[1] * Math.PI) / 180);
	let box: [number, number, number, number] = [180, 90, -180, -90];
	for (const [x, y] of points) {
		box = [
			Math.min(box[0], x - east),
			Math.min(box[1], y - north),
			Math.max(box[2], x + east),
			Math.max(box[3], y + north)
		];
	}
	return box;
}

/** The operator's file, read in ranges. */
export const groundFile = (): PMTiles => new PMTiles(new URL('/basemap.pmtiles', location.href).href);

/** Finds what the operator's file has of the ground within a box, without fetching it yet. */
export async function weighGround(archive: PMTiles, box: Box): Promise<Pack | KeepProblem> {
	try {
		const header = await archive.getHeader();
		if (header.tileCompression !== NOT_PACKED && header.tileCompression !== GZIP) return 'unreadable';
		const wanted = tilesOf(box, header.maxZoom);
		if (!wanted) return 'too_large';
		const tiles: Pack['tiles'] = [];
		for (const tile of wanted) {
			const found = await entryOf(archive, tile);
			if (found) tiles.push({ tile, ...found });
		}
		const apart = new Map(tiles.map(({ offset, length }) => [offset, length]));
		return { tiles, bytes: [...apart.values()].reduce((sum, length) => sum + length, 0) };
	} catch (problem) {
		return isNetwork(problem) ? 'no_network' : 'unreadable';
	}
}

/** Where a tile lies in the file: PMTiles goes from the root directory over at most three leaves. */
async function entryOf(
	{ cache, source }: PMTiles,
	[z, x, y]: Tile
): Promise<{ offset: number; length: number } | undefined> {
	const header = await cache.getHeader(source);
	if (z < header.minZoom || z > header.maxZoom) return undefined;
	const id = zxyToTileId(z, x, y);
	let [offset, length] = [header.rootDirectoryOffset, header.rootDirectoryLength];
	for (let depth = 0; depth <= 3; depth++) {
		const entry = findTile(await cache.getDirectory(source, offset, length, header), id);
		if (!entry) return undefined;
		if (entry.runLength > 0) return { offset: header.tileDataOffset + entry.offset, length: entry.length };
		[offset, length] = [header.leafDirectoryOffset + entry.offset, entry.length];
	}
	return undefined;
}

/**
 * Fetches the pack's tiles, keeps them for the patch and reads each one back. `onprogress` gets the share done. Tiles that
 * are kept already and differ are replaced once all new ones have been read back. Answers what went wrong, if anything: then
 * nothing of it stays that was not there before, and what was kept still is.
 */
export async function keepGround(
	archive: PMTiles,
	patch: string,
	{ tiles, bytes }: Pack,
	ground: Ground,
	onprogress: (share: number) => void
): Promise<KeepProblem | undefined> {
	const fresh: string[] = [];
	const newer: Tile[] = [];
	try {
		const cache = await caches.open(CACHE);
		const header = await archive.getHeader();
		const waiting = [...tiles];
		let done = 0;
		const take = async () => {
			for (let one = waiting.shift(); one; one = waiting.shift()) {
				const { data } = await archive.source.getBytes(one.offset, one.length, undefined, header.etag);
				if (data.byteLength !== one.length) throw new TypeError('cut short');
				const before = await bytesAt(cache, keyOf(one.tile));
				if (!before || !isSame(before, data)) {
					const key = before ? waitingKey(one.tile) : keyOf(one.tile);
					fresh.push(key);
					if (before) newer.push(one.tile);
					await write(cache, key, data);
				}
				onprogress((done += 1) / tiles.length);
			}
		};
		// All have ended before anything is cleared away: none must write after that.
		const ends = await Promise.allSettled(
			Array.from({ length: AT_ONCE }, () => take().finally(() => (waiting.length = 0)))
		);
		for (const end of ends) if (end.status === 'rejected') throw end.reason;
		for (const tile of newer) {
			const data = await bytesAt(cache, waitingKey(tile));
			if (!data) throw new NotThere();
			await write(cache, keyOf(tile), data);
		}
		const list: Kept = {
			...{ ground, bytes, at: new Date().toISOString() },
			tiles: tiles.map(({ tile }) => keyOf(tile))
		};
		await cache.put(listKey(patch), Response.json(list));
		await Promise.all(newer.map((tile) => cache.delete(waitingKey(tile))));
		return (await keptFor(patch)) ? undefined : 'not_there';
	} catch (problem) {
		const cache = await caches.open(CACHE).catch(() => undefined);
		await Promise.all(fresh.map((key) => cache?.delete(key))).catch(() => undefined);
		if (problem instanceof NotThere) return 'not_there';
		if (problem instanceof DOMException && problem.name === 'QuotaExceededError') return 'no_room';
		return isNetwork(problem) ? 'no_network' : 'unreadable';
	}
}

class NotThere extends Error {}

/** Writes a tile and compares what comes back. */
async function write(cache: Cache, key: string, data: ArrayBuffer): Promise<void> {
	await cache.put(key, new Response(data));
	const back = await bytesAt(cache, key);
	if (!back || !isSame(back, data)) throw new NotThere();
}

const bytesAt = async (cache: Cache, key: string) => (await cache.match(key))?.arrayBuffer();

function isSame(a: ArrayBuffer, b: ArrayBuffer): boolean {
	const [one, other] = [new Uint8Array(a), new Uint8Array(b)];
	return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

/** A request that was not answered or answered by half is a `TypeError`; the library says a wrong status in words. */
const isNetwork = (problem: unknown) =>
	problem instanceof TypeError || (problem instanceof Error && /response|Server/i.test(problem.message));

/** What is kept for a patch, if every tile of it is still there. */
export async function keptFor(patch: string): Promise<Kept | undefined> {
	const cache = await openCache();
	const list = (await (await cache?.match(listKey(patch)))?.json()) as Kept | undefined;
	if (!cache || !list) return undefined;
	const there = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
	return list.tiles.every((key) => there.has(key)) ? list : undefined;
}

/** Lets go of the ground of a patch, or of all whose names begin like this, but for what others need of it. */
export async function dropGround(patch: string): Promise<void> {
	const cache = await openCache();
	if (!cache) return;
	for (const request of await cache.keys())
		if (new URL(request.url).pathname.startsWith(listKey(patch))) await cache.delete(request);
	const needed = new Set((await lists(cache)).flatMap(({ tiles }) => tiles));
	for (const request of await cache.keys()) {
		const { pathname } = new URL(request.url);
		if (!pathname.startsWith(LISTS) && !needed.has(pathname)) await cache.delete(request);
	}
}

/** The operator's ground as it was when some of it was kept last; none when nothing is kept. */
export async function rememberedGround(): Promise<Ground | undefined> {
	const cache = await openCache();
	const kept = cache ? await lists(cache) : [];
	return kept.sort((a, b) => (a.at < b.at ? 1 : -1))[0]?.ground;
}

/** A kept tile, unpacked. */
export async function keptTile(tile: Tile): Promise<ArrayBuffer | undefined> {
	const found = await (await openCache())?.match(keyOf(tile));
	if (!found?.body) return undefined;
	const packed = await found.arrayBuffer();
	const [first, second] = new Uint8Array(packed, 0, Math.min(2, packed.byteLength));
	if (first !== 0x1f || second !== 0x8b) return packed;
	const unpacked = new Response(packed).body?.pipeThrough(new DecompressionStream('gzip'));
	return await new Response(unpacked).arrayBuffer();
}

/** A browser that has no caches keeps nothing; to open one that is not there would make it. */
async function openCache(): Promise<Cache | undefined> {
	try {
		return (await caches.has(CACHE)) ? await caches.open(CACHE) : undefined;
	} catch {
		return undefined;
	}
}

async function lists(cache: Cache): Promise<Kept[]> {
	const keys = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith(LISTS));
	const kept = await Promise.all(keys.map(async (key) => (await cache.match(key))?.json() as Promise<Kept>));
	return kept.filter(Boolean);
}
