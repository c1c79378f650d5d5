import { afterEach, expect, test, vi } from 'vitest';
import { fetchAhead } from './fetch-ahead.ts';

afterEach(() => void vi.unstubAllGlobals());

test('all files are fetched, a few at a time, and one that fails holds up no other', async () => {
	const asked: string[] = [];
	let [now, most] = [0, 0];
	vi.stubGlobal('fetch', async (url: string) => {
		asked.push(url);
		most = Math.max(most, ++now);
		await new Promise((done) => setTimeout(done));
		now -= 1;
		if (url === '/7') throw new TypeError('failed');
		return new Response(url);
	});
	const urls = Array.from({ length: 40 }, (_, i) => `/${i}`);
	await fetchAhead(urls);
	expect(asked.toSorted()).toEqual(urls.toSorted());
	expect(most).toBe(6);
});
