import { formatDistance, m } from '$lib/i18n';
import type { CommunitiesAsked } from '$lib/rules/nation/asked.ts';
import { statusWord } from '$lib/ui/CommitmentStatus.svelte';
import { kindWords } from '../words.ts';

type Part = keyof CommunitiesAsked;

export const areaWords = {
	action: m.registry_area_action,
	enterprise: m.registry_area_enterprise
} as const;

/** What was asked for, part by part, so that the parts read on from "12 communities". */
export function partsOf(
	asked: CommunitiesAsked,
	councils: readonly { code: string; name: string }[]
): { part: Part; words: string }[] {
	const { query, tag, kind, area, status, council, region, nation, near, within, placeless } = asked;
	const parts: [Part, string | false | undefined][] = [
		['query', query && m.find_for({ query })],
		['tag', tag && m.find_with_tag({ tag })],
		['kind', kind && m.find_of_kind({ kind: kindWords(kind) })],
		['area', area && m.find_with_area({ area: areaWords[area]() })],
		['status', status && m.find_with_status({ status: statusWord(status) })],
		[
			'council',
			council && m.find_in({ place: councils.find((one) => one.code === council)?.name ?? council })
		],
		['region', region && m.find_in({ place: region })],
		['nation', nation && m.find_in({ place: nation })],
		['near', near && m.find_nearest()],
		['within', within !== undefined && m.find_within({ distance: formatDistance(within) })],
		['placeless', placeless && m.find_placeless()]
	];
	return parts.flatMap(([part, words]) => (words ? [{ part, words }] : []));
}

/** How far away a community is: its place is known to a kilometre, so what is near is not told in minutes. */
export const awayWords = (metres: number): string =>
	metres < 1_609 ? m.find_under_a_mile() : m.find_away({ distance: formatDistance(metres) });
