import type { CommunityRow } from '$lib/rules/nation/answer.ts';

/**
 * What the server's lists said of communities in their own words, by slug, for as long as the page is open: the directory
 * leaves it out.
 */
export const said = new Map<string, string>();

/** Remembers what communities say of themselves. */
export function remember(rows: readonly CommunityRow[]): void {
	for (const { slug, about } of rows) if (about) said.set(slug, about);
}
