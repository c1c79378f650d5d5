import type { Feed, Tallied } from '$lib/records';

/** What of an event a commitment counts, if any: people, or items that found somebody who takes them. */
export function fedBy(feed: Feed | undefined): Tallied | undefined {
	if (feed === 'attendance') return 'person';
	return feed === 'items' ? 'item_out' : undefined;
}
