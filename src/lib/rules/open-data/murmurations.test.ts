import Ajv from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listing, type Listing } from '../../records/index.ts';
import { COMMUNITY_KINDS } from '../../records/lists.ts';
import { murmurationsProfile } from './murmurations.ts';

/**
 * What organizations_schema-v1.0.0 asks, with its fields as of October 2024
 * (https://github.com/MurmurationsNetwork/MurmurationsLibrary, schemas and fields).
 */
const url = { type: 'string', maxLength: 2000, pattern: '^https?://.*' };
const asked = {
	type: 'object',
	required: ['linked_schemas', 'name'],
	properties: {
		linked_schemas: {
			...{ type: 'array', minItems: 1, uniqueItems: true },
			items: { type: 'string', pattern: '^[a-z][a-z0-9_]{7,97}-v[0-9]+\\.[0-9]+\\.[0-9]+$' },
			contains: { const: 'organizations_schema-v1.0.0' }
		},
		name: { type: 'string', maxLength: 200 },
		primary_url: url,
		tags: {
			...{ type: 'array', minItems: 1, maxItems: 100, uniqueItems: true },
			items: { type: 'string', maxLength: 100 }
		},
		urls: {
			...{ type: 'array', uniqueItems: true },
			items: { type: 'object', required: ['url'], properties: { name: { type: 'string' }, url } }
		},
		description: { type: 'string' },
		status: { enum: ['active', 'completed', 'cancelled', 'on_hold', 'in_planning'] },
		full_address: { type: 'string' },
		country_iso_3166: { type: 'string', pattern: '^[A-Z]{2}$' },
		geolocation: {
			...{ type: 'object', required: ['lat', 'lon'] },
			properties: {
				lat: { type: 'number', minimum: -90, maximum: 90 },
				lon: { type: 'number', minimum: -180, maximum: 180 }
			}
		},
		rss: url,
		geographic_scope: { enum: ['local', 'regional', 'national', 'international'] }
	},
	// Others would be ignored by its index.
	additionalProperties: false
};
const validate = new Ajv().compile(asked);
const sample = { ...listing.sample(), slug: 'spotland', liveness: 'fresh' as const };
const profile = (
	changes: Partial<Listing & { liveness: 'fresh' | 'fading' | 'dormant' }> = {},
	nation?: string
) => murmurationsProfile({ ...sample, ...changes }, 'https://toadlane.example', nation);

test('a community has a profile with its place, its tags and where to go on', () => {
	expect(profile({}, 'England')).toMatchObject({
		linked_schemas: ['organizations_schema-v1.0.0'],
		...{ name: 'Spotland Neighbours', primary_url: 'https://toadlane.example/communities/spotland' },
		...{ tags: ['energy', 'food'], geolocation: { lat: 53.62, lon: -2.17 }, status: 'active' },
		...{ country_iso_3166: 'GB', geographic_scope: 'local' },
		rss: 'https://toadlane.example/communities/spotland/stories.atom'
	});
	expect(JSON.stringify(profile())).toContain('https://creativecommons.org/licenses/by/4.0/');
});

test('one that rests, or has not been heard of for long, is on hold', () => {
	expect(profile({ status: 'paused' })).toMatchObject({ status: 'on_hold' });
	expect(profile({ liveness: 'dormant' })).toMatchObject({ status: 'on_hold' });
	expect(profile({ status: 'archived' })).toMatchObject({ status: 'completed' });
});

test('every listing makes a profile that the network takes', () => {
	const text = (most: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength: most });
	const listed = fc.record({
		...{
			name: text(40),
			kind: fc.constantFrom(...COMMUNITY_KINDS),
			about: fc.option(text(60), { nil: undefined })
		},
		place: fc.option(text(20), { nil: undefined }),
		tags: fc.array(text(12), { maxLength: 10 }),
		status: fc.constantFrom('forming', 'registered', 'paused', 'archived'),
		point: fc.option(fc.tuple(fc.integer({ min: -180, max: 180 }), fc.integer({ min: -90, max: 90 })), {
			nil: undefined
		})
	});
	fc.assert(
		fc.property(listed, (changes) => {
			expect(validate(JSON.parse(JSON.stringify(profile(changes as Partial<Listing>))))).toBe(true);
		}),
		{ numRuns: 200 }
	);
});
