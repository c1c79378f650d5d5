import type { CommunityRow } from '$lib/rules/nation/answer.ts';
import { onDrawing, project } from '$lib/map/projection.ts';

/** What a map in a frame shows. */
export interface EmbeddedMap {
	communities: readonly CommunityRow[];
	/** How many fit, and how many of them have a place on the map. */
	total: number;
	placed: number;
	points: readonly { id: string; point: readonly [number, number] }[];
	/** The path of the same search on the page of communities. */
	page: string;
}

/** Half the width of a mark: nearer ones would cover each other. */
const CELL = 6;

/** One mark for those that would stand on each other. */
export function thinOut<T extends { point: readonly [number, number] }>(places: readonly T[]): T[] {
	const taken = new Map<string, T>();
	for (const place of places) {
		const key = project(place.point)
			.map((at) => Math.round(at / CELL))
			.join();
		if (onDrawing(place.point) && !taken.has(key)) taken.set(key, place);
	}
	return [...taken.values()];
}
