import type { Failure } from './answer.ts';
import { BackendTrouble } from './backend.ts';
import { bodyOf, unpacked } from './body.ts';

/** One request as the gateway sees it. */
export interface Asked {
	request: Request;
	/** The path as sent, still encoded. */
	path: string;
	query: URLSearchParams;
	/** The origin that the app is served from. */
	origin: string;
	/** The caller's network address. */
	address: string;
}

/**
 * What SvelteKit hands a route, as the gateway takes it. The address is asked for when it is needed: behind a
 * proxy that names it in a header, a request without that header has none.
 */
export function asAsked(event: { request: Request; url: URL; getClientAddress(): string }): Asked {
	return {
		request: event.request,
		path: event.url.pathname,
		query: event.url.searchParams,
		origin: event.url.origin,
		get address() {
			return event.getClientAddress();
		}
	};
}

/** The largest request body, in bytes; of a packed one before and after. */
export const REQUEST_CAP = 1_048_576;

/**
 * The JSON of a write. Only our own pages may write: content type and Origin must be right, which no
 * other site's form or script can bring about without asking first.
 */
export async function readJson(asked: Asked): Promise<{ ok: true; value: unknown } | Failure> {
	const { request } = asked;
	const type = request.headers.get('content-type') ?? '';
	if (!/^application\/json\s*(;|$)/i.test(type)) return { ok: false, status: 415, code: 'content_type' };
	if (!isOwnOrigin(asked)) return { ok: false, status: 403, code: 'origin' };
	const packed = request.headers.get('content-encoding') ?? 'identity';
	if (packed !== 'identity' && packed !== 'gzip') return { ok: false, status: 415, code: 'content_encoding' };
	try {
		const sent = await bodyOf(request, REQUEST_CAP);
		const body = sent && packed === 'gzip' ? await unpacked(sent, REQUEST_CAP) : sent;
		if (body === undefined) return { ok: false, status: 413, code: 'too_large' };
		return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) };
	} catch {
		return { ok: false, status: 400, code: 'not_json' };
	}
}

/** A registry that can't answer is told apart from a bug, which stays thrown. */
export function failureOf(problem: unknown): Failure {
	if (!(problem instanceof BackendTrouble)) throw problem;
	if (problem.code === 'bad_since') return { ok: false, status: 400, code: 'bad_since' };
	console.error(`registry: ${problem.message}`);
	return { ok: false, status: 503, code: 'registry_unavailable', retry_after: 5 };
}

/** On this machine itself `localhost` and its addresses are one place. */
function isOwnOrigin({ request, origin }: Asked): boolean {
	const from = request.headers.get('origin');
	if (from === origin) return true;
	return (
		from !== null && isLoopback(from) && isLoopback(origin) && new URL(from).port === new URL(origin).port
	);
}

function isLoopback(origin: string): boolean {
	return /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin);
}
