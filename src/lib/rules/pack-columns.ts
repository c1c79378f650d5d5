/** Columns of a pack, and how they are read back from whatever was sent in their stead. */

/** A column of words that come again and again. */
export interface Coded {
	words: string[];
	/** -1 for none. */
	at: number[];
}

/** A column by its list of words. */
export function coded(column: readonly (string | undefined)[]): Coded {
	const words = new Map<string, number>();
	const at = column.map((word) => {
		if (word === undefined) return -1;
		const known = words.get(word) ?? words.size;
		words.set(word, known);
		return known;
	});
	return { words: [...words.keys()], at };
}

/** Hundred-thousandths of a degree: a metre. */
const STEPS = 1e5;

/** Degrees as whole steps from the one before. */
export function deltas(column: readonly (number | undefined)[], steps = STEPS): (number | null)[] {
	let last = 0;
	return column.map((degree) => {
		if (degree === undefined) return null;
		const now = Math.round(degree * steps);
		const step = now - last;
		last = now;
		return step;
	});
}

/** The degrees that steps lead to; undefined when they lead off the globe or are none. */
export function degrees(
	column: unknown,
	count: number,
	most: number,
	steps = STEPS
): (number | undefined)[] | undefined {
	if (!isList(column, count, (step) => step === null || Number.isSafeInteger(step))) return undefined;
	let last = 0;
	let sound = true;
	const places = (column as (number | null)[]).map((step) => {
		if (step === null) return undefined;
		last += step;
		if (Math.abs(last) > most * steps) sound = false;
		return last / steps;
	});
	return sound ? places : undefined;
}

export const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

export const isList = (value: unknown, count: number, is: (one: unknown) => boolean) =>
	Array.isArray(value) && value.length === count && value.every(is);

/** Whether a column names its words. */
export function isCoded(value: Coded | undefined, count: number): boolean {
	const words = value?.words;
	if (!Array.isArray(words) || !words.every((word) => typeof word === 'string')) return false;
	const isPlace = (at: unknown) =>
		Number.isInteger(at) && (at as number) >= -1 && (at as number) < words.length;
	return isList(value?.at, count, isPlace);
}
