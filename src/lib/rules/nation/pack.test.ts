import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMUNITY_KINDS, STATUSES } from '../../records/lists.ts';
import { openCommunities, packHead, packPiece } from './pack.ts';
import type { CommunitySummary } from './summary.ts';

const day = fc
	.integer({ min: 18_000, max: 21_000 })
	.map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
const hundredth = (most: number) => fc.integer({ min: -most * 100, max: most * 100 }).map((n) => n / 100);
const word = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
const summary: fc.Arbitrary<CommunitySummary> = fc.record(
	{
		slug: fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,4})?$/),
		name: word,
		kind: fc.constantFrom(...COMMUNITY_KINDS),
		place: word,
		postcode: fc.constantFrom('OL12', 'M1', 'SW1A'),
		point: fc.tuple(hundredth(180), hundredth(90)),
		area: word,
		council: fc.constantFrom('E08000005', 'W06000015'),
		tags: fc.uniqueArray(word, { maxLength: 10 }),
		commitments: fc.array(
			fc.record({
				area: fc.constantFrom('action' as const, 'enterprise' as const),
				status: fc.constantFrom(...STATUSES)
			}),
			{ maxLength: 8 }
		),
		since: day,
		pilot: fc.constant(true),
		verified: fc.constant(true)
	},
	{ requiredKeys: ['slug', 'name', 'kind', 'tags', 'commitments', 'since'] }
);
const reviewed = fc.tuple(summary, fc.option(fc.nat(1200), { nil: undefined })).map(([one, days]) =>
	days === undefined
		? one
		: {
				...one,
				reviewed: new Date(Date.parse(one.since) + days * 86_400_000).toISOString().slice(0, 10)
			}
);

const council = { code: 'E08000005', name: 'Rochdale', nation: 'England', region: 'North West' };
const councils = [council, { code: 'W06000015', name: 'Cardiff', nation: 'Wales', cooperative: true }];
const districts = { OL12: [-2.17, 53.63], M1: [-2.23, 53.48] } as const;

function file(pieces: readonly CommunitySummary[][]): unknown {
	const { before, after } = packHead({ councils, districts });
	return JSON.parse(before + pieces.map(packPiece).join() + after);
}

/** In one order: a file keeps how many commitments stand how, and not which comes first. */
const inOrder = (one: CommunitySummary) => ({
	...one,
	commitments: one.commitments.map(({ area, status }) => `${area} ${status}`).sort()
});

describe('the directory as a file', () => {
	it('says again all that was put into it, in its pieces', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.array(reviewed, { maxLength: 8 }), { maxLength: 4 }), async (pieces) => {
				const opened = await openCommunities(file(pieces));
				if (!opened.ok) throw new Error(opened.why);
				expect(opened.opened.communities.map((piece) => piece.map(inOrder))).toEqual(
					pieces.map((piece) => piece.map(inOrder))
				);
				expect([...opened.opened.councils.values()]).toEqual(councils);
				expect(opened.opened.districts).toEqual(districts);
			})
		);
	});

	it('is nothing else that was sent in its stead, and none that only a newer app can read', async () => {
		const sound = file([
			[{ slug: 'a', name: 'A', kind: 'town', tags: ['food'], commitments: [], since: '2026-01-01' }]
		]);
		expect(await openCommunities({ ...(sound as object), version: 2 })).toEqual({
			ok: false,
			why: 'too_new'
		});
		for (const junk of [
			null,
			'login',
			{},
			{ ...(sound as object), pieces: [{}] },
			{ ...(sound as object), councils: 1 }
		])
			expect(await openCommunities(junk)).toEqual({ ok: false, why: 'damaged' });
	});

	it('is refused whole where any value of it was exchanged for another', async () => {
		const text = JSON.stringify(
			file([
				[
					{
						slug: 'b',
						name: 'A',
						kind: 'town',
						point: [1, 2],
						tags: ['food'],
						commitments: [],
						since: '2026-01-01'
					}
				]
			])
		);
		for (const [from, to] of [
			['"kind":[2]', '"kind":[99]'],
			['"tags":[[0]]', '"tags":[[7]]'],
			['"lon":[100]', '"lon":[1e9]'],
			['"name":["A"]', '"name":["A","B"]'],
			['"since":[20454]', '"since":["x"]']
		] as const) {
			expect(text).toContain(from);
			expect(await openCommunities(JSON.parse(text.replace(from, to)))).toEqual({
				ok: false,
				why: 'damaged'
			});
		}
	});
});
