import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { listing, type ListedCommitment, type Listing } from '../records/index.ts';
import { linksIn } from './found-links.ts';
import { lookedAt, needsLook, type LookedAt } from './moderation.ts';

const sample = listing.publicView?.(listing.sample()) as Listing;
const [promised] = sample.commitments as [ListedCommitment];
const shown: LookedAt & Listing = {
	...sample,
	about: 'We knock on doors, share tools and hold a long table in June.'
};
const said = (changes: object): LookedAt => ({ ...shown, ...changes });
/** So many degrees further north; one is 111.2 km. */
const further = (degrees: number) => {
	const [east, north] = shown.point ?? [NaN, NaN];
	return [east, north + degrees];
};

describe('a link', () => {
	it.each([
		['See https://example.org/x.', 'example.org/x'],
		['HTTP://EXAMPLE.org', 'example.org'],
		['at www.shop.example today', 'shop.example'],
		['mailto:ann@lane.example', 'ann@lane.example'],
		['write to ann@lane.example!', 'ann@lane.example'],
		['buy at cheap-pills.com now', 'cheap-pills.com'],
		['café.co.uk/menü', 'café.co.uk/menü'],
		['t.me/joinus', 't.me/joinus'],
		['bit.ly/3x', 'bit.ly/3x'],
		['example [dot] com', 'example.com'],
		['example dot com', 'example.com'],
		['example(.)org', 'example.org'],
		['ann (at) lane.org', 'ann@lane.org'],
		['ｅｘａｍｐｌｅ．ｃｏｍ', 'example.com'],
		['exam\u200Bple.com', 'example.com'],
		['ftp://10.0.0.1/a', '10.0.0.1/a'],
		['javascript:alert(1)', 'javascript:alert(1']
	])('is found in %j', (text, link) => {
		expect(linksIn(text)).toEqual([link]);
	});

	it.each([
		'Ring Ann on 01706 555 0100 or +44 7700 900123.',
		'At 7.30 p.m. on 12.6.2026 we meet at No.3, e.g. for tea, i.e. soup.',
		'Come in.It is warm.Be there, and bring £4.20 or 3.5/5 of it.',
		'St.Mary’s and/or the hall; dots ... and the dot on the map',
		''
	])('is not seen in %j', (text) => {
		expect(linksIn(text)).toEqual([]);
	});

	it('is the same with and without what stands around it', () => {
		for (const form of ['https://www.lane.org/', 'lane.org', 'Www.Lane.org.', '(http://lane.org)'])
			expect(linksIn(form)).toEqual(['lane.org']);
	});

	it('is looked for in time however long and strange the text', () => {
		const began = performance.now();
		for (const piece of ['a.', 'a-', '@a', 'a@', 'dot ', ' [', 'www.', '://', 'a.b@', '((', '1.1.'])
			linksIn(piece.repeat(5000));
		expect(performance.now() - began).toBeLessThan(3000);
	});
});

describe('an edit waits', () => {
	it.each<[string, object]>([
		['for a link in what it is about', { about: `${shown.about} More on tools.example.com` }],
		['for a link in its name', { name: 'Spotland Neighbours lane.org' }],
		['for a link in a tag', { tags: [...shown.tags, 'pills.shop'] }],
		['for a link among its links', { links: ['https://new.example/'] }],
		['for a link in a partner’s name', { partners: [{ name: 'www.pills.example', role: 'other' }] }],
		['for a link in a commitment', { commitments: [{ ...promised, title: 'Buy at pills.shop' }] }]
	])('%s', (_, changes) => {
		expect(needsLook(shown, said(changes))).toContain('links');
	});

	it.each<[string, object]>([
		['under another name', { name: 'Best Loans' }],
		['as another kind', { kind: 'city' }],
		['when it moves further than 50 km', { point: [-0.12, 51.5] }],
		['when it moves just further than 50 km', { point: further(0.46) }],
		['when most of its words are others', { about: REPLACED(), commitments: [{ ...promised, ...OTHER() }] }],
		['in another postcode area, without a point', { point: undefined, postcode: 'SW1' }],
		[
			'at another place, without point and postcode',
			{ point: undefined, postcode: undefined, place: 'Leeds' }
		]
	])('%s', (_, changes) => {
		expect(needsLook(shown, said(changes))).toEqual(['much']);
	});

	function REPLACED() {
		return 'Instant credit for everybody, no questions asked, money within minutes, apply today!';
	}
	function OTHER() {
		return { title: 'Lend to thousands', difference: 'Everybody owes somebody else large sums.' };
	}
});

describe('what was looked at', () => {
	it.each<[string, object]>([
		['review', { review: { summary: 'Another year.', from: '2026-01-01', to: '2026-06-01' } }],
		['links', { links: ['https://new.example/'] }],
		['partners', { partners: [{ name: 'A chapel', role: 'other' }] }],
		['unit', { commitments: [{ ...promised, measure: { ...promised.measure, unit: 'pills' } }] }],
		['label', { commitments: [{ ...promised, measure: { ...promised.measure, label: 'Pills' } }] }],
		['title', { commitments: [{ ...promised, title: 'Pills' }] }],
		['postcode', { postcode: 'SW1' }],
		['tags', { tags: ['pills'] }]
	])('is something else with another %s', (_, changes) => {
		expect(lookedAt(said(changes))).not.toBe(lookedAt(shown));
	});
});

describe('an edit goes live', () => {
	it.each<[string, object]>([
		['with another spelling of the name', { name: 'SPOTLAND  neighbours!' }],
		['with accents', { name: 'Spótland Neighbours' }],
		['with a few more words', { about: `${shown.about} And soup on Fridays in the hall.` }],
		['with words for the first time, when there were none', { display_area: 'Spotland and Falinge' }],
		['with a telephone number', { about: `${shown.about} Ring 01706 555 0100.` }],
		['with less of everything', { about: undefined, tags: [], commitments: [], point: undefined }],
		['a street further on', { point: [-2.2, 53.7] }],
		['not quite 50 km further on', { point: further(0.44) }],
		['with half of its words gone and none instead', { about: 'We knock.', commitments: [promised] }],
		['as paused', { status: 'paused' }]
	])('%s', (_, changes) => {
		expect(needsLook(shown, said(changes))).toEqual([]);
	});

	it('with a link that stood there before, wherever it stands now', () => {
		const linked = said({ links: ['https://lane.example.org/'] });
		const moved = said({ about: 'Doors, tools, table in June: lane.example.org', links: undefined });
		expect(needsLook(linked, moved)).not.toContain('links');
	});
});

const word = fc.constantFrom(
	...'doors tools table soup lane hall swap seed bread bikes care walk'.split(' ')
);
const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '));
const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const views = fc.record({
	name: word,
	kind: fc.constantFrom('village' as const, 'town' as const),
	about: fc.option(text, { nil: undefined }),
	tags: fc.array(word, { maxLength: 4 }),
	point: fc.option(fc.tuple(degrees(-5, 1), degrees(50, 55)), { nil: undefined }),
	commitments: fc.array(
		fc.record({ title: text, difference: text }).map((words) => ({ ...promised, ...words })),
		{ maxLength: 4 }
	)
});
const view = views as fc.Arbitrary<LookedAt>;

test('what stays the same never waits, whatever progress it makes', () => {
	fc.assert(
		fc.property(view, fc.integer({ min: 0, max: 999 }), (one, value) => {
			const commitments = one.commitments.map((made) => ({ ...made, value, status: 'behind' as const }));
			const next = { ...one, commitments, as_of: '2026-09-01T00:00:00.000Z' };
			expect(needsLook(one, next)).toEqual([]);
			expect(lookedAt(next)).toBe(lookedAt(one));
		})
	);
});

test('taking words, tags or commitments away never waits', () => {
	fc.assert(
		fc.property(view, fc.nat(5), (one, n) => {
			const about = one.about?.split(' ').slice(n).join(' ');
			const less = { ...one, about, tags: (one.tags ?? []).slice(n), commitments: one.commitments.slice(n) };
			expect(needsLook(one, less)).toEqual([]);
		})
	);
});

test('a link waits wherever it is put, and no other edit is said to be one', () => {
	const fields = ['about', 'place', 'display_area'] as const;
	fc.assert(
		fc.property(view, view, fc.constantFrom(...fields), fc.webUrl(), (one, other, field, url) => {
			expect(needsLook(one, other)).not.toContain('links');
			expect(needsLook(one, { ...one, [field]: `tools ${url}` })).toContain('links');
		})
	);
});

test('two views with the same digest of words need no look at one another', () => {
	fc.assert(
		fc.property(view, view, (one, other) => {
			if (lookedAt(one) === lookedAt(other)) expect(needsLook(one, other)).toEqual([]);
			else expect(lookedAt({ ...one })).toBe(lookedAt(one));
		})
	);
});
