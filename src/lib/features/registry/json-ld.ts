/**
 * A community as linked data: schema.org's Organization, its commitments as PlanActions
 * (https://schema.org/PlanAction). Published beside the page, so that the page needs no inline script.
 */
import { eventAsLinkedData } from './event-json-ld.ts';
import type { PublicCommitment, PublicCommunity, PublicStory } from './public-community.ts';
import type { PublicEvent } from './public-event.ts';

const states: Record<string, string> = {
	achieved: 'CompletedActionStatus',
	missed: 'FailedActionStatus',
	dropped: 'FailedActionStatus',
	not_started: 'PotentialActionStatus',
	untracked: 'PotentialActionStatus'
};

function quantity(value: number, { unit, kind, label }: NonNullable<PublicCommitment['measure']>): object {
	const money = kind === 'money';
	return {
		'@type': 'QuantitativeValue',
		name: label,
		value: money ? value / 100 : value,
		unitText: money ? 'GBP' : unit
	};
}

function planned(commitment: PublicCommitment): object {
	const { measure, target, value } = commitment;
	return {
		'@type': 'PlanAction',
		name: commitment.title,
		description: commitment.difference,
		actionStatus: `https://schema.org/${states[commitment.status] ?? 'ActiveActionStatus'}`,
		additionalType: commitment.area === 'action' ? 'Co-operative action' : 'Co-operative enterprise',
		endTime: target?.by,
		object: measure && target ? quantity(target.value, measure) : undefined,
		result: measure && value !== undefined ? quantity(value, measure) : undefined
	};
}

function told(story: PublicStory, address: string): object {
	const src = (path: string) => new URL(path, address).href;
	return {
		'@type': 'Article',
		'@id': `${address}#story-${story.id}`,
		headline: story.title,
		articleBody: story.text,
		datePublished: story.told_at,
		author: { '@id': address },
		image: story.pictures.map((picture) => ({
			'@type': 'ImageObject',
			contentUrl: src(picture.src),
			caption: picture.about
		}))
	};
}

/**
 * The linked data of one community with its stories and what it plans; `address` is the full address of its page. Absent fields are left
 * out.
 */
export function communityAsLinkedData(
	community: PublicCommunity,
	stories: readonly PublicStory[],
	events: readonly PublicEvent[],
	address: string
): object {
	const { name, about, tags, place, postcode, point, commitments, registered_at, as_of } = community;
	const location = place || postcode || point;
	return {
		'@context': 'https://schema.org',
		'@type': 'Organization',
		'@id': address,
		url: address,
		name,
		description: about,
		keywords: tags.length > 0 ? tags.join(', ') : undefined,
		foundingDate: registered_at?.slice(0, 10),
		location: location && {
			'@type': 'Place',
			name: place,
			address: postcode && { '@type': 'PostalAddress', postalCode: postcode, addressLocality: place },
			geo: point && { '@type': 'GeoCoordinates', longitude: point[0], latitude: point[1] }
		},
		potentialAction: commitments.map(planned),
		event: events.map((one) => eventAsLinkedData(one, `${address}/events/${one.id}`, { name, address })),
		subjectOf: [
			{
				'@type': 'CreativeWork',
				url: address,
				dateModified: as_of,
				license: 'https://creativecommons.org/licenses/by/4.0/'
			},
			...stories.map((story) => told(story, address))
		]
	};
}
