/** Figures out of repeated runs: medians, quantiles, and ratios taken within each repetition. */

/** The value below which the share `q` of `values` lies (nearest rank). NaN for no values. */
export function quantile(values: readonly number[], q: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;
}

export function median(values: readonly number[]): number {
	const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
	const half = sorted.length >> 1;
	const upper = sorted[half] ?? NaN;
	return sorted.length % 2 ? upper : (upper + (sorted[half - 1] ?? NaN)) / 2;
}

/** The same items in a random order, so that no candidate always runs on a warmer or busier machine. */
export function shuffled<T>(items: readonly T[]): T[] {
	const order = items.map((item) => ({ item, at: Math.random() }));
	return order.sort((a, b) => a.at - b.at).map(({ item }) => item);
}

/**
 * Runs every candidate once a repetition, in a new random order each time, and keeps what each one took.
 * `values[name][n]` belongs to repetition n for every name, so that ratios compare what ran side by side. Slow
 * candidates may take part in the first repetitions only.
 */
export async function interleave<Name extends string>(
	names: readonly Name[],
	reps: number | Record<Name, number>,
	run: (name: Name, rep: number) => Promise<number>
): Promise<Record<Name, number[]>> {
	const values = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
	const repsOf = (name: Name) => (typeof reps === 'number' ? reps : reps[name]);
	for (let rep = 0; rep < Math.max(...names.map(repsOf)); rep++) {
		const taking = names.filter((name) => rep < repsOf(name));
		for (const name of shuffled(taking)) values[name][rep] = await run(name, rep);
	}
	return values;
}

/** The median of the ratios of one candidate to another, each taken within a repetition that both went through. */
export function ratio(ours: readonly number[], floor: readonly number[]): number {
	const both = Math.min(ours.length, floor.length);
	const ratios = ours.slice(0, both).map((value, rep) => value / floor[rep]!);
	return median(ratios);
}

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
