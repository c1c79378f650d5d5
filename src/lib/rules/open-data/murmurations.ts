/**
 * A community's profile for the Murmurations network, by its schema for organisations 1.0.0
 * (https://library.murmurations.network/v2/schemas/organizations_schema-v1.0.0).
 */
import type { Listing } from '../../records/index.ts';
import type { Liveness } from '../yearly.ts';
import { LICENCE } from './licence.ts';

type Profiled = Pick<Listing, 'name' | 'kind' | 'about' | 'place' | 'point' | 'tags' | 'status'> & {
	slug: string;
	liveness: Liveness;
};

const SCOPES: Partial<Record<Listing['kind'], string>> = {
	...{ neighbourhood: 'local', village: 'local', town: 'local', city: 'local' },
	region: 'regional'
};

/** ISO 3166-1; the schema knows countries, and councils lie in one. */
const GB = ['England', 'Scotland', 'Wales', 'Northern Ireland'];

/** The profile of a community; `origin` is where its page stands, `nation` that of its council. */
export function murmurationsProfile(one: Profiled, origin: string, nation?: string): object {
	const address = `${origin}/communities/${one.slug}`;
	const { name, about, place, point, tags, kind } = one;
	return {
		linked_schemas: ['organizations_schema-v1.0.0'],
		...{ name, primary_url: address },
		...(tags.length > 0 && { tags: [...new Set(tags)] }),
		urls: [
			{ name: 'Linked data (JSON-LD)', url: `${address}.jsonld` },
			{ name: 'Events (iCalendar)', url: `${address}/events.ics` },
			{ name: `Licence of this profile: ${LICENCE.name}`, url: LICENCE.url }
		],
		...(about && { description: about }),
		status: statusOf(one),
		...(place && { full_address: place }),
		...(nation && GB.includes(nation) && { country_iso_3166: 'GB' }),
		...(point && { geolocation: { lat: point[1], lon: point[0] } }),
		rss: `${address}/stories.atom`,
		...(SCOPES[kind] && { geographic_scope: SCOPES[kind] })
	};
}

function statusOf({ status, liveness }: Profiled): string {
	if (status === 'archived') return 'completed';
	if (status === 'paused' || liveness === 'dormant') return 'on_hold';
	return status === 'forming' ? 'in_planning' : 'active';
}
