import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metresBetween } from '../distance.ts';
import { answerCommunities, commonTags } from './answer.ts';
import { writeAsked, type CommunitiesAsked } from './asked.ts';
import { findCommunities, indexCommunity, pointIn } from './find.ts';
import { readAsked } from './read-asked.ts';
import { dormantBy, livenessOf, type CommunitySummary } from './summary.ts';
import { synonymsOf, tagFor, tagKey, TAGS } from './tags.ts';

const now = new Date('2026-11-30T12:00:00Z');
const rochdale = { code: 'E08000005', name: 'Rochdale', nation: 'England', region: 'North West' };
const councils = new Map([[rochdale.code, rochdale]]);
const middles = new Map([['OL16', [-2.13, 53.61] as const]]);
const where = { councils, middleOf: (district: string) => middles.get(district) };

const one = (name: string, more: Partial<CommunitySummary> = {}): CommunitySummary => ({
	...{
		slug: name.toLowerCase().replace(/ /g, '-'),
		name,
		kind: 'town',
		tags: [],
		commitments: [],
		since: '2026-05-01'
	},
	...more
});
const made = (...all: CommunitySummary[]) => [
	all.map((summary) => indexCommunity(summary, summary.council ? councils.get(summary.council) : undefined))
];

const list = made(
	one('Alder Street', {
		council: 'E08000005',
		point: [-2.14, 53.62],
		postcode: 'OL16',
		tags: ['allotments']
	}),
	one('Castleton', { point: [-2.18, 53.59], postcode: 'OL11', kind: 'village', place: 'Rochdale' }),
	one('Far Harbour', {
		point: [-5.5, 50.1],
		postcode: 'TR18',
		commitments: [{ area: 'action', status: 'achieved' }]
	}),
	one('Old Quiet', { since: '2024-01-01', point: [-2.1, 53.6], postcode: 'OL16' }),
	one('Repairers', {
		kind: 'interest',
		tags: ['Repair Café'],
		commitments: [{ area: 'enterprise', status: 'behind' }]
	})
);
const found = (asked: CommunitiesAsked) =>
	findCommunities(list, asked, now, where).map(({ summary }) => summary.name);

describe('finding communities', () => {
	it('answers a postcode, whole or half, nearest first with its own district before all', () => {
		expect(found({ query: 'ol16 1aa' })).toEqual(['Alder Street', 'Castleton']);
		expect(found({ query: 'OL16', dormant: true })).toEqual(['Alder Street', 'Old Quiet', 'Castleton']);
		expect(found({ query: 'TR18' })).toEqual(['Far Harbour']);
	});

	it('answers words of a name, a place, a council or what a tag means', () => {
		expect(found({ query: 'rochdale' })).toEqual(['Alder Street', 'Castleton']);
		expect(found({ query: 'north west' })).toEqual(['Alder Street']);
		expect(found({ query: 'growing' })).toEqual(['Alder Street']);
		expect(found({ query: 'mending' })).toEqual(['Repairers']);
		expect(found({ query: 'nothing of it' })).toEqual([]);
	});

	it('narrows down by tag, kind, area and status in one commitment, council, region and place', () => {
		expect(found({ tag: 'Gardening' })).toEqual(['Alder Street']);
		expect(found({ kind: 'village' })).toEqual(['Castleton']);
		expect(found({ area: 'action', status: 'achieved' })).toEqual(['Far Harbour']);
		expect(found({ area: 'action', status: 'behind' })).toEqual([]);
		expect(found({ council: 'E08000005' })).toEqual(['Alder Street']);
		expect(found({ nation: 'England', region: 'North West' })).toEqual(['Alder Street']);
		expect(found({ placeless: true })).toEqual(['Repairers']);
		expect(found({ near: [-5.4, 50.2], within: 50_000 })).toEqual(['Far Harbour']);
	});

	describe('around a postcode', () => {
		const around = made(
			one('In It But Far', { point: [-3, 53.61], postcode: 'OL16' }),
			one('In It Without A Point', { postcode: 'OL16' }),
			one('Next Door', { point: [-2.12, 53.61], postcode: 'OL11' }),
			one('Half An Hour Away', { point: [-2.13, 53.9], postcode: 'BD1' }),
			one('An Hour Away', { point: [-2.13, 54.2], postcode: 'LA1' })
		);
		const names = (asked: CommunitiesAsked, from = where) =>
			findCommunities(around, asked, now, from).map(({ summary }) => summary.name);

		it('are all of its district, however wide it is, then those within 40 km', () => {
			expect(names({ query: 'OL16' })).toEqual([
				...['In It Without A Point', 'In It But Far', 'Next Door', 'Half An Hour Away']
			]);
		});

		it('are the same however the list is cut: those of the district, and who is within 40 km as the crow flies', () => {
			const degrees = (from: number) => fc.integer({ min: 0, max: 12 }).map((n) => from + n / 10);
			const somebody = fc.record({
				point: fc.option(fc.tuple(degrees(-2.7), degrees(53)), { nil: undefined }),
				postcode: fc.constantFrom('OL16', 'OL11', undefined)
			});
			fc.assert(
				fc.property(fc.array(somebody, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (all, size) => {
					const whole = made(
						...all.map((more, i) => one(`One ${i}`, more as Partial<CommunitySummary>))
					).flat();
					const cut = Array.from({ length: Math.ceil(whole.length / size) }, (_, i) =>
						whole.slice(i * size, (i + 1) * size)
					);
					const near = ({ summary: { point, postcode } }: (typeof whole)[number]) =>
						postcode === 'OL16' || (point && metresBetween([-2.13, 53.61], point) <= 40_000);
					const slugs = (list: readonly { summary: CommunitySummary }[]) =>
						list.map(({ summary }) => summary.slug).sort();
					expect(slugs(findCommunities(cut, { query: 'OL16' }, now, where))).toEqual(
						slugs(whole.filter(near))
					);
				})
			);
		});

		it('are those of the district alone where nobody knows where it is', () => {
			expect(names({ query: 'OL16' }, { ...where, middleOf: () => undefined })).toEqual([
				...['In It But Far', 'In It Without A Point']
			]);
		});

		it('are by distance alone where a place was asked for as well', () => {
			expect(names({ query: 'OL16', near: [-2.13, 53.61] })[1]).toBe('Next Door');
		});

		it('stands its district where the first community in it does', () => {
			expect(pointIn(around, 'LA1')).toEqual([-2.13, 54.2]);
			expect(pointIn(around, 'ZE1')).toBeUndefined();
		});
	});

	it('has first whose name begins with what was asked, then whose name has it, then the rest', () => {
		const named = made(
			one('Aside', { place: 'Mill Town' }),
			one('Beside The Mill'),
			one('Mill Street'),
			one('Other', { tags: ['mill'] })
		);
		const names = findCommunities(named, { query: 'mill' }, now, where).map(({ summary }) => summary.name);
		expect(names).toEqual(['Mill Street', 'Beside The Mill', 'Aside', 'Other']);
	});

	it('has who has a word that begins so for each that was asked, however the list is cut, in order of how well', () => {
		const word = fc.constantFrom('mill', 'mills', 'lane', 'milltown', 'café', 'a', 'the', 'co-op');
		const words = (most: number) =>
			fc.array(word, { minLength: 1, maxLength: most }).map((all) => all.join(' '));
		const community = fc.record({ name: words(3), place: words(2), tags: fc.array(word, { maxLength: 2 }) });
		const asked = fc.array(fc.constantFrom('m', 'mill', 'l', 'caf', 'coop', 't', 'x'), {
			minLength: 1,
			maxLength: 3
		});
		fc.assert(
			fc.property(
				fc.array(community, { maxLength: 12 }),
				asked,
				fc.integer({ min: 1, max: 5 }),
				(all, asks, size) => {
					const whole = made(
						...all.map(({ name, ...more }, i) => one(name, { ...more, slug: String(i) }))
					).flat();
					const cut = Array.from({ length: Math.ceil(whole.length / size) }, (_, i) =>
						whole.slice(i * size, (i + 1) * size)
					);
					const has = (text: string) => (beginning: string) => ` ${text}`.includes(` ${beginning}`);
					const rankOf = ({ name, words }: (typeof whole)[number]) => {
						if (!asks.every(has(`${name} ${words}`))) return [];
						if (!asks.every(has(name))) return [2];
						return [name.startsWith(asks[0]!) ? 0 : 1];
					};
					const expected = whole
						.flatMap((each) => rankOf(each).map((rank) => ({ rank, slug: each.summary.slug })))
						.sort((a, b) => a.rank - b.rank);
					const names = findCommunities(cut, { query: asks.join(' ') }, now, where);
					expect(names.map(({ summary }) => summary.slug)).toEqual(expected.map(({ slug }) => slug));
				}
			)
		);
	});

	it('asks area and status of one commitment, a nation of its council, and of the placeless no point', () => {
		const both = made(
			one('Two Promises', {
				kind: 'interest',
				point: [-2, 53],
				commitments: [
					{ area: 'action', status: 'behind' },
					{ area: 'enterprise', status: 'achieved' }
				],
				council: 'E08000005'
			})
		);
		const fits = (asked: CommunitiesAsked) => findCommunities(both, asked, now, where).length;
		expect(fits({ area: 'action', status: 'achieved' })).toBe(0);
		expect(fits({ area: 'enterprise', status: 'achieved' })).toBe(1);
		expect(fits({ nation: 'Wales' })).toBe(0);
		expect(fits({ placeless: true })).toBe(0);
	});

	it('stands in with the three nearest for an answer that is empty', () => {
		const answer = answerCommunities(list, { query: 'OL16', tag: 'energy' }, now, where);
		expect(answer.instead?.map(({ name }) => name)).toEqual(['Alder Street', 'Castleton', 'Far Harbour']);
		const more = made(...Array.from({ length: 5 }, (_, i) => one(`Mill ${i}`)));
		const byWords = answerCommunities(more, { query: 'mill', tag: 'energy' }, now, where);
		expect(byWords.instead).toHaveLength(3);
		expect(answerCommunities(list, { query: 'nowhere' }, now, where)).not.toHaveProperty('instead');
	});

	it('has no further page behind one that is just full, and tells whole metres', () => {
		const near = answerCommunities(list, { limit: 4, near: [-2.14, 53.61] }, now, where);
		expect(near.communities).toHaveLength(3);
		expect(near.communities.every(({ metres = 0.5 }) => Number.isInteger(metres))).toBe(true);
		expect(answerCommunities(list, { limit: 4 }, now, where)).not.toHaveProperty('after');
	});

	it('tells a page at a time all that fits, how many there are, and how many are dormant', () => {
		const pages: string[] = [];
		for (let after: string | undefined; ;) {
			const answer = answerCommunities(list, { limit: 2, after }, now, where);
			expect([answer.total, answer.dormant]).toEqual([4, 1]);
			pages.push(...answer.communities.map(({ name }) => name));
			if (!answer.after) break;
			after = answer.after;
		}
		expect(pages).toEqual(['Alder Street', 'Castleton', 'Far Harbour', 'Repairers']);
	});

	it('offers a tag once, as it is mostly written, however people wrote it', () => {
		const tagged = made(
			one('A', { tags: ['allotments'] }),
			one('B', { tags: ['gardening', 'food'] }),
			one('C', { tags: ['gardening'] }),
			one('D', { tags: ['bells'] }),
			one('E', { tags: ['food'] })
		);
		expect(commonTags(tagged.flat(), 5)).toEqual(['gardening', 'food', 'bells']);
		expect(commonTags(tagged.flat(), 2)).toEqual(['gardening', 'food']);
	});
});

describe('a question in an address', () => {
	it('is read as it was written', () => {
		const text = fc.stringMatching(/^[a-z0-9]{1,10}( [a-z]{1,5})?$/);
		const asked = fc.record(
			{
				query: text,
				tag: text,
				kind: fc.constantFrom('town' as const, 'interest' as const),
				area: fc.constantFrom('action' as const, 'enterprise' as const),
				status: fc.constantFrom('missed' as const, 'on_track' as const),
				council: text,
				region: text,
				near: fc.tuple(fc.integer({ min: -180, max: 180 }), fc.integer({ min: -90, max: 90 })),
				within: fc.integer({ min: 1, max: 2_000_000 }),
				dormant: fc.constant(true),
				placeless: fc.constant(true),
				after: text,
				limit: fc.integer({ min: 1, max: 200 })
			},
			{ requiredKeys: [] }
		);
		fc.assert(
			fc.property(asked, (one) => {
				expect(readAsked(writeAsked(one as CommunitiesAsked))).toEqual({ ok: true, asked: one });
			})
		);
	});

	it('is refused by its parameter where it asks for what there can’t be', () => {
		const wrong = (search: string) => {
			const read = readAsked(new URLSearchParams(search));
			return read.ok ? [] : read.problems.map(({ field, code }) => `${field} ${code}`);
		};
		expect(wrong('kind=castle&status=great&area=x&dormant=1')).toEqual([
			'kind unknown',
			'area unknown',
			'status unknown',
			'dormant unknown'
		]);
		expect(wrong('near=999,0')).toEqual(['near range']);
		expect(wrong('near=abc')).toEqual(['near format']);
		expect(wrong('limit=-1&within=1e9')).toEqual(['within format', 'limit format']);
		expect(wrong('limit=100000')).toEqual(['limit range']);
		expect(wrong(`q=${'x'.repeat(2000)}`)).toEqual(['q too_long']);
		expect(wrong('utm_source=elsewhere')).toEqual([]);
	});
});

describe('tags', () => {
	it('mean one thing: no word stands for two of them', () => {
		for (const [tag, words] of Object.entries(TAGS)) {
			expect(tagFor(tag)).toBe(tag);
			for (const word of words) expect(tagKey(word), word).toBe(tagKey(tag));
		}
	});

	it('leave a free one as it was written', () => {
		expect(tagFor('  Bell  ringing ')).toBe('Bell ringing');
		for (const tag of ['constructor', '__proto__']) expect([tagFor(tag), synonymsOf(tag)]).toEqual([tag, []]);
	});
});

it('a community is dormant by the same day, one or many at a time', () => {
	const day = fc
		.integer({ min: 0, max: 900 })
		.map((n) => new Date(now.getTime() - n * 86_400_000).toISOString().slice(0, 10));
	fc.assert(
		fc.property(day, fc.option(day, { nil: undefined }), (since, reviewed) => {
			const heard = { since, ...(reviewed && { reviewed }) };
			expect(dormantBy(now)(heard)).toBe(livenessOf(heard, now) === 'dormant');
		})
	);
});
