/** Answers that are made anew each time: compressed on their way, and sent only where they have changed. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const pack = promisify(gzip);
/** Smaller answers gain nothing. */
const WORTH_PACKING = 1024;

/** Whether the one who asks has what carries this mark. */
export function knows(request: Request, etag: string): boolean {
	const known = (request.headers.get('if-none-match') ?? '').split(',').map((mark) => mark.trim());
	const opaque = etag.replace(/^W\//, '');
	return known.some((mark) => mark === '*' || mark.replace(/^W\//, '') === opaque);
}

const readsGzip = (request: Request) => /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');

/** Sends a value as JSON to anybody, by a mark of what it says. */
export async function sendJson(
	request: Request,
	body: unknown,
	{ status = 200, cache = 'public, no-cache' }: { status?: number; cache?: string } = {}
): Promise<Response> {
	const text = JSON.stringify(body);
	const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
	const headers = new Headers({
		...{ 'content-type': 'application/json', 'cache-control': cache, vary: 'accept-encoding' },
		...(status === 200 && { etag })
	});
	if (status === 200 && knows(request, etag)) return new Response(null, { status: 304, headers });
	if (text.length < WORTH_PACKING || !readsGzip(request)) return new Response(text, { status, headers });
	headers.set('content-encoding', 'gzip');
	return new Response(new Uint8Array(await pack(text)), { status, headers });
}

/** Pages and their data: what SvelteKit writes uncompressed. */
const PAGES = /^(text\/html|application\/json)\b/;

/**
 * A page as it goes over the network: compressed for who can read that. Its mark is a weak one then, for the same words can
 * be packed in several ways; who has it is told that nothing has changed.
 */
export function packedPage(request: Request, response: Response): Response {
	const { status, body } = response;
	const headers = new Headers(response.headers);
	if (!body || headers.has('content-encoding') || !PAGES.test(headers.get('content-type') ?? ''))
		return response;
	if (!/\baccept-encoding\b/i.test(headers.get('vary') ?? '')) headers.append('vary', 'accept-encoding');
	const packs = request.method === 'GET' && readsGzip(request);
	const etag = headers.get('etag');
	if (etag && packs) {
		const weak = etag.startsWith('W/') ? etag : `W/${etag}`;
		headers.set('etag', weak);
		if (status === 200 && knows(request, weak)) {
			void body.cancel();
			headers.delete('content-length');
			return new Response(null, { status: 304, headers });
		}
	}
	if (!packs) return new Response(body, { status, headers });
	headers.delete('content-length');
	headers.set('content-encoding', 'gzip');
	return new Response(body.pipeThrough(new CompressionStream('gzip')), { status, headers });
}
