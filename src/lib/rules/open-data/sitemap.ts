/** Addresses for search engines (sitemaps.org 0.9): at most 50,000 in a file, and files in an index. */
import { element, textElement, XML } from './xml.ts';

const SPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';
/** Most addresses in one file. */
export const SITEMAP_MOST = 50_000;

export interface SitemapAddress {
	address: string;
	/** The day of the last change, YYYY-MM-DD. */
	changed?: string;
}

const place =
	(name: string) =>
	({ address, changed }: SitemapAddress) =>
		element(name, {}, textElement('loc', address) + (changed ? textElement('lastmod', changed) : ''));

/** Some addresses as they stand in a file, each on a line. */
export const sitemapLines = (of: readonly SitemapAddress[]): string =>
	of.map((one) => `${place('url')(one)}\n`).join('');

/** What stands around the addresses of a file. */
export const SITEMAP_AROUND = { before: `${XML}<urlset xmlns="${SPACE}">\n`, after: '</urlset>\n' } as const;

/** The index of some files. */
export const sitemapIndex = (files: readonly SitemapAddress[]): string =>
	`${XML}${element('sitemapindex', { xmlns: SPACE }, `\n${files.map(place('sitemap')).join('\n')}\n`)}\n`;
