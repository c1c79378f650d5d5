import { formatDistance, formatList, formatNumber, m } from '$lib/i18n';
import type { DistrictClass, DistrictFigures, NearestCoop } from '$lib/rules/districts/index.ts';

const classes: Record<DistrictClass, () => string> = {
	desert: m.deserts_is_desert,
	few: m.deserts_is_few,
	usual: m.deserts_is_usual,
	many: m.deserts_is_many,
	no_data: m.deserts_is_no_data
};
/** How a district compares, in a word. */
export const classWords = (its: DistrictClass): string => classes[its]();

/** Below this many an expected number is said with a decimal. */
const FEW = 10;
/** A co-op that is as likely there as not is hardly to be expected. */
const HARDLY = 1;

/** One sentence of a district. */
export function districtSentence(
	one: Pick<DistrictFigures, 'coops' | 'population' | 'expected' | 'nation' | 'why'>
): string {
	const { coops = 0, population = 0, expected = 0, nation } = one;
	const shown = formatNumber(coops);
	if (one.why === 'no_positions') return m.deserts_say_positions({ nation });
	if (one.why === 'no_population') return m.deserts_say_population({ count: coops, shown });
	const people = formatNumber(population);
	if (coops === 0 && expected < HARDLY) return m.deserts_say_none_small({ people });
	const about = formatNumber(expected < FEW ? Math.round(expected * 10) / 10 : Math.round(expected));
	if (coops === 0) return m.deserts_say_none({ people, expected: about });
	return m.deserts_say_some({ count: coops, shown, people, expected: about });
}

/** Fewer at one place than this, or a smaller part of all, are no news. */
const STACK = { least: 5, share: 0.2 } as const;

/** What is to be known with the figure: head offices at one place, and what a merged district was made of. */
export function districtNotes({ coops = 0, stacked, made_of }: DistrictFigures): string[] {
	const notes: string[] = [];
	if (stacked && stacked.coops >= STACK.least && stacked.coops >= STACK.share * coops) {
		const shown = formatNumber(stacked.coops);
		const { postcode } = stacked;
		notes.push(postcode ? m.deserts_stacked({ shown, postcode }) : m.deserts_stacked_place({ shown }));
	}
	if (made_of.length > 0) notes.push(m.deserts_made_of({ names: formatList(made_of) }));
	return notes;
}

/** Who is nearest for a need, and how far. */
export function nearestSentence(nearest: NearestCoop | undefined): string {
	if (!nearest) return m.deserts_nearest_none();
	const { name, place, metres } = nearest;
	const distance = formatDistance(metres);
	return place ? m.deserts_nearest_in({ name, place, distance }) : m.deserts_nearest({ name, distance });
}
