/** Small PMTiles files for tests: every tile has land, and strips of wood with roads between them. */
import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';

export const PROTOMAPS = ['earth', 'landuse', 'water', 'roads', 'buildings'];

const bytesOf = (text: string) => new TextEncoder().encode(text);
const join8 = (...parts: ArrayLike<number>[]) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
const packed = (text: string | Uint8Array<ArrayBuffer>) => new Uint8Array(gzipSync(text));

function varint(value: number): number[] {
	return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

/** A field of a protocol buffer that holds bytes. */
const field = (number: number, bytes: ArrayLike<number>) =>
	join8([(number << 3) | 2], varint(bytes.length), bytes);

type Place = readonly [number, number];
const zigzag = (n: number) => varint(n < 0 ? -2 * n - 1 : 2 * n);

/** A line or an area through these places of a tile that is 4096 wide. */
function feature(area: boolean, places: readonly Place[]): Uint8Array {
	const steps = places.map(([x, y], i) => [x - (places[i - 1]?.[0] ?? 0), y - (places[i - 1]?.[1] ?? 0)]);
	const [first = [], ...rest] = steps.map((step) => step.flatMap(zigzag));
	const commands = [9, ...first, ...varint((rest.length << 3) | 2), ...rest.flat(), ...(area ? [15] : [])];
	return field(2, join8(field(2, [0, 0]), [3 << 3, area ? 3 : 2], field(4, commands)));
}

const layer = (name: string, kind: string, ...features: Uint8Array[]) =>
	field(
		3,
		join8(
			[15 << 3, 2],
			field(1, bytesOf(name)),
			...features,
			...[field(3, bytesOf('kind')), field(4, field(1, bytesOf(kind))), [5 << 3, ...varint(4096)]]
		)
	);

const box = (x: number, y: number, width: number, height: number): Place[] => [
	[x, y],
	[x + width, y],
	[x + width, y + height],
	[x, y + height]
];

/** One tile; `seed` sets it apart from others. */
export function groundTile(seed = 0): Uint8Array<ArrayBuffer> {
	const columns = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => i * 512);
	const down = (x: number): Place[] => [
		[x, 0],
		[x, 4096]
	];
	return join8(
		layer('earth', 'land', feature(true, box(0, 0, 4096, 4096))),
		layer('landuse', 'park', ...columns.map((x) => feature(true, box(x, 0, 200, 4096)))),
		layer('water', 'lake', feature(true, box(2300, 300 + (seed % 16) * 8, 150, 700))),
		layer('roads', 'minor_road', ...columns.map((x) => feature(false, down(x + 360)))),
		layer('buildings', 'building', ...columns.map((y) => feature(true, box(400, y, 40, 60))))
	);
}

export interface Made {
	layers?: string[];
	version?: number;
	type?: number;
	maxZoom?: number;
	bounds?: [number, number, number, number];
	tiles?: readonly (readonly [z: number, x: number, y: number])[];
	/** Another one makes every tile another. */
	edition?: number;
}

/** A PMTiles file of version 3; with the tile 0/0/0 alone unless others are named. */
export function makePmtiles({
	layers = PROTOMAPS,
	version = 3,
	type = 1,
	maxZoom = 14,
	bounds = [-4.9, 54, -4.3, 54.5],
	tiles = [[0, 0, 0]],
	edition = 0
}: Made = {}): Uint8Array {
	const ids = tiles.map(([z, x, y]) => zxyToTileId(z, x, y)).sort((a, b) => a - b);
	const contents = ids.map((id) => (tiles.length === 1 ? groundTile() : packed(groundTile(id + edition))));
	const directory = packed(
		Uint8Array.from([
			...varint(ids.length),
			...ids.flatMap((id, i) => varint(id - (ids[i - 1] ?? 0))),
			...ids.flatMap(() => [1]),
			...contents.flatMap(({ length }) => varint(length)),
			...ids.map((_, i) => (i === 0 ? 1 : 0))
		])
	);
	const metadata = packed(JSON.stringify({ vector_layers: layers.map((id) => ({ id })) }));
	const data = join8(...contents);
	const header = new Uint8Array(127);
	const view = new DataView(header.buffer);
	header.set(bytesOf('PMTiles'));
	header[7] = version;
	let at = header.length;
	[directory.length, metadata.length, 0, data.length].forEach((length, i) => {
		view.setBigUint64(8 + i * 16, BigInt(at), true);
		view.setBigUint64(16 + i * 16, BigInt(length), true);
		at += length;
	});
	for (const count of [72, 80, 88]) view.setBigUint64(count, BigInt(ids.length), true);
	header.set([1, 2, tiles.length === 1 ? 1 : 2, type, 0, maxZoom], 96);
	bounds.forEach((degrees, i) => view.setInt32(102 + i * 4, Math.round(degrees * 1e7), true));
	return join8(header, directory, metadata, data);
}
