/** The operator's own map of the ground: one PMTiles file (BASEMAP_PMTILES), served in ranges of bytes. */
import { open, type FileHandle } from 'node:fs/promises';
import { inspectBasemap, type BasemapFacts, type BasemapProblem } from './basemap-file.ts';

export interface Basemap {
	/** `version`: another one for every other file. */
	readonly facts: BasemapFacts & { version: string };
	/** Answers a request for the file or ranges of it. */
	serve(request: Request): Response;
	close(): Promise<void>;
}

/** More than any map asks for at once: a request never holds more memory than a piece of this, in bytes. */
const PIECE = 256 * 1024;

const reasons: Record<BasemapProblem, string> = {
	not_pmtiles: 'is not a PMTiles file',
	old_version: 'is of a version of PMTiles other than 3; convert it with `pmtiles convert`',
	not_vector: 'holds pictures, not vector tiles (MVT)',
	cut_short: 'is cut short: it promises more bytes than it has; copy or download it again',
	other_schema: 'is of another schema: it has no layers earth, water and roads as Protomaps’ extracts have',
	unreadable: 'can’t be read: its metadata is damaged; copy or download it again'
};

/** Opens the file and looks at it; one that can't be used is said in one line, and there is no ground then. */
export async function openBasemap(
	path: string | undefined,
	say: (line: string) => void = console.warn
): Promise<Basemap | undefined> {
	if (!path) return undefined;
	const without = (why: string) =>
		void say(`BASEMAP_PMTILES: ${path} ${why}. Maps are drawn without ground.`);
	let file: FileHandle | undefined;
	try {
		file = await open(path);
		const { size, mtimeMs } = await file.stat();
		const read = await inspectBasemap(file, size);
		if (read.ok)
			return basemap(file, size, `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`, read.facts);
		without(reasons[read.why]);
	} catch (problem) {
		const code = problem instanceof Error && 'code' in problem ? problem.code : problem;
		without(code === 'ENOENT' ? 'is not there' : `can’t be opened (${String(code)})`);
	}
	await file?.close();
	return undefined;
}

function basemap(file: FileHandle, size: number, etag: string, facts: BasemapFacts): Basemap {
	const headers = {
		'accept-ranges': 'bytes',
		'cache-control': 'public, max-age=0, must-revalidate',
		'content-type': 'application/vnd.pmtiles',
		etag
	};
	return {
		facts: { ...facts, version: etag.replaceAll('"', '') },
		close: () => file.close(),
		serve(request) {
			const head = request.method === 'HEAD';
			if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
			const same = [null, etag].includes(request.headers.get('if-range'));
			const range = same && !head ? readRange(request.headers.get('range'), size) : undefined;
			if (range === 'beyond') {
				return new Response(null, {
					status: 416,
					headers: { ...headers, 'content-range': `bytes */${size}` }
				});
			}
			const { from, to } = range ?? { from: 0, to: size - 1 };
			const body = head ? null : bytes(file, from, to);
			return new Response(body, {
				status: range ? 206 : 200,
				headers: {
					...headers,
					'content-length': String(to - from + 1),
					...(range && { 'content-range': `bytes ${from}-${to}/${size}` })
				}
			});
		}
	};
}

/** The first and last byte of one range (RFC 9110, 14.2). What is no single range is answered with the whole. */
function readRange(header: string | null, size: number): { from: number; to: number } | 'beyond' | undefined {
	const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
	if (first === '' && last === '') return undefined;
	const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
	const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
	if (first !== '' && last !== '' && Number(last) < from) return undefined;
	return from > to || (first === '' && Number(last) === 0) ? 'beyond' : { from, to };
}

function bytes(file: FileHandle, from: number, to: number): ReadableStream<Uint8Array> {
	let at = from;
	return new ReadableStream({
		async pull(controller) {
			const piece = new Uint8Array(Math.min(PIECE, to - at + 1));
			const { bytesRead } = await file.read(piece, 0, piece.length, at);
			at += bytesRead;
			if (bytesRead === 0) return controller.error(new Error('the file became shorter'));
			controller.enqueue(piece.subarray(0, bytesRead));
			if (at > to) controller.close();
		}
	});
}
