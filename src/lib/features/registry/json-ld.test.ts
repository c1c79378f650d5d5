import { event, listing } from '$lib/records';
import { expect, test } from 'vitest';
import { communityAsLinkedData } from './json-ld.ts';
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
		'@context': 'https://schema.org',
		'@type': 'Organization',
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
