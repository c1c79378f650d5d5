/**
 * A piece of a list by the words that it is found by. A question looks at words that begin as its own do and at who has
 * them, not at everybody: ten thousand communities have some five thousand words between them.
 */

import { rememberedOf } from '../remembered.ts';

/** What is found: the folded words of its name, and all others that find it. */
export interface Worded {
	readonly name: string;
	readonly words: string;
}

/** How well one answers; 0 is not at all. By its name: all of the question's words; by its beginning: the first one there. */
const BY_WORDS = 1;
const BY_NAME = 2;
export const BY_BEGINNING = 3;

/** Who has a word, and how it stands there, in one number. */
const KINDS = 4;

class WordsOfPiece {
	readonly #size: number;
	/** In order, so that those with one beginning stand together. */
	readonly #words: string[];
	/** Where the holders of each word begin, and where those of the last end. */
	readonly #starts: Uint32Array;
	readonly #holders: Uint32Array;

	constructor(piece: readonly Worded[]) {
		const holders = new Map<string, number[]>();
		const note = (word: string, holder: number) => {
			const known = holders.get(word);
			if (known) known.push(holder);
			else holders.set(word, [holder]);
		};
		for (const [i, { name, words }] of piece.entries()) {
			const [first, ...more] = name.split(' ');
			if (first) note(first, i * KINDS + BY_BEGINNING);
			for (const word of more) note(word, i * KINDS + BY_NAME);
			for (const word of words.split(' ')) note(word, i * KINDS + BY_WORDS);
		}
		this.#size = piece.length;
		this.#words = [...holders.keys()].sort();
		this.#starts = new Uint32Array(this.#words.length + 1);
		for (const [i, word] of this.#words.entries())
			this.#starts[i + 1] = this.#starts[i]! + holders.get(word)!.length;
		this.#holders = new Uint32Array(this.#starts.at(-1)!);
		for (const [i, word] of this.#words.entries()) this.#holders.set(holders.get(word)!, this.#starts[i]);
	}

	/** For each of the piece how well it answers all of these beginnings of words. */
	answers(beginnings: readonly string[]): Uint8Array {
		const [first = '', ...others] = beginnings;
		const answers = this.#having(first);
		for (const other of others) {
			const also = this.#having(other);
			for (let i = 0; i < answers.length; i += 1)
				if (also[i]! < BY_NAME) answers[i] = Math.min(answers[i]!, also[i]!);
		}
		return answers;
	}

	#having(beginning: string): Uint8Array {
		const best = new Uint8Array(this.#size);
		const from = this.#starts[this.#placeOf(beginning)]!;
		const to = this.#starts[this.#placeOf(`${beginning}\uffff`)]!;
		for (let at = from; at < to; at += 1) {
			const holder = this.#holders[at]!;
			const i = Math.floor(holder / KINDS);
			best[i] = Math.max(best[i]!, holder % KINDS);
		}
		return best;
	}

	#placeOf(word: string): number {
		let [low, high] = [0, this.#words.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#words[middle]! < word) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

/** The words of a piece: gathered when they are first asked for. */
export const wordsOf = rememberedOf((piece: readonly Worded[]) => new WordsOfPiece(piece));
