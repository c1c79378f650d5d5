import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PMTiles, type RangeResponse } from 'pmtiles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBasemap, type Basemap } from './basemap.ts';
import { groundTile, makePmtiles } from './testing-basemap.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const archive = makePmtiles;
const tile = groundTile();

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
		expect(basemap?.facts).toEqual({
			bounds: [-4.9, 54, -4.3, 54.5],
			maxZoom: 14,
			version: expect.stringMatching(/^\w+-\w+$/)
		});
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
