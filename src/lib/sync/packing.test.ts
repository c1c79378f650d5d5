import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packing } from './packing.ts';

type Sent = { body: unknown; encoding: string | null };

/** What leaves the phone when this is posted. */
async function sent(body: string): Promise<Sent> {
	let seen: Sent | undefined;
	const post = packing(async (_to, how) => {
		seen = { body: how?.body, encoding: new Headers(how?.headers).get('content-encoding') };
		return new Response();
	});
	await post('/', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
	return seen as Sent;
}

test('long text is sent packed, and is the same when unpacked', async () => {
	const text = JSON.stringify(Array.from({ length: 400 }, (_, n) => ({ door: `Toad Läne ${n}` })));
	const { body, encoding } = await sent(text);
	expect(encoding).toBe('gzip');
	expect((body as ArrayBuffer).byteLength).toBeLessThan(text.length / 3);
	expect(gunzipSync(body as ArrayBuffer).toString()).toBe(text);
});

test('short text is sent as it is', async () => {
	expect(await sent('{}')).toEqual({ body: '{}', encoding: null });
});
