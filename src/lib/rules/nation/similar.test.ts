import { describe, expect, it } from 'vitest';
import { indexCommunity } from './find.ts';
import { similarCommunities, type Comparable } from './similar.ts';
import type { CommunitySummary, Promised } from './summary.ts';

function made(slug: string, more: Partial<CommunitySummary> = {}, examples: string[] = []): Comparable {
	const summary: CommunitySummary = {
		...{ slug, name: slug, kind: 'town', tags: [], commitments: [], since: '2026-01-01', ...more }
	};
	const promised = examples.map((example): Promised => ({
		area: 'action',
		status: 'on_track',
		kind: 'count',
		made: '2026-01-01',
		example
	}));
	return { ...indexCommunity(summary), promised };
}
const nobody = () => false;
const slugs = (found: { slug: string }[]) => found.map(({ slug }) => slug);

const rochdale = made('rochdale', { point: [-2.16, 53.62], tags: ['food', 'Mending'] }, ['lunch-club']);

describe('communities like another', () => {
	it('nearby are the three nearest within 25 miles, with how far it is', () => {
		const all = [
			rochdale,
			made('leeds', { point: [-1.55, 53.8] }),
			made('bury', { point: [-2.3, 53.59] }),
			made('oldham', { point: [-2.11, 53.54] }),
			made('heywood', { point: [-2.22, 53.59] }),
			made('london', { point: [-0.1, 51.5] }),
			made('nowhere')
		];
		const { near } = similarCommunities(rochdale, all, nobody);
		expect(slugs(near)).toEqual(['heywood', 'oldham', 'bury']);
		expect(near[0]?.metres).toBeGreaterThan(4000);
		expect(near[0]?.metres).toBeLessThan(6000);
		const fewer = all.filter(({ summary }) => !['bury', 'oldham', 'heywood'].includes(summary.slug));
		expect(slugs(similarCommunities(rochdale, fewer, nobody).near)).toEqual([]);
	});

	it('of interest are those that share most, what few have counting for more, and other words for the same', () => {
		const common = Array.from({ length: 20 }, (_, i) => made(`food-${i}`, { tags: ['food'] }));
		const all = [
			...common,
			made('fixers', { tags: ['repair cafe'] }),
			made('both', { tags: ['groceries', 'fixing'] }),
			made('lunch', {}, ['lunch-club'])
		];
		const { alike } = similarCommunities(rochdale, all, nobody);
		expect(slugs(alike)).toEqual(['both', 'lunch', 'fixers']);
		expect(alike.map(({ tags, examples }) => [tags, examples])).toEqual([
			[['food', 'Mending'], 0],
			[[], 1],
			[['Mending'], 0]
		]);
	});

	it('tells of nobody twice, nor of itself, an example, or one that has gone quiet', () => {
		const here = { point: [-2.16, 53.62] as [number, number], tags: ['food'] };
		const all = [
			rochdale,
			made('next-door', here),
			made('demo', { ...here, tags: ['food', 'demo'] }),
			made('quiet', here)
		];
		const found = similarCommunities(rochdale, all, ({ slug }) => slug === 'quiet');
		expect(slugs(found.near)).toEqual(['next-door']);
		expect(found.alike).toEqual([]);
	});

	it('says the same in whatever order they come', () => {
		const some = ['c', 'a', 'b', 'd'].map((slug) => made(slug, { tags: ['food'], point: [-2.1, 53.6] }));
		const told = similarCommunities(rochdale, some, nobody);
		expect(similarCommunities(rochdale, some.toReversed(), nobody)).toEqual(told);
		expect([slugs(told.near), slugs(told.alike)]).toEqual([['a', 'b', 'c'], ['d']]);
	});
});
