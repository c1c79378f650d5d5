/** The words of the nation's figures. */
import { formatNumber, formatPence, m } from '$lib/i18n';
import type { NationFigures, StatusCounts } from '$lib/rules/nation/figures.ts';

type Feed = NationFigures['counted'][number]['feed'];

const feeds: Record<Feed, () => string> = {
	doors: m.nation_fed_doors,
	talks: m.nation_fed_talks,
	cards: m.nation_fed_cards,
	attendance: m.nation_fed_attendance,
	items: m.nation_fed_items,
	saved: m.nation_fed_saved,
	referred: m.nation_fed_referred,
	audited: m.nation_fed_audited
};

export const feedWords = (feed: Feed): string => feeds[feed]();

/** What was counted, in its unit. */
export const fedAmount = ({ feed, value }: { feed: Feed; value: number }): string =>
	feed === 'saved' ? formatPence(value) : formatNumber(Math.round(value));

export type Kind = NationFigures['kinds'][number]['kind'];

const kinds: Record<Kind, () => string> = {
	neighbourhood: m.registry_kind_neighbourhood,
	village: m.registry_kind_village,
	town: m.registry_kind_town,
	city: m.registry_kind_city,
	region: m.registry_kind_region,
	interest: m.registry_kind_interest
};

export const kindWords = (kind: Kind): string => kinds[kind]();

export type PartName = 'achieved' | 'going' | 'slow' | 'over' | 'unknown';

const parts: readonly [PartName, () => string, readonly (keyof StatusCounts)[]][] = [
	['achieved', m.nation_part_achieved, ['achieved']],
	['going', m.nation_part_going, ['on_track']],
	['slow', m.nation_part_slow, ['at_risk', 'behind']],
	['over', m.nation_part_over, ['missed', 'dropped']],
	['unknown', m.nation_part_unknown, ['not_started', 'untracked']]
];

export interface Part {
	name: PartName;
	words: string;
	count: number;
	/** Of all, 0 to 1, and what stands before it. */
	share: number;
	from: number;
}

/** How commitments stand in five parts, for a bar. */
export function partsOf(status: StatusCounts): Part[] {
	const all = Object.values(status).reduce((sum, n) => sum + n, 0) || 1;
	let from = 0;
	return parts.map(([name, words, of]) => {
		const count = of.reduce((sum, one) => sum + status[one], 0);
		const part = { name, words: words(), count, share: count / all, from };
		from += part.share;
		return part;
	});
}
