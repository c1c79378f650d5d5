import { event, listing } from '$lib/records';
import jsonld from 'jsonld';
import { expect, test } from 'vitest';
import { communityAsLinkedData, communityInBrief } from './json-ld.ts';
import type { PublicCommunity, PublicStory } from './public-community.ts';
import type { PublicEvent } from './public-event.ts';

const sample: PublicCommunity = {
	...listing.sample(),
	slug: 'spotland-neighbours',
	liveness: 'fresh',
	registered_at: '2026-05-03T10:00:00.000Z'
};
const address = 'https://example.org/communities/spotland-neighbours';
const planned: PublicEvent = {
	...event.sample(),
	...{
		id: '01k0toad0ane000000000000e1',
		slug: sample.slug,
		sequence: 0,
		changed_at: '2026-06-01T10:00:00.000Z'
	}
};
const asJson = (community: PublicCommunity, ...stories: PublicStory[]) =>
	JSON.parse(JSON.stringify(communityAsLinkedData(community, stories, [planned], address))) as Record<
		string,
		unknown
	>;

test('a community is an organisation at a place, with its commitments as plans', () => {
	expect(asJson(sample)).toMatchObject({
		'@type': ['Organization', 'SSEInitiative'],
		url: address,
		name: 'Spotland Neighbours',
		location: { address: { postalCode: 'OL12' }, geo: { longitude: -2.17, latitude: 53.62 } },
		potentialAction: [
			{
				'@type': 'PlanAction',
				actionStatus: 'https://schema.org/ActiveActionStatus',
				object: { value: 400, unitText: 'doors' },
				result: { value: 120 }
			}
		]
	});
});

test('money is told in pounds, not pence', () => {
	const [first] = sample.commitments;
	if (!first) throw new Error('no sample');
	const money = { ...first, measure: { ...first.measure, kind: 'money' as const, unit: '£' }, value: 18_450 };
	expect(asJson({ ...sample, commitments: [money] })).toMatchObject({
		potentialAction: [{ result: { value: 184.5, unitText: 'GBP' } }]
	});
});

test('a community of interest without a place has no location', () => {
	const { place: _place, postcode: _postcode, point: _point, ...nowhere } = sample;
	expect(asJson({ ...nowhere, kind: 'interest' })).not.toHaveProperty('location');
});

test('a story is an article by the community, with its pictures', () => {
	const story: PublicStory = {
		id: '01k0toad0ane000000000000w1',
		slug: 'spotland-neighbours',
		title: 'A wet Tuesday',
		text: 'We began.',
		told_at: '2026-09-02T18:00:00.000Z',
		pictures: [{ src: '/pictures/a/b', about: 'A table.', width: 4, height: 3 }]
	};
	expect(asJson(sample, story)).toMatchObject({
		subjectOf: [
			{ '@type': 'CreativeWork' },
			{
				'@type': 'Article',
				headline: 'A wet Tuesday',
				articleBody: 'We began.',
				datePublished: '2026-09-02T18:00:00.000Z',
				author: { '@id': address },
				image: [{ contentUrl: 'https://example.org/pictures/a/b', caption: 'A table.' }]
			}
		]
	});
});

test('what it plans is told as its own events', () => {
	expect(asJson(sample)).toMatchObject({
		event: [
			{
				'@type': 'Event',
				url: `${address}/events/${planned.id}`,
				organizer: { '@id': address, name: sample.name }
			}
		]
	});
});

test('nothing but what is public stands in it', () => {
	const leaky = { ...sample, created_by: 'member:canary', note: 'canary' } as PublicCommunity;
	expect(JSON.stringify(asJson(leaky))).not.toContain('canary');
});

test('a reader of linked data finds both vocabularies’ names in it, with no network', async () => {
	const remote = async (url: string) => {
		if (url !== 'https://schema.org') throw new Error(`${url} is no context of ours`);
		const context = {
			'@vocab': 'http://schema.org/',
			url: { '@id': 'http://schema.org/url', '@type': '@id' }
		};
		return { contextUrl: undefined, documentUrl: url, document: { '@context': context } };
	};
	const hostile = { ...sample, name: '</script><b>&amp; ]]> \u202e', tags: ['=1+1'] };
	const [read] = await jsonld.expand(asJson(hostile) as jsonld.JsonLdDocument, {
		documentLoader: remote as never
	});
	expect(read).toMatchObject({
		'@id': address,
		'@type': ['http://schema.org/Organization', 'http://purl.org/essglobal/vocab/SSEInitiative'],
		'http://schema.org/name': [{ '@value': hostile.name }],
		'http://purl.org/essglobal/vocab/economicSector': [
			{ '@id': 'https://dev.lod.coop/essglobal/2.1/standard/activities-ica/ICA180' }
		]
	});
	const quads = (await jsonld.toRDF(asJson(hostile) as jsonld.JsonLdDocument, {
		...{ format: 'application/n-quads', documentLoader: remote as never }
	})) as string;
	expect(quads).toContain('<https://dev.lod.coop/essglobal/2.1/standard/organisational-structure/OS10>');
	expect(quads).toContain('https://creativecommons.org/licenses/by/4.0/');
});

test('what stands in the page says what it is and where, and leaves the rest to its own file', () => {
	const brief = JSON.parse(JSON.stringify(communityInBrief(sample, address))) as object;
	expect(brief).toMatchObject({ '@id': address, location: { geo: { latitude: 53.62 } } });
	expect(brief).not.toHaveProperty('potentialAction');
});
