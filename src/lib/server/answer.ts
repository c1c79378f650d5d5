import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Site } from './site.ts';

/** An expected failure: what the phone gets as status and `{code, …}`. */
export interface Failure {
	ok: false;
	status: number;
	code: string;
	retry_after?: number;
	problems?: unknown;
}

const packBrotli = promisify(brotliCompress);
const packGzip = promisify(gzip);
/** Smaller answers gain nothing. */
const WORTH_PACKING = 1024;

/** A JSON answer of the gateway: never cached, with the registry's epoch, packed when that pays. */
export async function answer(
	site: Site,
	request: Request,
	status: number,
	body?: unknown,
	more: Record<string, string> = {}
): Promise<Response> {
	const headers = new Headers({ 'cache-control': 'no-store', 'x-toadlane-epoch': site.epoch, ...more });
	if (status === 204) return new Response(null, { status, headers });
	headers.set('content-type', 'application/json');
	headers.set('vary', 'accept-encoding');
	const plain = new TextEncoder().encode(JSON.stringify(body ?? {}));
	const accepted = request.headers.get('accept-encoding') ?? '';
	if (plain.length < WORTH_PACKING) return new Response(plain, { status, headers });
	if (/\bbr\b/.test(accepted)) {
		headers.set('content-encoding', 'br');
		const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
		return new Response(new Uint8Array(await packBrotli(plain, { params })), { status, headers });
	}
	if (/\bgzip\b/.test(accepted)) {
		headers.set('content-encoding', 'gzip');
		return new Response(new Uint8Array(await packGzip(plain, { level: 6 })), { status, headers });
	}
	return new Response(plain, { status, headers });
}

/** The answer to an expected failure. `error` and `reason` are where PouchDB looks. */
export function answerFailure(site: Site, request: Request, failure: Failure): Promise<Response> {
	const { ok: _, status, ...body } = failure;
	const headers: Record<string, string> =
		failure.retry_after === undefined ? {} : { 'retry-after': String(failure.retry_after) };
	return answer(site, request, status, { ...body, error: body.code, reason: body.code }, headers);
}
