/** The geometry of a chart of months: a bar for each, the tallest with its figure. */
import type { MonthFigures } from '$lib/rules/nation/figures.ts';

export const frame = { width: 480, height: 132, top: 24, ground: 108 } as const;
/** More would be thinner than a line. */
const MOST = 48;

export interface Bar {
	month: string;
	value: number;
	x: number;
	y: number;
	width: number;
}

export interface MonthBars {
	bars: Bar[];
	/** The month with most, where there is anything. */
	top?: Bar;
	/** Where each year begins. */
	years: { year: string; x: number }[];
}

/** The last months, at most four years of them. */
export function drawMonths(
	months: readonly MonthFigures[],
	of: 'registered' | 'made' | 'achieved'
): MonthBars {
	const shown = months.slice(-MOST);
	const most = Math.max(1, ...shown.map((one) => one[of]));
	const step = frame.width / Math.max(shown.length, 12);
	const bars = shown.map((one, i): Bar => {
		const height = (one[of] / most) * (frame.ground - frame.top);
		return { month: one.month, value: one[of], x: i * step, y: frame.ground - height, width: step * 0.8 };
	});
	const top = bars.reduce<Bar | undefined>(
		(best, bar) => (bar.value > (best?.value ?? 0) ? bar : best),
		undefined
	);
	const januaries = bars.filter(
		({ month }, i) => month.endsWith('-01') || (i === 0 && month < `${month.slice(0, 4)}-09`)
	);
	return {
		bars,
		...(top && { top }),
		years: januaries.map(({ month, x }) => ({ year: month.slice(0, 4), x }))
	};
}
