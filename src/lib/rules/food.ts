/** Whether what people bring to eat comes out even. */
import type { Bring } from '../records/index.ts';

export interface FoodBalance {
	sweet: number;
	savoury: number;
	drink: number;
	/** What more of would do good; undefined = it comes out about even, or nobody brings anything yet. */
	short?: 'sweet' | 'savoury';
}

/** Dishes that are promised or there, by sort. Short is what there is less than half as much of as of the other. */
export function foodBalance(brings: readonly Bring[]): FoodBalance {
	const of = (sort: Bring['sort']) =>
		brings.reduce(
			(all, one) =>
				one.sort === sort && (one.state === 'promised' || one.state === 'here') ? all + one.quantity : all,
			0
		);
	const [sweet, savoury, drink] = [of('sweet'), of('savoury'), of('drink')];
	const short = sweet * 2 < savoury ? 'sweet' : savoury * 2 < sweet ? 'savoury' : undefined;
	return { sweet, savoury, drink, ...(short && { short }) };
}
