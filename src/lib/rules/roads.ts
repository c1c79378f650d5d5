/** Roads as somebody types them in. */
import { normaliseStreet, type Road } from '../records/index.ts';

/** How many roads an event can be on. */
export const MOST_ROADS = 6;

export interface TypedRoad {
	patch: string;
	street: string;
	/** All of the street, whatever stands in the numbers. */
	whole: boolean;
	from: string;
	to: string;
}

export type RoadProblem =
	| { field: 'street'; code: 'required' | 'too_long' | 'twice' | 'too_many' }
	| { field: 'from' | 'to'; code: 'number' | 'required' | 'before' };

/** The road that was meant, or what is wrong, by field. */
export function readRoad(
	typed: TypedRoad,
	roads: readonly Road[]
): { ok: true; road: Road } | { ok: false; problem: RoadProblem } {
	const no = (problem: RoadProblem) => ({ ok: false as const, problem });
	const street = typed.street.trim().replace(/\s+/g, ' ');
	if (!street) return no({ field: 'street', code: 'required' });
	if (street.length > 120) return no({ field: 'street', code: 'too_long' });
	if (roads.length >= MOST_ROADS) return no({ field: 'street', code: 'too_many' });
	const road: Road = { patch: typed.patch, street };
	if (!typed.whole) {
		for (const field of ['from', 'to'] as const) {
			const text = typed[field].trim();
			if (text === '') continue;
			const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
			if (number < 1) return no({ field, code: 'number' });
			road[field] = number;
		}
		if (road.from === undefined && road.to === undefined) return no({ field: 'from', code: 'required' });
		if (road.from !== undefined && road.to !== undefined && road.to < road.from)
			return no({ field: 'to', code: 'before' });
	}
	return roads.some((other) => isSameRoad(other, road))
		? no({ field: 'street', code: 'twice' })
		: { ok: true, road };
}

const isSameRoad = (a: Road, b: Road) =>
	a.patch === b.patch &&
	normaliseStreet(a.street) === normaliseStreet(b.street) &&
	a.from === b.from &&
	a.to === b.to;
