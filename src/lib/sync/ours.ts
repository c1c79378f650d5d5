import { SyncFailure } from './failure.ts';

/** The epoch that our server signs its answers with; rejects an answer without one, as proxies and portals give it. */
export function signOf(response: Response): string {
	const sign = response.headers.get('x-toadlane-epoch');
	if (sign) return sign;
	// Some proxies allow smaller requests than our server does.
	if (response.status === 413) throw new SyncFailure('too_large');
	throw new SyncFailure(response.status >= 500 ? 'server_trouble' : 'not_our_server');
}

/** What a signed answer says: JSON of that type, or nothing with 204. Rejects `SyncFailure`, and when it was cut off. */
export async function jsonOf(response: Response): Promise<unknown> {
	if (response.status === 204) return undefined;
	const type = response.headers.get('content-type') ?? '';
	if (!type.startsWith('application/json')) throw new SyncFailure('not_our_server');
	try {
		return await response.json();
	} catch (error) {
		// Cut short on the way, or not JSON at all: the same to us.
		if (error instanceof SyntaxError) throw new SyncFailure('server_trouble');
		throw error;
	}
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
