import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askInterest } from './ask-interest.ts';

vi.mock('../interested/InterestedNear.svelte', () => ({ default: 'sentence' }));

describe('how many are interested where somebody looks', () => {
	const asked: string[] = [];
	let people: unknown = 4;
	const fetch = (async (path: string) => {
		asked.push(path);
		return Response.json({ people, districts: [] });
	}) as typeof globalThis.fetch;
	const where = { fetch, browser: false };

	beforeEach(() => {
		asked.length = 0;
		people = 4;
	});
	afterEach(() => void vi.unstubAllGlobals());

	it('is asked for a postcode by its district alone, and for a place by where it is', async () => {
		expect(await askInterest({ query: ' ol12 6aa', tag: 'food' }, where)).toMatchObject({
			near: 4,
			at: 'OL12'
		});
		const near = await askInterest({ query: 'OL12', near: [-2.16, 53.62] }, where);
		expect([near?.near, near?.at]).toEqual([4, undefined]);
		expect(asked).toEqual(['/api/interested?q=OL12', '/api/interested?near=-2.16%2C53.62']);
	});

	it('is not asked for where no place is meant, or with no network', async () => {
		const lists = [{}, { query: 'Rochdale' }, { tag: 'food' }, { query: 'OL12', placeless: true }];
		for (const one of lists) expect(await askInterest(one, where)).toBeUndefined();
		vi.stubGlobal('navigator', { onLine: false });
		expect(await askInterest({ query: 'OL12' }, { fetch, browser: true })).toBeUndefined();
		expect(asked).toEqual([]);
	});

	it('says nothing where nobody is interested, and leaves the list alone when nobody answers', async () => {
		people = 0;
		expect(await askInterest({ query: 'OL12' }, where)).toBeUndefined();
		const away = { ...where, fetch: () => Promise.reject(new TypeError('Failed to fetch')) };
		expect(await askInterest({ query: 'OL12' }, away)).toBeUndefined();
		const down = { ...where, fetch: async () => new Response(null, { status: 503 }) };
		expect(await askInterest({ query: 'OL12' }, down)).toBeUndefined();
	});
});
