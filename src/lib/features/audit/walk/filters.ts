/** Which co-ops of an audit are shown. Pure. */
import { metresBetween } from '$lib/rules';
import type { WalkedRow } from './walked.ts';

export const FILTERS = ['not_yet', 'looked', 'again', 'all'] as const;
export type Filter = (typeof FILTERS)[number];

const PASSES: Record<Filter, (row: WalkedRow) => boolean> = {
	not_yet: ({ state }) => state.looks === 0,
	looked: ({ state }) => state.looks > 0,
	again: ({ state }) => state.differs.length > 0,
	all: () => true
};

/** Those rows that a filter lets through, in their order. */
export const filtered = <R extends WalkedRow>(rows: readonly R[], filter: Filter): R[] =>
	rows.filter(PASSES[filter]);

/** Of those that nobody has looked at, the nearest to a place; the first of them where no place is named. */
export function nextToLook<R extends WalkedRow>(
	rows: readonly R[],
	from: readonly [number, number] | undefined
): R | undefined {
	const open = filtered(rows, 'not_yet');
	if (!from) return open[0];
	const metres = ({ point }: R) => (point ? metresBetween(from, point) : Infinity);
	return open.reduce<R | undefined>(
		(best, row) => (best && metres(best) <= metres(row) ? best : row),
		undefined
	);
}
