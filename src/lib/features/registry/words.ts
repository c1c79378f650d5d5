import { m } from '$lib/i18n';
import type { PublicCommunity } from './public-community.ts';

const kinds: Record<PublicCommunity['kind'], () => string> = {
	neighbourhood: m.registry_kind_neighbourhood,
	village: m.registry_kind_village,
	town: m.registry_kind_town,
	city: m.registry_kind_city,
	region: m.registry_kind_region,
	interest: m.registry_kind_interest
};

/** A kind of community in a word. */
export const kindWords = (kind: PublicCommunity['kind']): string => kinds[kind]();

/** Where a community says it is: its place, else the district of its postcode. */
export function placeOf({
	place,
	postcode
}: Pick<PublicCommunity, 'place' | 'postcode'>): string | undefined {
	return place ?? postcode;
}

/** "Village, Laxey", or the kind alone when it names no place. */
export function kindAndPlace(community: Pick<PublicCommunity, 'kind' | 'place' | 'postcode'>): string {
	const kind = kindWords(community.kind);
	const place = placeOf(community);
	return place ? m.registry_kind_in_place({ kind, place }) : kind;
}

/** Whether a community is an example made for looking around: those carry the tag. */
export function isDemo({ tags }: Pick<PublicCommunity, 'tags'>): boolean {
	return tags.includes('demo');
}

/** That a community has not been heard of for long; nothing where it has. */
export function livenessWords({ liveness }: Pick<PublicCommunity, 'liveness'>): string | undefined {
	if (liveness === 'fresh') return undefined;
	return liveness === 'fading' ? m.registry_fading() : m.registry_dormant();
}
