/**
 * A long list in one order, cut into pieces where the contents say so and nothing else: the same list has the same pieces
 * however it came about, and what changes in one of them leaves the others as they are. So all that is made of a piece can
 * be kept until that piece changes.
 */
export interface Placed {
	/** What it is ordered by; no two have the same. */
	readonly key: string;
	/** Whether a piece ends with it: an even chance for each, and always the same for one. */
	readonly ends: boolean;
}

/** Never changed once made: another list of pieces has another array in its place. */
export type Piece<T> = readonly T[];

export class Pieces<T extends Placed> {
	/** Another array after each change: who walks along one is not disturbed. */
	#pieces: readonly Piece<T>[] = [];

	/** From the first to the last. */
	get pieces(): readonly Piece<T>[] {
		return this.#pieces;
	}

	get size(): number {
		return this.#pieces.reduce((n, piece) => n + piece.length, 0);
	}

	*[Symbol.iterator](): Iterator<T> {
		for (const piece of this.#pieces) yield* piece;
	}

	/** Puts all of a list in at once, in the place of what was there. */
	fill(all: readonly T[]): void {
		const sorted = all.toSorted((a, b) => (a.key < b.key ? -1 : 1));
		const pieces: Piece<T>[] = [];
		let from = 0;
		for (let i = 0; i < sorted.length; i += 1) {
			if (!sorted[i]?.ends && i < sorted.length - 1) continue;
			pieces.push(sorted.slice(from, i + 1));
			from = i + 1;
		}
		this.#pieces = pieces;
	}

	/** Puts one in. */
	add(one: T): void {
		const at = this.#pieceOf(one.key);
		const piece = this.#pieces[at] ?? [];
		const place = placeOf(piece, one.key);
		const [before, after] = [[...piece.slice(0, place), one], piece.slice(place)];
		const made = one.ends && after.length > 0 ? [before, after] : [[...before, ...after]];
		this.#pieces = this.#pieces.toSpliced(at, 1, ...made);
	}

	/** Takes one out, where it is there. */
	remove(key: string): void {
		const at = this.#pieceOf(key);
		const piece = this.#pieces[at] ?? [];
		const place = placeOf(piece, key);
		if (piece[place]?.key !== key) return;
		const left = piece.filter((_, i) => i !== place);
		// Without the one that ended it, a piece goes on to the end of the next.
		const open = left.length > 0 && !left.at(-1)?.ends ? (this.#pieces[at + 1] ?? []) : [];
		const joined = [...left, ...open];
		const made = joined.length > 0 ? [joined] : [];
		this.#pieces = this.#pieces.toSpliced(at, open.length > 0 ? 2 : 1, ...made);
	}

	/** Which piece a key belongs to: the first that ends at it or after it, else the last. */
	#pieceOf(key: string): number {
		let [low, high] = [0, Math.max(0, this.#pieces.length - 1)];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#pieces[middle]?.at(-1)?.key ?? '') < key) low = middle + 1;
			else high = middle;
		}
		// After the end of the last one something begins anew.
		const last = this.#pieces[low]?.at(-1);
		return last && last.ends && last.key < key ? low + 1 : low;
	}
}

/** Where a key stands in a piece, or would. */
function placeOf(piece: Piece<Placed>, key: string): number {
	let [low, high] = [0, piece.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((piece[middle]?.key ?? '') < key) low = middle + 1;
		else high = middle;
	}
	return low;
}
