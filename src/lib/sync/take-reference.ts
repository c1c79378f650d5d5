/** Fetches public facts onto this phone, each kind as one file, and only when it has changed. */
import type { ErrorCode } from '../errors.ts';
import type { Reference, ReferenceKind } from '../store/reference.ts';
import { StoreError } from '../store/types.ts';

const PATHS: Record<ReferenceKind, string> = {
	coops: '/api/coops',
	districts: '/api/districts',
	communities: '/api/directory'
};
const PATIENCE_MS = 60_000;

/** `kept`: a newer one is here. `same`: nothing has changed. Otherwise why not; what was here before is still here. */
export type Taken = 'kept' | 'same' | { code: ErrorCode };

/** Asks for what is newest of a kind, and keeps it when all of it came and can be read. */
export async function takeReference(
	kind: ReferenceKind,
	{ reference, fetch, now }: { reference: Reference; fetch: typeof globalThis.fetch; now(): Date }
): Promise<Taken> {
	try {
		const mark = await reference.mark(kind);
		const answer = await ask(fetch, PATHS[kind], mark?.etag);
		if ('code' in answer) return answer;
		const at = now().toISOString();
		if (answer.text === undefined) {
			await reference.same(kind, at);
			return 'same';
		}
		const done = await reference.keep(kind, { etag: answer.etag, text: answer.text, at });
		if (done === 'kept') return done;
		return { code: done === 'too_new' ? 'app_too_old' : 'server_trouble' };
	} catch (error) {
		if (error instanceof StoreError) return { code: error.code };
		throw error;
	}
}

type Answer = { etag: string; text?: string } | { code: ErrorCode };

async function ask(fetch: typeof globalThis.fetch, path: string, etag: string | undefined): Promise<Answer> {
	try {
		const response = await fetch(path, {
			cache: 'no-store',
			credentials: 'omit',
			signal: AbortSignal.timeout(PATIENCE_MS),
			...(etag && { headers: { 'if-none-match': etag } })
		});
		if (response.status === 304 && etag) return { etag };
		if (response.status === 429 || response.status === 503) return { code: 'server_busy' };
		if (!response.ok) return { code: 'server_trouble' };
		const mark = response.headers.get('etag');
		const type = response.headers.get('content-type') ?? '';
		if (!mark || !type.startsWith('application/json')) return { code: 'not_our_server' };
		return { etag: mark, text: await response.text() };
	} catch (error) {
		const late = error instanceof DOMException && error.name === 'TimeoutError';
		return { code: late ? 'too_slow' : 'no_network' };
	}
}
