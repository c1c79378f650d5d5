import fc from 'fast-check';

/** How a request, or its answer, goes wrong. */
export const faultKinds = [
	'cut',
	'cut in the answer',
	'200 {}',
	'200 []',
	'a portal page',
	'truncated JSON',
	'no answer',
	'no end of the answer',
	'another epoch',
	'no epoch',
	'400',
	'401',
	'403',
	'403 removed',
	'404',
	'404 group unknown',
	'409',
	'412',
	'413',
	'426',
	'429',
	'500',
	'502',
	'503'
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
	kind: FaultKind;
	/** Which request of the round it befalls, from 0. */
	at: number;
	/** How many requests in a row. */
	times: number;
	/** Whether the server had done its work by then. */
	committed: boolean;
}

export const anyFault: fc.Arbitrary<Fault> = fc.record({
	// Of all of them the one that looks most like success.
	kind: fc.oneof(
		{ weight: 7, arbitrary: fc.constantFrom(...faultKinds) },
		{ weight: 1, arbitrary: fc.constant('200 []' as const) }
	),
	at: fc.constantFrom(0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8),
	times: fc.constantFrom(1, 1, 1, 2, 50),
	committed: fc.boolean()
});

/** What becomes of an answer. `true` is the server's own answer, absent when it never had the request. */
export async function spoilt(
	fault: Fault,
	signal: AbortSignal,
	real: Response | undefined
): Promise<Response> {
	const { kind } = fault;
	const epoch = real?.headers.get('x-toadlane-epoch') ?? 'lost';
	const json = (status: number, body: unknown, more: Record<string, string> = {}) =>
		new Response(JSON.stringify(body), {
			status,
			headers: { 'content-type': 'application/json', 'x-toadlane-epoch': epoch, ...more }
		});
	switch (kind) {
		case 'cut':
			throw new TypeError('fetch failed');
		case 'cut in the answer':
			return new Response(endless(signal, '{"results":[', new TypeError('terminated')), {
				headers: { 'content-type': 'application/json', 'x-toadlane-epoch': epoch }
			});
		case '200 {}':
			return json(200, {});
		case '200 []':
			return json(200, []);
		case 'a portal page':
			return new Response('<h1>Welcome to Station Wi-Fi</h1>', { headers: { 'content-type': 'text/html' } });
		case 'truncated JSON': {
			const text = real && real.status !== 204 ? await real.text() : '{"results":[{"id":"vis';
			return new Response(text.slice(0, Math.floor(text.length / 2)), {
				headers: { 'content-type': 'application/json', 'x-toadlane-epoch': epoch }
			});
		}
		case 'no answer':
			return new Promise((_, reject) => {
				signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
			});
		case 'no end of the answer':
			return new Response(endless(signal, '{"results":['), {
				headers: { 'content-type': 'application/json', 'x-toadlane-epoch': epoch }
			});
		case 'another epoch':
		case 'no epoch': {
			if (!real) throw new TypeError('fetch failed');
			const headers = new Headers(real.headers);
			if (kind === 'no epoch') headers.delete('x-toadlane-epoch');
			else headers.set('x-toadlane-epoch', 'of another registry');
			const body = real.status === 204 ? null : await real.text();
			return new Response(body, { status: real.status, headers });
		}
		case '403 removed':
			return json(403, { code: 'removed' });
		case '404 group unknown':
			return json(404, { code: 'group_unknown' });
		case '426':
			return json(426, { code: 'app_too_old' });
		case '429':
			return json(429, { code: 'server_busy' }, { 'retry-after': '30' });
		case '503':
			return json(503, { code: 'server_busy' }, { 'retry-after': '600' });
		default:
			return json(Number(kind), {});
	}
}

function endless(signal: AbortSignal, start: string, end?: Error): ReadableStream<Uint8Array> {
	return new ReadableStream({
		start(stream) {
			stream.enqueue(new TextEncoder().encode(start));
			if (end) stream.error(end);
			else signal.addEventListener('abort', () => stream.error(new DOMException('', 'AbortError')));
		}
	});
}

/** Whether the app has to wait until its own patience ends. */
export const isSilence = ({ kind }: Fault) => kind === 'no answer' || kind === 'no end of the answer';
