export interface Reply {
	status: number;
	body: unknown;
}

/** Asks the CouchDB at an address that has the administrator's name and password in it. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<Reply>;

/** Throws when there is no answer within 20 seconds. */
export function askServer(url: string): Ask {
	const { origin, pathname, username, password } = new URL(url);
	const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	const headers = {
		accept: 'application/json',
		'content-type': 'application/json',
		authorization: `Basic ${Buffer.from(pair).toString('base64')}`
	};
	return async (method, path, body) => {
		const response = await fetch(origin + pathname.replace(/\/$/, '') + path, {
			method,
			headers,
			signal: AbortSignal.timeout(20_000),
			...(body === undefined ? {} : { body: JSON.stringify(body) })
		});
		return { status: response.status, body: await response.json() };
	};
}

/** The body of an answer that must be a success. */
export async function expectOk(reply: Promise<Reply>): Promise<unknown> {
	const { status, body } = await reply;
	if (status >= 300) throw new Error(`CouchDB answered ${status}: ${JSON.stringify(body)}`);
	return body;
}
