/** Finding communities: the same questions for the server's list, its files and a phone that has the directory. */
import { metresBetween } from '../distance.ts';
import { fold } from '../fold.ts';
import { remembered } from '../remembered.ts';
import type { CommunitiesAsked, Council } from './asked.ts';
import { districtAsked } from './district-asked.ts';
import { placesOf } from './places.ts';
import { dormantBy, type CommunitySummary } from './summary.ts';
import { synonymsOf, tagKey } from './tags.ts';
import { BY_BEGINNING, wordsOf, type Worded } from './words.ts';

/** A community made ready for questions. */
export interface IndexedCommunity extends Worded {
	summary: CommunitySummary;
	/** As tags are compared, in the order of the summary's. */
	tags: readonly string[];
}

/** Communities by name, in pieces of some hundreds. What is made of a piece is kept until another takes its place. */
export type InPieces<T> = readonly (readonly T[])[];

/** Many communities share their places and tags. */
const foldedOften = remembered(fold);
const tagWords = remembered((tag) => {
	const key = tagKey(tag);
	return { key, words: fold([tag, key, ...synonymsOf(tag)].join(' ')) };
});

/** Folds all that a community is found by, once: its name, then place, area, postcode, council, tags and what they mean. */
export function indexCommunity(summary: CommunitySummary, council?: Council): IndexedCommunity {
	const { name, place = '', area = '', postcode = '' } = summary;
	const where = [place, area, postcode, council?.name ?? '', council?.region ?? '', council?.nation ?? ''];
	const tags = summary.tags.map(tagWords);
	return {
		...{ summary, name: fold(name) },
		words: [...where.map(foldedOften), ...tags.map(({ words }) => words)].filter(Boolean).join(' '),
		tags: tags.map(({ key }) => key)
	};
}

export interface FoundCommunity {
	summary: CommunitySummary;
	/** From where was asked. */
	metres?: number;
}

/** What is known of places. */
export interface Whereabouts {
	middleOf: (district: string) => readonly [number, number] | undefined;
	/** By GSS code. */
	councils: ReadonlyMap<string, Council>;
}

/** Where nobody knows a district's middle, it is where the first community in it stands. */
export function pointIn(
	pieces: InPieces<Pick<IndexedCommunity, 'summary'>>,
	district: string
): [number, number] | undefined {
	for (const piece of pieces)
		for (const i of placesOf(piece).in(district)) {
			const { point } = piece[i]!.summary;
			if (point) return point;
		}
	return undefined;
}

/**
 * All that fits: nearest first when it is about a place or a postcode, else those first whose name says it, in the order
 * given. `middleOf` tells where a postcode's district is; where nobody knows, those of the district alone answer.
 */
export function findCommunities(
	pieces: InPieces<IndexedCommunity>,
	asked: CommunitiesAsked,
	now: Date,
	{ middleOf, councils }: Whereabouts
): FoundCommunity[] {
	const district = districtAsked(asked.query);
	const middle = district === undefined ? undefined : middleOf(district);
	const from = asked.near ?? middle;
	const within = asked.within ?? (asked.near ? Infinity : AROUND_POSTCODE);
	const fits = filterOf(asked, now, councils);
	const ranked: FoundCommunity[][] = [[], [], []];
	const found: (FoundCommunity & { rank: number })[] = [];
	const words = district === undefined ? (asked.query ?? '') : '';
	const may = (piece: readonly IndexedCommunity[]) =>
		from && placesOf(piece).around(from[1], within, district);
	forEachAnswering(pieces, words, may, (one, how) => {
		if (!fits(one)) return;
		const { summary } = one;
		const inDistrict = district !== undefined && summary.postcode === district;
		if (district !== undefined && !middle && !inDistrict) return;
		if (!from) return void ranked[BY_BEGINNING - how]!.push(one);
		if (!summary.point) {
			if (inDistrict) found.push({ summary, rank: 0 });
			return;
		}
		const metres = metresBetween(from, summary.point);
		if (metres > within && !inDistrict) return;
		// Who stands in the district that was asked for comes first, however wide it is.
		found.push({ summary, metres, rank: inDistrict && !asked.near ? metres / 1e9 : metres });
	});
	if (!from) return ([] as FoundCommunity[]).concat(...ranked);
	// A list of ten thousand is asked for at every letter: what orders it stays in the rows.
	return found.sort((a, b) => a.rank - b.rank);
}

/** All who answer every word of a question, and how well; of a piece only those that may. */
function forEachAnswering(
	pieces: InPieces<IndexedCommunity>,
	question: string,
	mayOf: (piece: readonly IndexedCommunity[]) => Uint8Array | undefined,
	tell: (one: IndexedCommunity, how: number) => void
): void {
	const beginnings = fold(question).split(' ').filter(Boolean);
	for (const piece of pieces) {
		const may = mayOf(piece);
		const answers = beginnings.length > 0 ? wordsOf(piece).answers(beginnings) : undefined;
		for (let i = 0; i < piece.length; i += 1) {
			const how = answers ? answers[i]! : BY_BEGINNING;
			if (how > 0 && may?.[i] !== 0) tell(piece[i]!, how);
		}
	}
}

/** How far away still answers a postcode, in metres. */
const AROUND_POSTCODE = 40_000;

/** What a community has to be beside its words: a test for each thing that was asked for. */
function filterOf(asked: CommunitiesAsked, now: Date, councils: ReadonlyMap<string, Council>) {
	const { kind, area, status, council, region, nation, placeless, dormant } = asked;
	const tests: ((one: IndexedCommunity) => boolean)[] = [];
	if (asked.tag) {
		const tag = tagKey(asked.tag);
		tests.push(({ tags }) => tags.includes(tag));
	}
	if (kind !== undefined) tests.push(({ summary }) => summary.kind === kind);
	if (council !== undefined) tests.push(({ summary }) => summary.council === council);
	if (region !== undefined)
		tests.push(({ summary }) => councils.get(summary.council ?? '')?.region === region);
	if (nation !== undefined)
		tests.push(({ summary }) => councils.get(summary.council ?? '')?.nation === nation);
	if (placeless) tests.push(({ summary }) => summary.kind === 'interest' && !summary.point);
	if (area !== undefined || status !== undefined)
		tests.push(({ summary }) =>
			summary.commitments.some(
				(one) => (area === undefined || one.area === area) && (status === undefined || one.status === status)
			)
		);
	if (!dormant) {
		const isDormant = dormantBy(now);
		tests.push(({ summary }) => !isDormant(summary));
	}
	return (one: IndexedCommunity) => tests.every((test) => test(one));
}
