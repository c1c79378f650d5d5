/** What the registry's answers look like, as JSON Schema (2020-12, the dialect of OpenAPI 3.1). */
import { AREAS, COMMUNITY_KINDS, STATUSES } from '../../records/lists.ts';
import {
	ADDS,
	BETTER,
	COMMUNITY_STATUSES,
	EVENT_KINDS,
	EVENT_STATUSES,
	FEEDS,
	MEASURE_KINDS,
	PARTNER_ROLES
} from '../../records/index.ts';

export type Schema = Record<string, unknown>;

const text = { type: 'string' };
const whole = { type: 'integer', minimum: 0 };
const number = { type: 'number' };
const flag = { type: 'boolean' };
const day = { type: 'string', format: 'date' };
const time = { type: 'string', format: 'date-time' };
const address = { type: 'string', format: 'uri' };
const id = { type: 'string', pattern: '^[0-9a-z]{26}$' };
const slug = { type: 'string', pattern: '^[a-z0-9-]{1,100}$' };
const oneOf = (values: readonly string[]) => ({ type: 'string', enum: [...values] });
const list = (items: Schema, more: Schema = {}) => ({ type: 'array', items, ...more });
const point = list(number, { minItems: 2, maxItems: 2, description: 'Longitude and latitude, WGS 84.' });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const area = oneOf(AREAS);
const status = oneOf(STATUSES);
const liveness = {
	...oneOf(['fresh', 'fading', 'dormant']),
	description: 'Fading after 12 months without a review, dormant after 18.'
};

/** An object: what it always has, and what it may have. */
const shape = (always: Record<string, Schema>, maybe: Record<string, Schema> = {}): Schema => ({
	type: 'object',
	required: Object.keys(always),
	properties: { ...always, ...maybe }
});

const said = { licence: text, licence_url: address, attribution: text };
const people = {
	description: 'How many people, or “few” where there are one or two.',
	oneOf: [{ type: 'integer', minimum: 0, not: { enum: [1, 2] } }, { const: 'few' }]
};
const source = shape({ name: text, licence: text, url: address }, { as_of: day });
const counts = shape({}, Object.fromEntries(STATUSES.map((one) => [one, { type: 'integer', minimum: 1 }])));
const measured = { label: text, unit: text, kind: oneOf(MEASURE_KINDS) };
const where = {
	...{ council_code: text, council: text, cooperative_council: flag, region: text, nation: text },
	...{ about: text, place: text, postcode_district: text, area: text }
};
const brief = { slug, name: text, kind: oneOf(COMMUNITY_KINDS), tags: list(text) };
const teller = shape({ slug, name: text });

const commitment = shape(
	{
		...{ id, area, title: text, difference: text, status, tracked: flag },
		measure: shape({ ...measured, adds: oneOf(ADDS), better: oneOf(BETTER) }, { fed_by: oneOf(FEEDS) }),
		baseline: shape({ value: number, at: time }),
		target: shape({ value: number, by: day }),
		series: list(shape({ at: time, value: number }))
	},
	{ value: number, expected: number, share: { type: 'number', minimum: 0, maximum: 1 }, example: text }
);

const flat = {
	...{ slug, name: text, address, kind: oneOf(COMMUNITY_KINDS), tags: list(text), commitments: whole },
	...Object.fromEntries(AREAS.flatMap((one) => STATUSES.map((each) => [`${one}_${each}`, whole]))),
	...{ since: day, last_heard: day, liveness, as_of: time, pilot: flag }
};

/** By their names in the description. */
export const SCHEMAS: Readonly<Record<string, Schema>> = {
	Problem: shape({ code: text, message: text }, { problems: list({ type: 'object' }) }),
	CommunityBrief: shape(
		{
			...brief,
			...{ address, since: day, last_heard: day, liveness, pilot: flag, as_of: time },
			commitments: shape({ action: counts, enterprise: counts })
		},
		{ ...where, longitude: number, latitude: number }
	),
	FoundAnswer: shape(
		{ communities: list(ref('FoundCommunity')), total: whole, dormant: whole },
		{ after: slug, instead: list(ref('FoundCommunity')) }
	),
	FoundCommunity: shape(
		{ ...brief, since: day, liveness, commitments: list(shape({ area, status })) },
		{
			...{ about: text, place: text, postcode: text, point, area: text, council: text, reviewed: day },
			...{ metres: whole, pilot: flag, verified: flag }
		}
	),
	CommunitiesFile: shape({
		...said,
		sources: list(source),
		communities: list(ref('CommunityBrief'))
	}),
	CommunitiesGeoJson: shape({
		...{ type: { const: 'FeatureCollection' }, name: text, ...said, sources: list(source) },
		features: list(
			shape({
				...{ type: { const: 'Feature' }, id: slug },
				geometry: {
					oneOf: [{ type: 'null' }, shape({ type: { const: 'Point' }, coordinates: point })]
				},
				properties: shape(flat, where)
			})
		)
	}),
	CommunityAnswer: shape({
		...said,
		community: shape(
			{
				...brief,
				...{ address, status: oneOf(COMMUNITY_STATUSES), liveness, pilot: flag },
				...{ commitments: list(commitment), as_of: time, registered_at: time },
				more: shape({ stories: address, events: address, linked_data: address, murmurations: address })
			},
			{
				...{ about: text, place: text, postcode_district: text, point, area: text, council_code: text },
				partners: list(shape({ name: text, role: oneOf(PARTNER_ROLES) })),
				review: shape({ to: day, kept: whole, changed: whole, dropped: whole }, { summary: text })
			}
		)
	}),
	StoriesAnswer: shape(
		{
			...said,
			stories: list(
				shape(
					{
						...{ id, address, community: teller, title: text, text, told_at: time },
						pictures: list(
							shape({ address, width: whole, height: whole, format: text, bytes: whole }, { about: text })
						)
					},
					{
						commitment: id,
						figure: shape({
							...{ ...measured, value: number, status, at: day },
							target: shape({ value: number, by: day })
						})
					}
				)
			)
		},
		{ after: id }
	),
	EventsAnswer: shape(
		{
			...said,
			events: list(
				shape(
					{
						...{ id, address, community: teller, title: text, changed_at: time },
						...{ kind: oneOf(EVENT_KINDS), status: oneOf(EVENT_STATUSES) },
						when: shape({ start: text, end: text, zone: text })
					},
					{ place: text, point, about: text, capacity: whole }
				)
			)
		},
		{ after: id }
	),
	InterestedAnswer: shape(
		{
			...said,
			districts: list(
				shape({ district: { ...text, description: 'The first half of a postcode.' }, people }, { point })
			)
		},
		{ people }
	),
	MurmurationsProfile: shape(
		{ linked_schemas: list(text), name: text, primary_url: address, status: text },
		{
			...{ tags: list(text), description: text, full_address: text, country_iso_3166: text },
			urls: list(shape({ name: text, url: address })),
			geolocation: shape({ lat: number, lon: number }),
			...{ rss: address, geographic_scope: text }
		}
	)
};
