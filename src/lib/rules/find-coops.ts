/** Looking up co-operatives in a directory that is on the phone: by words, by place, by need and by what they are. */
import { beginnings, fold } from './fold.ts';
import type { ListedInDirectory } from './listed-in-directory.ts';
import { metresBetween } from './distance.ts';
import type { Need } from './needs.ts';

/** A directory, made ready for questions. */
export interface CoopIndex {
	coops: readonly ListedInDirectory[];
	/** Of each: its name, then its owner's, its place and postcode, its sector and who owns it, each word after a blank. */
	texts: readonly string[];
	/** How much of each text is the name. */
	names: readonly number[];
}

export interface CoopQuestion {
	/** Words of a name, a place, a postcode, a sector or who owns it; each may be the beginning of one. All have to be there. */
	words?: string;
	need?: Need;
	/** [longitude, latitude]: those with a position, nearest first. */
	near?: readonly [number, number];
	/** Metres around `near`. */
	within?: number;
	limit?: number;
}

export interface FoundCoop {
	coop: ListedInDirectory;
	/** From `near`. */
	metres?: number;
}

/** Folds all texts once, so that each question only has to look. */
export function indexCoops(coops: readonly ListedInDirectory[]): CoopIndex {
	const names: number[] = [];
	// Places, owners and the names of branches come again and again.
	const again = new Map<string, string>();
	const foldedWord = (words: string) => {
		const folded = again.get(words) ?? fold(words);
		again.set(words, folded);
		return folded;
	};
	const texts = coops.map(({ name, owner, place = '', postcode = '', sector = '', ownership = '' }) => {
		const folded = ` ${owner ? foldedWord(name) : fold(name)}`;
		names.push(folded.length);
		const code = postcode.toLowerCase();
		const of = owner && owner.name !== name ? ` ${foldedWord(owner.name)}` : '';
		const tags = `${foldedWord(sector)} ${foldedWord(ownership)}`;
		return `${folded}${of} ${foldedWord(place)} ${code} ${code.replace(' ', '')} ${tags}`;
	});
	return { coops, texts, names };
}

/**
 * What answers a question: nearest first when it is about a place, else those first whose name says it, co-ops before
 * branches, by name.
 */
export function findCoops(index: CoopIndex, question: CoopQuestion): FoundCoop[] {
	const { near, need, within = Infinity, limit = Infinity } = question;
	const words = beginnings(question.words ?? '');
	const found = bestOf(limit, index.texts);
	index.texts.forEach((text, at) => {
		if (!words.every((word) => text.includes(word))) return;
		const coop = index.coops[at] as ListedInDirectory;
		if (need && !coop.needs.includes(need)) return;
		if (!near) {
			// A co-op comes before its branches.
			return found.take(at, rankOf(text, index.names[at] ?? 0, words) + (coop.owner ? 0.5 : 0));
		}
		if (!coop.point) return;
		const metres = metresBetween(near, coop.point);
		if (metres <= within) found.take(at, metres);
	});
	return found.inOrder().map(({ at, rank }) => {
		const coop = index.coops[at] as ListedInDirectory;
		return near ? { coop, metres: rank } : { coop };
	});
}

interface Ranked {
	at: number;
	rank: number;
}

/** Before everything. */
const NONE: Ranked = { at: -1, rank: -1 };

/** Keeps the first so many by rank, then by text: most of what is found is never shown, and needs no place in an order. */
function bestOf(limit: number, texts: readonly string[]) {
	const textOf = ({ at }: Ranked) => texts[at] ?? '';
	const isBefore = (a: Ranked, b: Ranked) => a.rank < b.rank || (a.rank === b.rank && textOf(a) < textOf(b));
	const compare = (a: Ranked, b: Ranked) => (isBefore(a, b) ? -1 : 1);
	let kept: Ranked[] = [];
	/** The last of those that are kept, once there are so many. */
	let last: Ranked | undefined;
	const tidy = () => {
		kept = kept.sort(compare).slice(0, limit);
		if (kept.length === limit) last = kept.at(-1) ?? NONE;
	};
	return {
		take(at: number, rank: number): void {
			if (last && (rank > last.rank || (rank === last.rank && (texts[at] ?? '') >= textOf(last)))) return;
			kept.push({ at, rank });
			// Now and then, so that few are compared and none is moved twice for nothing.
			if (kept.length >= 4 * limit + 64) tidy();
		},
		inOrder(): readonly Ranked[] {
			tidy();
			return kept;
		}
	};
}

/** 0 when the name begins with the first word, 1 when it holds all of them, 2 when the place is needed for it. */
function rankOf(text: string, name: number, words: readonly string[]): number {
	if (!words.every((word) => text.lastIndexOf(word, name - word.length) >= 0)) return 2;
	return words[0] === undefined || text.startsWith(words[0]) ? 0 : 1;
}
