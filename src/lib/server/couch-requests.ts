import { BackendTrouble } from './backend.ts';

export interface CouchReply {
	status: number;
	body: unknown;
}

/** One request: method, path with its query, body as JSON. Rejects with BackendTrouble only. */
export type CouchRequests = (method: string, path: string, body?: unknown) => Promise<CouchReply>;

interface Patience {
	/** Milliseconds until the headers, and from then until the end of the body. */
	headersWithin?: number;
	bodyWithin?: number;
}

/** Speaks JSON to the CouchDB at `url`; the name and password in it go into a header. */
export function couchRequests(url: string, patience: Patience = {}): CouchRequests {
	const { headersWithin = 20_000, bodyWithin = 60_000 } = patience;
	const { origin, pathname, username, password } = new URL(url);
	const base = origin + pathname.replace(/\/$/, '');
	const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/json' };
	if (username) headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;

	return async (method, path, body) => {
		const abort = new AbortController();
		let timer = setTimeout(() => abort.abort(), headersWithin);
		try {
			const response = await fetch(base + path, {
				method,
				headers,
				signal: abort.signal,
				redirect: 'error',
				...(body === undefined ? {} : { body: JSON.stringify(body) })
			});
			clearTimeout(timer);
			timer = setTimeout(() => abort.abort(), bodyWithin);
			return { status: response.status, body: await response.json() };
		} catch (cause) {
			if (abort.signal.aborted)
				throw new BackendTrouble('timeout', 'CouchDB did not answer in time', { cause });
			throw new BackendTrouble('unreachable', 'CouchDB can’t be reached', { cause });
		} finally {
			clearTimeout(timer);
		}
	};
}
