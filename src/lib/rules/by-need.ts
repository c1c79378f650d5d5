/** Lists of co-ops by what people need them for. */
import type { Need } from '../records/index.ts';
import { NEEDS } from '../records/lists.ts';

/** Each once, under the first of its needs, the needs in their order; what serves none is under 'other'. */
export function byNeed<T extends { needs: readonly Need[] }>(
	coops: readonly T[]
): { need: Need; coops: T[] }[] {
	const first = ({ needs }: T) => NEEDS.find((need) => needs.includes(need)) ?? 'other';
	return NEEDS.map((need) => ({ need, coops: coops.filter((coop) => first(coop) === need) })).filter(
		(group) => group.coops.length > 0
	);
}
