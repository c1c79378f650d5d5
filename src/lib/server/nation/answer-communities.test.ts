import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listing, newGroupId } from '../../records/index.ts';
import type { CommunitiesAnswer } from '../../rules/nation/index.ts';
import { REGISTRY, type Doc } from '../backend.ts';
import { siteOn, type Site } from '../site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import { answerBeside, answerFound } from './answer-communities.ts';

const ask = (query: string, headers: Record<string, string> = {}) =>
	new Request(`https://toadlane.example/api/communities${query}`, { headers });

describe.each(backendsHere)('questions about communities, on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	const publish = (name: string, more: Partial<ReturnType<typeof listing.sample>> = {}) => {
		const group = newGroupId();
		const registered_at = new Date(Date.now() - 86_400_000).toISOString();
		const doc = { _id: `listing:${group}`, name, slug: name.toLowerCase(), registered_at, ...more };
		return site.backend.put(REGISTRY, { ...listing.sample(), ...doc } as unknown as Doc);
	};
	const answer = async (query: string, at = site) =>
		(await (await answerFound(at, ask(query))).json()) as CommunitiesAnswer;

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS);
		await publish('Spotland', { tags: ['growing'], point: [-2.17, 53.62], postcode: 'OL12' });
		await publish('Castleton', { tags: ['repair'], point: [-2.18, 53.59], postcode: 'OL11' });
	});
	afterAll(() => fresh.end());

	it('are answered by whichever gateway alike, and not again while nothing has changed', async () => {
		const beside = await siteOn(fresh.beside(), SETTINGS);
		expect((await answer('?q=allotments')).communities.map(({ name }) => name)).toEqual(['Spotland']);
		expect(await answer('?near=-2.18,53.59', beside)).toEqual(await answer('?near=-2.18,53.59'));
		const etag = (await answerFound(site, ask('?tag=repair'))).headers.get('etag') ?? '';
		expect((await answerFound(beside, ask('?tag=repair', { 'if-none-match': etag }))).status).toBe(304);
	});

	it('that nothing answers are told what is nearest, or what fits the words alone', async () => {
		const nearest = await answer('?near=-2.17,53.62&tag=energy');
		expect(nearest.total).toBe(0);
		expect(nearest.instead?.map(({ name }) => name)).toEqual(['Spotland', 'Castleton']);
		const words = await answer('?q=castleton&tag=energy');
		expect(words.instead?.map(({ name }) => name)).toEqual(['Castleton']);
		expect(await answer('?q=nowhere')).not.toHaveProperty('instead');
	});

	it('that are absurd are refused with a sentence for each part', async () => {
		const refused = await answerFound(site, ask('?limit=2000&near=north&kind=planet'));
		expect(refused.status).toBe(400);
		const said = (await refused.json()) as { code: string; message: string; problems: unknown[] };
		expect(said.code).toBe('bad_question');
		expect(said.problems).toEqual([
			{ field: 'kind', code: 'unknown' },
			{ field: 'limit', code: 'range' },
			{ field: 'near', code: 'format' }
		]);
		expect(said.message).toContain('“limit” must be between 1 and 200.');
		expect(said.message).toContain('“kind” must be one of: neighbourhood, village');
	});

	it('the page is told what there is to choose from', async () => {
		const beside = (await (await answerBeside(site, ask(''))).json()) as Record<string, unknown>;
		expect(beside).toEqual({ tags: ['growing', 'repair'], councils: [], stories: [], events: [] });
	});
});
