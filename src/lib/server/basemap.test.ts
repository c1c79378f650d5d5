import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PMTiles, type RangeResponse } from 'pmtiles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBasemap, type Basemap } from './basemap.ts';

const PROTOMAPS = ['earth', 'landuse', 'water', 'roads', 'buildings'];

const bytesOf = (text: string) => new TextEncoder().encode(text);
const join8 = (...parts: ArrayLike<number>[]) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
const packed = (text: string | Uint8Array<ArrayBuffer>) => new Uint8Array(gzipSync(text));

/** A field of a protocol buffer that holds bytes; each part here is shorter than 128. */
const field = (number: number, bytes: ArrayLike<number>) => join8([(number << 3) | 2, bytes.length], bytes);

/** A vector tile with one layer, `earth`, that covers all of it. */
const square = field(4, [9, 0, 0, 26, 128, 64, 0, 0, 128, 64, 255, 63, 0, 15]);
const tile = field(
	3,
	join8([15 << 3, 2], field(1, bytesOf('earth')), field(2, join8([3 << 3, 3], square)), [5 << 3, 128, 32])
);

/** A PMTiles of version 3 with one tile, 0/0/0. */
function archive({ layers = PROTOMAPS, version = 3, type = 1 } = {}): Uint8Array {
	const directory = packed(Uint8Array.from([1, 0, 1, tile.length, 1]));
	const metadata = packed(JSON.stringify({ vector_layers: layers.map((id) => ({ id })) }));
	const header = new Uint8Array(127);
	const view = new DataView(header.buffer);
	header.set(bytesOf('PMTiles'));
	header[7] = version;
	let at = header.length;
	[directory.length, metadata.length, 0, tile.length].forEach((length, i) => {
		view.setBigUint64(8 + i * 16, BigInt(at), true);
		view.setBigUint64(16 + i * 16, BigInt(length), true);
		at += length;
	});
	for (const count of [72, 80, 88]) view.setBigUint64(count, 1n, true);
	header.set([1, 2, 1, type, 0, 14], 96);
	[-4.9, 54, -4.3, 54.5].forEach((degrees, i) => view.setInt32(102 + i * 4, Math.round(degrees * 1e7), true));
	return join8(header, directory, metadata, tile);
}

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'basemap-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const kept: Basemap[] = [];
afterAll(async () => void (await Promise.all(kept.map((basemap) => basemap.close()))));

/** Opens a file with these bytes; answers the map of it and what was said. */
async function opened(bytes: Uint8Array) {
	const path = join(folder, `${Math.random()}.pmtiles`);
	writeFileSync(path, bytes);
	const said: string[] = [];
	const basemap = await openBasemap(path, (line) => void said.push(line.replace(path, 'FILE')));
	if (basemap) kept.push(basemap);
	return { basemap, said };
}

describe('the operator’s file', () => {
	it('is opened, and says what it covers', async () => {
		const { basemap, said } = await opened(archive());
		expect(basemap?.facts).toEqual({ bounds: [-4.9, 54, -4.3, 54.5], maxZoom: 14 });
		expect(said).toEqual([]);
	});

	it.each([
		['nothing of the kind', bytesOf('<!DOCTYPE html>'), 'is not a PMTiles file'],
		['empty', new Uint8Array(), 'is not a PMTiles file'],
		['version 2', archive({ version: 2 }), 'is of a version of PMTiles other than 3'],
		['pictures', archive({ type: 2 }), 'holds pictures'],
		['OpenMapTiles', archive({ layers: ['transportation', 'water'] }), 'is of another schema'],
		['cut in the tiles', archive().subarray(0, -1), 'is cut short'],
		['cut in the header', archive().subarray(0, 60), 'is cut short']
	])('that is %s is not used, and one line says why', async (_, bytes, why) => {
		const { basemap, said } = await opened(bytes);
		expect(basemap).toBeUndefined();
		expect(said).toHaveLength(1);
		expect(said[0]).toContain(`BASEMAP_PMTILES: FILE ${why}`);
		expect(said[0]).toContain('Maps are drawn without ground.');
	});

	it('that has damaged metadata is not used', async () => {
		const bytes = archive();
		bytes.fill(0, 155, 170);
		expect((await opened(bytes)).said[0]).toContain('its metadata is damaged');
	});

	it('that is not there is no reason not to start', async () => {
		const said: string[] = [];
		expect(await openBasemap(join(folder, 'none'), (line) => void said.push(line))).toBeUndefined();
		expect(said[0]).toContain('is not there');
		expect(await openBasemap(undefined)).toBeUndefined();
	});
});

describe('ranges', () => {
	let bytes: Uint8Array;
	let basemap: Basemap;
	beforeAll(async () => {
		bytes = archive();
		basemap = (await opened(bytes)).basemap as Basemap;
	});
	const ask = (headers: Record<string, string>, method = 'GET') =>
		basemap.serve(new Request('http://localhost/basemap.pmtiles', { headers, method }));
	const etag = () => ask({}).headers.get('etag') ?? '';

	it.each([
		['bytes=0-6', 0, 6],
		['bytes=7-', 7, undefined],
		['bytes=-5', -5, undefined],
		['bytes=120-999999', 120, undefined]
	])('%s is 206 with just those bytes', async (range, from, last) => {
		const answered = ask({ range });
		const wanted = bytes.subarray(from, last === undefined ? undefined : last + 1);
		expect(answered.status).toBe(206);
		expect(new Uint8Array(await answered.arrayBuffer())).toEqual(wanted);
		const first = from < 0 ? bytes.length + from : from;
		expect(answered.headers.get('content-range')).toBe(
			`bytes ${first}-${first + wanted.length - 1}/${bytes.length}`
		);
		expect(answered.headers.get('content-length')).toBe(String(wanted.length));
	});

	it('beyond the end is 416 with the size', () => {
		const answered = ask({ range: `bytes=${bytes.length}-` });
		expect([answered.status, answered.headers.get('content-range')]).toEqual([
			416,
			`bytes */${bytes.length}`
		]);
		expect(ask({ range: 'bytes=-0' }).status).toBe(416);
	});

	it.each(['bytes=0-1,4-5', 'bytes=9-2', 'lines=0-1', 'bytes=-'])(
		'%s is no range: all of it',
		async (range) => {
			const answered = ask({ range });
			expect(answered.status).toBe(200);
			expect(new Uint8Array(await answered.arrayBuffer())).toEqual(bytes);
		}
	);

	it('if it is still the same file, else all of the new one', () => {
		expect(ask({ range: 'bytes=0-1', 'if-range': etag() }).status).toBe(206);
		expect(ask({ range: 'bytes=0-1', 'if-range': '"other"' }).status).toBe(200);
		expect(ask({ 'if-none-match': etag() }).status).toBe(304);
	});

	it('HEAD tells the size and sends nothing', async () => {
		const answered = ask({}, 'HEAD');
		expect(answered.headers.get('content-length')).toBe(String(bytes.length));
		expect((await answered.arrayBuffer()).byteLength).toBe(0);
	});

	it('are what the map’s own reader needs to find a tile', async () => {
		const archive = new PMTiles({
			getKey: () => 'basemap',
			async getBytes(offset, length): Promise<RangeResponse> {
				const answered = ask({ range: `bytes=${offset}-${offset + length - 1}` });
				return { data: await answered.arrayBuffer(), etag: etag() };
			}
		});
		expect((await archive.getHeader()).maxZoom).toBe(14);
		expect(new Uint8Array((await archive.getZxy(0, 0, 0))?.data ?? new ArrayBuffer(0))).toEqual(tile);
	});
});
