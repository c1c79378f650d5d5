import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REGISTRY, type Doc } from '../backend.ts';
import { makeNation } from '../made-up/nation.ts';
import { siteOn, type Site } from '../site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import { answerFigures, askNation } from './figures.ts';

const NOW = new Date('2026-11-30T09:00:00.000Z');

describe.each(backendsHere)('the nation in figures, on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let now = NOW;
	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, () => now);
		await makeNation(site, { communities: 40, seed: 1 });
	});
	afterAll(() => fresh.end());

	async function figures(of: Site) {
		const asked = await askNation(of, new URLSearchParams());
		if (!asked.ok) throw new Error(asked.field);
		return asked;
	}

	it('follow what is taken out and changed, and are those of a gateway that has just come', async () => {
		const before = (await figures(site)).figures;
		const [first, second, story] = [
			...(await site.backend.allDocs<Doc>(REGISTRY, 'listing:')).slice(0, 2),
			(await site.backend.allDocs<Doc>(REGISTRY, 'story:'))[0]
		];
		await site.backend.put(REGISTRY, { ...first!, _deleted: true });
		await site.backend.put(REGISTRY, { ...second!, commitments: [] });
		await site.backend.put(REGISTRY, { ...story!, _deleted: true });
		const after = (await figures(site)).figures;
		expect(after.communities + after.dormant).toBe(before.communities + before.dormant - 1);
		expect(after.stories).toBeLessThan(before.stories);
		const another = await siteOn(fresh.beside(), SETTINGS, () => NOW);
		expect(after).toEqual((await figures(another)).figures);
	});

	it('are those of the day', async () => {
		now = new Date('2029-11-30T09:00:00.000Z');
		expect((await figures(site)).figures).toMatchObject({ communities: 0, commitments: 0, stories: 0 });
		now = NOW;
		expect((await figures(site)).figures.communities).toBeGreaterThan(20);
	});

	it('know which part there is none of', async () => {
		for (const field of ['nation', 'region', 'council'])
			expect(await askNation(site, new URLSearchParams({ [field]: 'Mordor' }))).toEqual({ ok: false, field });
	});

	it('are files with their day and licence, sent again only when they have changed', async () => {
		const asked = await figures(site);
		const answer = await answerFigures(asked, 'areas', new Request('https://toadlane.example/'));
		expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
		const [header, first] = (await answer.text()).split('\r\n');
		expect(header).toMatch(/^area,commitments,on_track,.*,as_of,licence$/);
		expect(first).toMatch(/^action,\d+,.*,2026-11-30,CC-BY-4\.0$/);
		const etag = answer.headers.get('etag') ?? '';
		const known = new Request('https://toadlane.example/', { headers: { 'if-none-match': etag } });
		expect((await answerFigures(asked, 'areas', known)).status).toBe(304);
	});
});
