/** Finding communities: the same questions for the server's list, its files and a phone that has the directory. */
import { metresBetween } from '../distance.ts';
import { beginnings, fold } from '../fold.ts';
import type { CommunitiesAsked, Council } from './asked.ts';
import { dormantBy, type CommunitySummary } from './summary.ts';
import { synonymsOf, tagKey } from './tags.ts';

/** A community made ready for questions. */
export interface IndexedCommunity {
	summary: CommunitySummary;
	/** Each word after a blank: its name, then place, area, postcode, council, tags and what they mean. */
	text: string;
	/** How much of the text is the name. */
	name: number;
	tags: readonly string[];
}

/** Folds all that a community is found by, once. */
export function indexCommunity(summary: CommunitySummary, council?: Council): IndexedCommunity {
	const { name, place = '', area = '', postcode = '', tags } = summary;
	const folded = ` ${fold(name)}`;
	const where = [place, area, postcode, council?.name ?? '', council?.region ?? '', council?.nation ?? ''];
	const words = tags.flatMap((tag) => [tag, tagKey(tag), ...synonymsOf(tag)]);
	return {
		...{ summary, text: `${folded} ${fold([...where, ...words].join(' '))}`, name: folded.length },
		tags: tags.map(tagKey)
	};
}

export interface FoundCommunity {
	summary: CommunitySummary;
	/** From where was asked. */
	metres?: number;
}

const POSTCODE = /^\s*([a-z]{1,2}\d[a-z\d]?)(?:\s*\d[a-z]{2})?\s*$/i;

/** The district that a question names, when it is a postcode, whole or its first half. */
export const districtAsked = (query = ''): string | undefined => POSTCODE.exec(query)?.[1]?.toUpperCase();

/** What is known of places. */
export interface Whereabouts {
	middleOf: (district: string) => readonly [number, number] | undefined;
	/** By GSS code. */
	councils: ReadonlyMap<string, Council>;
}

/** Where nobody knows a district's middle, it is where the first community in it stands. */
export function pointIn(
	communities: Iterable<Pick<IndexedCommunity, 'summary'>>,
	district: string
): [number, number] | undefined {
	for (const { summary } of communities)
		if (summary.postcode === district && summary.point) return summary.point;
	return undefined;
}

/**
 * All that fits: nearest first when it is about a place or a postcode, else those first whose name says it, in the order
 * given. `middleOf` tells where a postcode's district is; where nobody knows, those of the district alone answer.
 */
export function findCommunities(
	communities: Iterable<IndexedCommunity>,
	asked: CommunitiesAsked,
	now: Date,
	{ middleOf, councils }: Whereabouts
): FoundCommunity[] {
	const district = districtAsked(asked.query);
	const middle = district === undefined ? undefined : middleOf(district);
	const from = asked.near ?? middle;
	const words = district === undefined ? beginnings(asked.query ?? '') : [];
	const fits = filterOf(asked, now, councils);
	const ranked: FoundCommunity[][] = [[], [], []];
	const found: (FoundCommunity & { rank: number })[] = [];
	for (const one of communities) {
		if (!words.every((word) => one.text.includes(word)) || !fits(one)) continue;
		const { summary } = one;
		const inDistrict = district !== undefined && summary.postcode === district;
		if (district !== undefined && !middle && !inDistrict) continue;
		if (!from) {
			ranked[rankOf(one, words)]!.push({ summary });
			continue;
		}
		if (!summary.point) {
			if (inDistrict) found.push({ summary, rank: 0 });
			continue;
		}
		const metres = metresBetween(from, summary.point);
		const within = asked.within ?? (asked.near ? Infinity : AROUND_POSTCODE);
		if (metres > within && !inDistrict) continue;
		// Who stands in the district that was asked for comes first, however wide it is.
		found.push({ summary, metres, rank: inDistrict && !asked.near ? metres / 1e9 : metres });
	}
	if (!from) return ranked.flat();
	// A list of ten thousand is asked for at every letter: what orders it stays in the rows.
	return found.sort((a, b) => a.rank - b.rank);
}

/** How far away still answers a postcode, in metres. */
const AROUND_POSTCODE = 40_000;

function filterOf(asked: CommunitiesAsked, now: Date, councils: ReadonlyMap<string, Council>) {
	const { kind, area, status, council, region, nation, placeless, dormant } = asked;
	const tag = asked.tag ? tagKey(asked.tag) : '';
	const isDormant = dormant ? () => false : dormantBy(now);
	const inPlace = (code = '') => {
		const known = councils.get(code);
		return (!region || known?.region === region) && (!nation || known?.nation === nation);
	};
	return ({ summary, tags }: IndexedCommunity): boolean =>
		(tag === '' || tags.includes(tag)) &&
		(kind === undefined || summary.kind === kind) &&
		(council === undefined || summary.council === council) &&
		((region === undefined && nation === undefined) || inPlace(summary.council)) &&
		(!placeless || (summary.kind === 'interest' && !summary.point)) &&
		((area === undefined && status === undefined) ||
			summary.commitments.some(
				(one) => (area === undefined || one.area === area) && (status === undefined || one.status === status)
			)) &&
		!isDormant(summary);
}

/** 0 when the name begins with the first word, 1 when it holds all of them, 2 when the rest is needed for it. */
function rankOf({ text, name }: IndexedCommunity, words: readonly string[]): number {
	if (!words.every((word) => text.lastIndexOf(word, name - word.length) >= 0)) return 2;
	return words[0] === undefined || text.startsWith(words[0]) ? 0 : 1;
}
