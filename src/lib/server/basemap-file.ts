/** What an operator's PMTiles file says about itself (PMTiles, version 3: header, then metadata as JSON). */
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';

export interface BasemapFacts {
	/** [west, south, east, north] */
	bounds: [number, number, number, number];
	maxZoom: number;
}

export type BasemapProblem =
	'not_pmtiles' | 'old_version' | 'not_vector' | 'cut_short' | 'other_schema' | 'unreadable';

const HEADER = 127;
/** Metadata of a map of the whole planet is some tens of kilobytes. */
const MOST_METADATA = 4 * 1024 * 1024;
const MVT = 1;
/** Layers of Protomaps' schema without which nothing would be drawn. */
const LAYERS = ['earth', 'water', 'roads'];

/** Reads header and metadata of an open file, and compares what they promise with the file's `size` in bytes. */
export async function inspectBasemap(
	file: Pick<FileHandle, 'read'>,
	size: number
): Promise<{ ok: true; facts: BasemapFacts } | { ok: false; why: BasemapProblem }> {
	const no = (why: BasemapProblem) => ({ ok: false, why }) as const;
	const header = await readAt(file, 0, HEADER);
	if (textOf(header.subarray(0, 7)) !== 'PMTiles') return no('not_pmtiles');
	if (header[7] !== 3) return no('old_version');
	if (header.length < HEADER) return no('cut_short');
	const view = new DataView(header.buffer, header.byteOffset, header.length);
	const number = (at: number) => Number(view.getBigUint64(at, true));
	const sections = [8, 24, 40, 56].map((at) => ({ offset: number(at), length: number(at + 8) }));
	if (sections.some(({ offset, length }) => offset + length > size)) return no('cut_short');
	if (header[99] !== MVT) return no('not_vector');
	const metadata = sections[1];
	if (!metadata || metadata.length > MOST_METADATA) return no('unreadable');
	const layers = await readLayers(await readAt(file, metadata.offset, metadata.length), header[97]);
	if (!layers) return no('unreadable');
	if (!LAYERS.every((layer) => layers.includes(layer))) return no('other_schema');
	const degrees = (at: number) => view.getInt32(at, true) / 1e7;
	const bounds: BasemapFacts['bounds'] = [degrees(102), degrees(106), degrees(110), degrees(114)];
	return { ok: true, facts: { bounds, maxZoom: header[101] ?? 0 } };
}

async function readAt(
	file: Pick<FileHandle, 'read'>,
	position: number,
	length: number
): Promise<Uint8Array<ArrayBuffer>> {
	const bytes = new Uint8Array(length);
	const { bytesRead } = await file.read(bytes, 0, length, position);
	return bytes.subarray(0, bytesRead);
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** The names of the metadata's vector layers. `compression`: 1 none, 2 gzip, 3 brotli. */
async function readLayers(
	bytes: Uint8Array<ArrayBuffer>,
	compression: number | undefined
): Promise<string[] | undefined> {
	try {
		const unpack = compression === 2 ? promisify(gunzip) : compression === 3 && promisify(brotliDecompress);
		const plain = unpack ? new Uint8Array(await unpack(bytes)) : bytes;
		const { vector_layers: layers } = JSON.parse(textOf(plain)) as { vector_layers?: { id?: unknown }[] };
		return Array.isArray(layers) ? layers.map(({ id }) => String(id)) : [];
	} catch {
		return undefined;
	}
}
