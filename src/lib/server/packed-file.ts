import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

type Bytes = Uint8Array<ArrayBuffer>;

/** A file as it is sent: plain and compressed, with a mark of what it says. */
export interface PackedFile {
	plain: Bytes;
	br: Bytes;
	gzip: Bytes;
	etag: string;
}

/** Compresses a text. It is done once after each import, so it is done well. */
export async function packFile(text: string): Promise<PackedFile> {
	const plain: Bytes = new TextEncoder().encode(text);
	const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
	const [br, gz] = await Promise.all([
		promisify(brotliCompress)(plain, { params }),
		promisify(gzip)(plain, { level: 9 })
	]);
	const mark = createHash('sha256').update(plain).digest('base64url').slice(0, 27);
	return { plain, br: new Uint8Array(br), gzip: new Uint8Array(gz), etag: `W/"${mark}"` };
}

/** A file that can be sent: plain and compressed, or made so when somebody asks for it that way. */
export interface SentFile {
	plain: Bytes | (() => Promise<Bytes>);
	br?: Bytes | (() => Promise<Bytes>);
	gzip?: Bytes | (() => Promise<Bytes>);
	etag: string;
}

/** Smaller texts gain nothing. */
const WORTH_PACKING = 1024;

/** A text that is sent: compressed for who can read that, when the first of them asks. */
export function textFile(text: string): SentFile {
	const plain: Bytes = new TextEncoder().encode(text);
	const mark = createHash('sha256').update(plain).digest('base64url').slice(0, 27);
	const file = { plain, etag: `W/"${mark}"` };
	if (plain.length < WORTH_PACKING) return file;
	const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
	return {
		...file,
		br: once(async () => new Uint8Array(await promisify(brotliCompress)(plain, { params }))),
		gzip: once(async () => new Uint8Array(await promisify(gzip)(plain, { level: 6 })))
	};
}

/** What is made when it is first asked for. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return () => (made ??= make());
}

/**
 * Sends a file, by its mark only when it has changed, compressed for who can read that. A date alone never says that nothing
 * has changed: what was taken out leaves nothing with a later one.
 */
export async function answerFile(
	file: SentFile,
	request: Request,
	more: Record<string, string> & { 'content-type': string }
): Promise<Response> {
	const { etag } = file;
	const headers = new Headers({
		'cache-control': 'public, no-cache',
		vary: 'accept-encoding',
		etag,
		...more
	});
	if (knows(request, etag)) return new Response(null, { status: 304, headers });
	const accepted = request.headers.get('accept-encoding') ?? '';
	const encoding = (['br', 'gzip'] as const).find(
		(one) => file[one] && new RegExp(`\\b${one}\\b`).test(accepted)
	);
	if (encoding) headers.set('content-encoding', encoding);
	const sent = (encoding && file[encoding]) ?? file.plain;
	const body = typeof sent === 'function' ? await sent() : sent;
	headers.set('content-length', String(body.length));
	return new Response(body, { headers });
}

/** Whether the one who asks has what carries this mark. */
export function knows(request: Request, etag: string): boolean {
	const known = (request.headers.get('if-none-match') ?? '').split(',').map((mark) => mark.trim());
	const opaque = etag.replace(/^W\//, '');
	return known.some((mark) => mark === '*' || mark.replace(/^W\//, '') === opaque);
}
