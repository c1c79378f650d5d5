/** How a newer file of a source changes what is known from an earlier one. */
import type { Provenance } from './facts.ts';

type Fact = Provenance & { id: string };

export interface Update<T> {
	/** What is known now, by id: what the file says, and what it no longer says with the date since when. */
	facts: T[];
	added: number;
	/** Said as before. */
	unchanged: number;
	updated: number;
	/** In the last file, and in this one no more. */
	gone: number;
}

/** Of what is `known` of a source and what its file says `now`: what holds from that file's date on. */
export function bringUpToDate<T extends Fact>(
	known: readonly T[],
	now: readonly T[],
	asOf: string
): Update<T> {
	const before = new Map(known.map((fact) => [fact.id, fact]));
	const update: Update<T> = { facts: [...now], added: 0, unchanged: 0, updated: 0, gone: 0 };
	for (const fact of now) {
		const old = before.get(fact.id);
		before.delete(fact.id);
		if (!old) update.added += 1;
		else update[old.gone_at === undefined && content(old) === content(fact) ? 'unchanged' : 'updated'] += 1;
	}
	for (const old of before.values()) {
		if (old.gone_at === undefined) update.gone += 1;
		update.facts.push(old.gone_at === undefined ? { ...old, gone_at: asOf } : old);
	}
	update.facts.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
	return update;
}

/** Two rows of one id as one, where they say the same or one is silent; undefined where they contradict each other. */
export function mergeRows<T extends object>(one: T, other: T): T | undefined {
	const merged = { ...one } as Record<string, unknown>;
	for (const [field, value] of Object.entries(other)) {
		if (merged[field] === undefined) merged[field] = value;
		else if (JSON.stringify(merged[field]) !== JSON.stringify(value)) return undefined;
	}
	return merged as T;
}

function content({ as_of: _, ...rest }: Fact): string {
	return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}
