import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { knows } from './packed-file.ts';
import { packedPage } from './packed-text.ts';

const ask = (headers: Record<string, string> = {}, method = 'GET') =>
	new Request('https://toadlane.example/communities', { method, headers });
const page = (headers: Record<string, string> = {}) =>
	new Response('<h1>Communities</h1>', {
		headers: { 'content-type': 'text/html', etag: '"abc"', 'content-length': '20', ...headers }
	});
const unpacked = async (response: Response) =>
	gunzipSync(new Uint8Array(await response.arrayBuffer())).toString();

describe('a page on its way', () => {
	it('is compressed for who can read that, under a weak mark, and says that this depends on the question', async () => {
		const sent = packedPage(ask({ 'accept-encoding': 'br, gzip' }), page());
		expect(sent.headers.get('content-encoding')).toBe('gzip');
		expect(sent.headers.get('content-length')).toBeNull();
		expect(sent.headers.get('etag')).toBe('W/"abc"');
		expect(sent.headers.get('vary')).toBe('accept-encoding');
		expect(await unpacked(sent)).toBe('<h1>Communities</h1>');
	});

	it('stays as it is for anybody else', async () => {
		const sent = packedPage(ask(), page());
		expect(sent.headers.get('content-encoding')).toBeNull();
		expect(sent.headers.get('vary')).toBe('accept-encoding');
		expect(await sent.text()).toBe('<h1>Communities</h1>');
	});

	it('is not sent to who has it', async () => {
		const headers = { 'accept-encoding': 'gzip', 'if-none-match': '"other", W/"abc"' };
		const sent = packedPage(ask(headers), page({ vary: 'cookie' }));
		expect(sent.status).toBe(304);
		expect(sent.headers.get('vary')).toBe('cookie, accept-encoding');
		expect(await sent.text()).toBe('');
	});

	it('is left alone when it is compressed already, or is no text', () => {
		const headers: Record<string, string>[] = [{ 'content-encoding': 'br' }, { 'content-type': 'image/png' }];
		for (const more of headers) {
			const made = page(more);
			expect(packedPage(ask({ 'accept-encoding': 'gzip' }), made)).toBe(made);
		}
	});
});

it('any mark is known to who asks for whatever there is', () => {
	expect(knows(ask({ 'if-none-match': '*' }), '"abc"')).toBe(true);
	expect(knows(ask(), '"abc"')).toBe(false);
});
