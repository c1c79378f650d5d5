import { formatDate, m, needWords } from '$lib/i18n';
import { byNeed } from '$lib/rules/by-need.ts';
import type { UsableCoop } from '$lib/rules/usable-coops.ts';
import type { PackSource } from '$lib/rules';

/** A web address as people say it. */
export const sayAddress = (address: string): string =>
	address.replace(/^(https?:\/\/(www\.)?|mailto:|tel:)/, '').replace(/\/$/, '');

/** What is said of a co-op below its name. */
export const sayCoop = ({ owner, uses, where, hours, website }: UsableCoop): string =>
	[
		owner && m.coop_branch_of({ owner }),
		uses?.replace(/\s+/g, ' '),
		where,
		hours,
		website && sayAddress(website)
	]
		.filter(Boolean)
		.join(' · ');

const sayTerms = ({ source, licence }: NonNullable<UsableCoop['terms']>) =>
	[source, licence].filter(Boolean).join(', ');

/** Where what is listed comes from, and on which terms it may be shown. */
export function sourceLines(coops: readonly UsableCoop[], sources: readonly PackSource[]): string[] {
	const used = new Set(coops.map(({ source }) => source));
	const published = sources
		.filter(({ id }) => used.has(id))
		.map(({ name, licence, as_of }) => m.leaflet_source({ name, licence, date: formatDate(as_of) }));
	return [...published, ...new Set(coops.flatMap(({ terms }) => (terms ? sayTerms(terms) : [])))];
}

/** The list as a message: names by need, and where there is more. */
export function shareWords(coops: readonly UsableCoop[], group: string, page: string | undefined): string {
	const lines = byNeed(coops).map(({ need, coops: some }) =>
		m.leaflet_share_line({ need: needWords(need), names: some.map(({ name }) => name).join(', ') })
	);
	const more = page ? [m.leaflet_share_page({ page })] : [];
	return [m.leaflet_share_head({ group }), ...lines, ...more].join('\n');
}
