/** Pages on their way: compressed, and sent only where they have changed. */
import { knows } from './packed-file.ts';

const readsGzip = (request: Request) => /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');

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
