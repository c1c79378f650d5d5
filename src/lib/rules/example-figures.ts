/** How examples went for those who took them up, from what communities publish. */
import type { Community, ListedCommitment } from '../records/index.ts';

export interface ExampleFigures {
	/** Communities that took it up. */
	taken: number;
	/** Commitments whose day is over, and how many of these reached their target. */
	ended: number;
	achieved: number;
	/** Of those that say how they stand, the share of the way to the target that half of them reached, 0 to 1. */
	median?: number;
	/** Communities that took it up, by what kind of community they are. */
	kinds: Partial<Record<Community['kind'], number>>;
	/** Pilots that took it up; left out where none did. */
	pilots?: number;
}

/** By the id of the example. */
export type AllExampleFigures = Readonly<Record<string, ExampleFigures>>;

interface Told {
	pilot?: unknown;
	kind: Community['kind'];
	commitments: readonly Pick<ListedCommitment, 'example' | 'status' | 'share'>[];
}

/** The figures of every example that a listing names. */
export function exampleFigures(listings: readonly Told[]): AllExampleFigures {
	const figures = new Map<string, ExampleFigures & { shares: number[] }>();
	for (const { kind, commitments, pilot } of listings) {
		const here = new Set<string>();
		for (const { example, status, share } of commitments) {
			if (example === undefined) continue;
			const one = figures.get(example) ?? { taken: 0, ended: 0, achieved: 0, kinds: {}, shares: [] };
			figures.set(example, one);
			if (!here.has(example)) {
				one.taken += 1;
				one.kinds[kind] = (one.kinds[kind] ?? 0) + 1;
				if (pilot === true) one.pilots = (one.pilots ?? 0) + 1;
			}
			here.add(example);
			if (status === 'achieved') one.achieved += 1;
			if (status === 'achieved' || status === 'missed') one.ended += 1;
			if (share !== undefined) one.shares.push(share);
		}
	}
	return Object.fromEntries(
		[...figures]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([id, { shares, ...rest }]) => [id, shares.length ? { ...rest, median: median(shares) } : rest])
	);
}

/** Examples in their order, those first that pilots took up. */
export function pilotsFirst<E extends { id: string }>(
	examples: readonly E[],
	figures: AllExampleFigures
): E[] {
	const tried = ({ id }: E) => Object.hasOwn(figures, id) && (figures[id]?.pilots ?? 0) > 0;
	return [...examples.filter(tried), ...examples.filter((one) => !tried(one))];
}

function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? 0;
	const value = sorted.length % 2 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
	return Math.round(value * 100) / 100;
}

/** The examples that most communities of a kind took up, the commonest first; at least two must have. */
export function chosenBy(figures: AllExampleFigures, kind: Community['kind'], most: number): string[] {
	return Object.entries(figures)
		.map(([id, { kinds }]) => ({ id, times: kinds[kind] ?? 0 }))
		.filter(({ times }) => times >= 2)
		.sort((a, b) => b.times - a.times || (a.id < b.id ? -1 : 1))
		.slice(0, most)
		.map(({ id }) => id);
}
