/**
 * A community as linked data: schema.org's Organization, its commitments as PlanActions (https://schema.org/PlanAction), and
 * an initiative of ESSGlobal's vocabulary of the social and solidarity economy (http://purl.org/essglobal/vocab/), in which
 * it is a community group (OS10) that is active as a community (ICA180).
 */
import { LICENCE } from '$lib/rules/open-data/licence.ts';
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

const STANDARD = 'https://dev.lod.coop/essglobal/2.1/standard/';

/** Names of two vocabularies, and of what ESSGlobal says in its second version alone. */
const CONTEXT = [
	'https://schema.org',
	{
		essglobal: 'http://purl.org/essglobal/vocab/',
		SSEInitiative: 'essglobal:SSEInitiative',
		economicSector: { '@id': 'essglobal:economicSector', '@type': '@id' },
		organisationalStructure: {
			'@id': 'https://w3id.solidarityeconomy.coop/essglobal/V2a/vocab/organisationalStructure',
			'@type': '@id'
		}
	}
];

function located({ place, postcode, point }: PublicCommunity): object | undefined {
	if (!place && !postcode && !point) return undefined;
	return {
		'@type': 'Place',
		name: place,
		address: postcode && { '@type': 'PostalAddress', postalCode: postcode, addressLocality: place },
		geo: point && { '@type': 'GeoCoordinates', longitude: point[0], latitude: point[1] }
	};
}

/** What a community is and where: as much as stands in its page. */
export function communityInBrief(community: PublicCommunity, address: string): object {
	const { name, about, tags, registered_at, as_of } = community;
	return {
		'@context': CONTEXT,
		'@type': ['Organization', 'SSEInitiative'],
		'@id': address,
		url: address,
		name,
		description: about,
		keywords: tags.length > 0 ? tags.join(', ') : undefined,
		foundingDate: registered_at?.slice(0, 10),
		organisationalStructure: `${STANDARD}organisational-structure/OS10`,
		economicSector: `${STANDARD}activities-ica/ICA180`,
		location: located(community),
		subjectOf: { '@type': 'CreativeWork', url: address, dateModified: as_of, license: LICENCE.url }
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
	const { name, commitments } = community;
	const brief = communityInBrief(community, address) as { subjectOf: object };
	return {
		...brief,
		potentialAction: commitments.map(planned),
		event: events.map((one) => eventAsLinkedData(one, `${address}/events/${one.id}`, { name, address })),
		subjectOf: [brief.subjectOf, ...stories.map((story) => told(story, address))]
	};
}
