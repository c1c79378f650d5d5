import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { packCoops } from '../rules/coop-pack.ts';
import { REFERENCE } from './backend.ts';
import { readFacts } from './reference.ts';
import type { Site } from './site.ts';
import { untilChanged } from './until-changed.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Packed once after each import, so it is packed well. */
const readPack = untilChanged(async (site: Site) => {
	const plain: Bytes = new TextEncoder().encode(JSON.stringify(packCoops(await readFacts(site, 'coops'))));
	const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
	const [br, gz] = await Promise.all([
		promisify(brotliCompress)(plain, { params }),
		promisify(gzip)(plain, { level: 9 })
	]);
	const mark = createHash('sha256').update(plain).digest('base64url').slice(0, 27);
	return { plain, br: new Uint8Array(br), gzip: new Uint8Array(gz), etag: `W/"${mark}"` };
}, REFERENCE);

/** The directory of co-operatives as one file, with a mark by which it is fetched again only when it has changed. */
export async function answerCoops(site: Site, request: Request): Promise<Response> {
	const { etag, ...pack } = await readPack(site);
	const headers = new Headers({
		'content-type': 'application/json',
		'cache-control': 'public, no-cache',
		vary: 'accept-encoding',
		etag
	});
	const known = (request.headers.get('if-none-match') ?? '').split(',').map((mark) => mark.trim());
	const opaque = etag.slice(2);
	if (known.some((mark) => mark === '*' || mark === etag || mark === opaque))
		return new Response(null, { status: 304, headers });
	const accepted = request.headers.get('accept-encoding') ?? '';
	const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
	if (encoding) headers.set('content-encoding', encoding);
	const body = pack[encoding ?? 'plain'];
	headers.set('content-length', String(body.length));
	return new Response(body, { headers });
}
