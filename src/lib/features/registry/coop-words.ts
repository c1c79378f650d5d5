import { m } from '$lib/i18n';
import { daysFrom } from '$lib/rules/calendar-days.ts';
import type { PublicCoop } from './public-coop.ts';

/** How long ago somebody saw it: "seen 12 days ago". */
export function seenWords(seen_on: string, today: string): string {
	const days = Math.max(0, daysFrom(seen_on, today));
	if (days === 0) return m.leaflet_seen_today();
	if (days < 60) return m.leaflet_seen_days({ count: days });
	const months = Math.floor(days / 30.44);
	return months < 24
		? m.leaflet_seen_months({ count: months })
		: m.leaflet_seen_years({ count: Math.floor(days / 365.25) });
}

/** Whose lists some co-ops were taken from, each once. */
export function sourcesOf(
	coops: readonly PublicCoop[]
): Pick<PublicCoop, 'source' | 'licence' | 'source_url'>[] {
	const each = new Map(
		coops.flatMap(({ source, licence, source_url }) =>
			source || licence ? [[`${source} ${licence}`, { source, licence, source_url }] as const] : []
		)
	);
	return [...each.values()];
}

/** Co-ops as linked data: a list of schema.org's organisations. */
export function coopsAsLinkedData(coops: readonly PublicCoop[], name: string, address: string): object {
	return {
		'@context': 'https://schema.org',
		'@type': 'ItemList',
		'@id': address,
		name,
		numberOfItems: coops.length,
		itemListElement: coops.map((coop, i) => ({
			'@type': 'ListItem',
			position: i + 1,
			item: {
				'@type': 'Organization',
				name: coop.name,
				url: coop.website,
				address: coop.where,
				description: coop.hours
			}
		}))
	};
}
