/** Where co-ops of one trade are neighbours: each within a quarter of an hour's walk of the next (single linkage). */
import { metresBetween } from '../distance.ts';
import type { Coop, Place } from '../reference/facts.ts';

/** How far the next of a cluster may be, and how many make one. */
export const CLUSTER = { metres: 1000, least: 5 } as const;

export interface Cluster {
	/** The id of the first of its co-ops: the same as long as that one is in it. */
	id: string;
	/** In the publisher's own words. */
	sector: string;
	coops: number;
	/** The place that most of them name. */
	place?: string;
	/** The middle of all of them. */
	point: Place;
	/** From the middle to the one furthest off. */
	metres: number;
	/** At how many places they are. */
	places: number;
	/**
	 * The most that are registered at one place. Where that is more than half of all it is head offices under one roof, which
	 * says less of what is on the ground.
	 */
	stacked: { coops: number; postcode?: string; most: boolean };
	/** How many members they have together, and where they refer each other's customers, where anybody has said so. */
	members?: number;
	referrals?: string;
}

type Placed = Coop & { point: Place };

/** Sectors that say nothing of what somebody does. */
const SILENT = ['', 'Other'];

/** All clusters, the largest first. Co-ops that are gone are not to be among them. */
export function findClusters(
	coops: readonly Coop[],
	{ metres, least }: { metres: number; least: number } = CLUSTER
): Cluster[] {
	const bySector = new Map<string, Placed[]>();
	for (const coop of coops) {
		const { sector = '', point } = coop;
		if (!point || SILENT.includes(sector)) continue;
		const its = bySector.get(sector) ?? [];
		its.push({ ...coop, point });
		bySector.set(sector, its);
	}
	return [...bySector]
		.flatMap(([sector, its]) =>
			linked(its, metres)
				.filter((group) => group.length >= least)
				.map((group) => clusterOf(sector, group))
		)
		.sort((a, b) => b.coops - a.coops || (a.sector + a.id < b.sector + b.id ? -1 : 1));
}

/** Groups in which each has another one within reach. Only those of the same cell of a grid, or of the next, are compared. */
function linked(coops: readonly Placed[], reach: number): Placed[][] {
	const high = reach / 110_000;
	const rowOf = ([, y]: Place) => Math.floor(y / high);
	const columnOf = ([x]: Place, row: number) => {
		const y = Math.max(Math.abs(row), Math.abs(row + 1)) * high;
		return Math.floor((x * Math.cos((y * Math.PI) / 180)) / high);
	};
	const cells = new Map<string, number[]>();
	const leader = coops.map((_, i) => i);
	const leaderOf = (i: number): number => (leader[i] === i ? i : (leader[i] = leaderOf(leader[i]!)));
	coops.forEach(({ point }, i) => {
		for (const row of [rowOf(point) - 1, rowOf(point), rowOf(point) + 1]) {
			const column = columnOf(point, row);
			for (const key of [column - 1, column, column + 1].map((one) => `${row}:${one}`))
				for (const j of cells.get(key) ?? [])
					if (metresBetween(point, coops[j]!.point) <= reach) leader[leaderOf(j)] = leaderOf(i);
		}
		const own = `${rowOf(point)}:${columnOf(point, rowOf(point))}`;
		cells.set(own, [...(cells.get(own) ?? []), i]);
	});
	const groups = new Map<number, Placed[]>();
	coops.forEach((coop, i) => {
		const its = groups.get(leaderOf(i)) ?? [];
		its.push(coop);
		groups.set(leaderOf(i), its);
	});
	return [...groups.values()];
}

function clusterOf(sector: string, group: readonly Placed[]): Cluster {
	const mean = (axis: 0 | 1) => group.reduce((n, { point }) => n + point[axis], 0) / group.length;
	const point: Place = [Math.round(mean(0) * 1e5) / 1e5, Math.round(mean(1) * 1e5) / 1e5];
	const places = countBy(group.map((coop) => coop.point.join()));
	const [where = '', most = 0] = places[0] ?? [];
	const postcode = group.find((coop) => coop.point.join() === where)?.postcode;
	const place = countBy(group.flatMap((coop) => coop.place ?? []))[0]?.[0];
	return {
		id: group.map(({ id }) => id).sort()[0]!,
		sector,
		coops: group.length,
		...(place && { place }),
		point,
		metres: Math.round(Math.max(...group.map((coop) => metresBetween(point, coop.point)))),
		places: places.length,
		stacked: { coops: most, ...(postcode && { postcode }), most: most * 2 > group.length }
	};
}

/** Each word with how often it comes, the commonest first. */
function countBy(words: readonly string[]): [string, number][] {
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	return [...counts].sort(([a, n], [b, k]) => k - n || (a < b ? -1 : 1));
}
