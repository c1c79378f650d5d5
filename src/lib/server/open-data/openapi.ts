/** The description of the public API for programs: OpenAPI 3.1. */
import { AREAS, COMMUNITY_KINDS, STATUSES } from '../../records/lists.ts';
import { PAGE_MOST } from '../../rules/nation/index.ts';
import { LICENCE } from '../../rules/open-data/licence.ts';
import { SCHEMAS, type Schema } from './schemas.ts';

/** Raised when something that was promised here changes; what is added raises nothing. */
const VERSION = '1.0.0';

const query = (name: string, description: string, schema: Schema) => ({
	...{ name, in: 'query', description, required: false, schema }
});
const text = { type: 'string', maxLength: 100 };
const oneOf = (values: readonly string[]) => ({ type: 'string', enum: [...values] });

const NEAR_PATTERN = '^-?[0-9]{1,3}(\\.[0-9]+)?,-?[0-9]{1,2}(\\.[0-9]+)?$';

const FILTERS = [
	query('q', 'Words of a name, a place, a council or a tag, or a postcode, whole or its first half.', text),
	query('tag', 'A tag, or another word for it.', text),
	query('kind', 'What kind of community it is.', oneOf(COMMUNITY_KINDS)),
	query('area', 'At least one commitment of this area.', oneOf(AREAS)),
	query('status', 'At least one commitment in this status, of this area when one is named.', oneOf(STATUSES)),
	query('council', 'The GSS code of a council.', text),
	query('region', 'The name of a region of England.', text),
	query('nation', 'The name of a nation.', text),
	query('near', 'longitude,latitude: the nearest first.', {
		...{ type: 'string', pattern: NEAR_PATTERN }
	}),
	query('within', 'Metres around `near`.', { type: 'integer', minimum: 1, maximum: 2_000_000 }),
	query('placeless', 'Communities of interest that name no place.', oneOf(['yes'])),
	query('dormant', 'Those not heard of for 18 months too.', oneOf(['yes'])),
	query('after', 'The slug after which to go on.', text),
	query('limit', 'How many at most.', { type: 'integer', minimum: 1, maximum: PAGE_MOST })
];

const LIST = [
	query('community', 'The slug of a community: only what is its own.', text),
	query('after', 'The `after` of the page before.', { type: 'string', pattern: '^[0-9a-z]{26}$' }),
	query('limit', 'How many at most.', { type: 'integer', minimum: 1, maximum: 50, default: 50 })
];

const PLACE = [
	query('q', 'A postcode, whole or its first half: the districts within about 10 km of it.', text),
	query('near', 'longitude,latitude: the districts within about 10 km.', {
		...{ type: 'string', pattern: NEAR_PATTERN }
	})
];

const SLUG = {
	...{ name: 'slug', in: 'path', required: true, description: 'The end of a community’s address.' },
	schema: { type: 'string', pattern: '^[a-z0-9-]{1,100}$' }
};

const problem = (description: string) => ({
	description,
	content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } }
});

interface Operation {
	id: string;
	summary: string;
	/** The name of its schema; a table has none. */
	answer?: string;
	type?: string;
	parameters?: readonly object[];
	/** How what makes no sense, and what is not there, is answered. */
	refusals?: readonly (400 | 404)[];
}

function get({ id, summary, answer, type = 'application/json', parameters = [], refusals = [] }: Operation) {
	const schema = answer === undefined ? { type: 'string' } : { $ref: `#/components/schemas/${answer}` };
	return {
		get: {
			...{ operationId: id, summary, parameters },
			responses: {
				200: {
					description: summary,
					headers: { etag: { description: 'Marks what is said.', schema: { type: 'string' } } },
					content: { [type]: { schema } }
				},
				304: { description: 'It still says what the mark in `If-None-Match` stands for.' },
				...(refusals.includes(400) && { 400: problem('The question makes no sense: which part, and why.') }),
				...(refusals.includes(404) && { 404: problem('There is no such community.') })
			}
		}
	};
}

const file = (name: string, rest: Omit<Operation, 'parameters' | 'refusals'>) => ({
	[`/communities.${name}`]: get({ ...rest, parameters: FILTERS, refusals: [400] })
});

const PATHS = {
	'/api/communities': get({
		...{ id: 'communities', summary: 'Communities that fit, a page at a time.', answer: 'FoundAnswer' },
		...{ parameters: FILTERS, refusals: [400] }
	}),
	'/api/communities/{slug}': get({
		...{ id: 'community', summary: 'All that a community shows of itself.', answer: 'CommunityAnswer' },
		...{ parameters: [SLUG], refusals: [404] }
	}),
	'/api/stories': get({
		...{ id: 'stories', summary: 'Stories, the newest first.', answer: 'StoriesAnswer' },
		...{ parameters: LIST, refusals: [400, 404] }
	}),
	'/api/events': get({
		...{ id: 'events', summary: 'What is planned in public, the next one first.', answer: 'EventsAnswer' },
		...{ parameters: LIST, refusals: [400, 404] }
	}),
	'/api/interested': get({
		...{ id: 'interested', answer: 'InterestedAnswer', parameters: PLACE, refusals: [400] },
		summary: 'How many people without a community are interested, by postcode district.'
	}),
	...file('json', { id: 'file', summary: 'Communities in brief.', answer: 'CommunitiesFile' }),
	...file('geojson', {
		...{ id: 'places', summary: 'Communities as places on a map (RFC 7946).' },
		...{ answer: 'CommunitiesGeoJson', type: 'application/geo+json' }
	}),
	...file('csv', { id: 'table', summary: 'Communities as a table (RFC 4180).', type: 'text/csv' }),
	'/communities/{slug}/murmurations.json': get({
		...{ id: 'profile', summary: 'A community’s profile for the Murmurations network.' },
		...{ answer: 'MurmurationsProfile', parameters: [SLUG], refusals: [404] }
	})
};

/** The description for a server at `origin`. */
export const describeApi = (origin: string) => ({
	openapi: '3.1.0',
	info: {
		...{ title: 'Toad Lane', version: VERSION },
		summary: 'Communities, what they committed to and how it goes.',
		description:
			'Read only, without a key, from any page of any site. Nothing here is about a person. Ask with `If-None-Match`: what has not changed is not sent again. Fields may be added; what is there stays what it is within a version.',
		license: { name: LICENCE.name, url: LICENCE.url }
	},
	externalDocs: { description: 'Every format, in words', url: `${origin}/open-data` },
	servers: [{ url: origin }],
	// Without a key, for everybody.
	security: [],
	paths: PATHS,
	components: { schemas: SCHEMAS }
});
