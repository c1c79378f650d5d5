/**
 * The geometry of a progress chart: what was counted, against the straight line from where it began to the
 * target. Pure, so that the server, the phone and paper draw the same picture.
 */
export interface Counted {
	at: string;
	value: number;
}

export interface ProgressLineOf {
	baseline: Counted;
	target: { value: number; by: string };
	/** The target that it had before. */
	former?: { value: number; by: string };
	series: readonly Counted[];
}

export interface ChartPoint extends Counted {
	x: number;
	y: number;
}

export interface ProgressLine {
	/** The counted points, oldest first, beginning with the baseline. */
	points: ChartPoint[];
	/** An SVG path through the points. */
	path: string;
	start: ChartPoint;
	end: ChartPoint;
	/** The line to the target it had before, as far as it lies within the frame. */
	former?: { start: ChartPoint; end: ChartPoint };
	/** Where the straight line is at the day of the last count; `end` once that day has gone by. */
	expected: ChartPoint;
	/** The height of the lowest value shown. */
	ground: number;
}

/** The frame that the chart is drawn in, in the units of its viewBox. */
export const frame = { width: 360, height: 196, left: 10, right: 350, top: 34, bottom: 158 } as const;

const time = (at: string) => Date.parse(at);

/** The straight line's value at a moment: the baseline before it began, the target after it is due. */
export function straightLine(of: Pick<ProgressLineOf, 'baseline' | 'target'>, at: string): number {
	const [from, to] = [time(of.baseline.at), time(of.target.by)];
	const share = to > from ? Math.min(1, Math.max(0, (time(at) - from) / (to - from))) : 1;
	return of.baseline.value + (of.target.value - of.baseline.value) * share;
}

/**
 * All points in the order of their days, with where it began in front. What is counted by the day stands at its
 * midnight, which may lie some hours before it began: it is moved up to that.
 */
export function countedPoints({ baseline, series }: ProgressLineOf): Counted[] {
	const rest = series
		.filter(({ at, value }) => at !== baseline.at || value !== baseline.value)
		.map(({ at, value }) => ({ at: time(at) < time(baseline.at) ? baseline.at : at, value }));
	return [baseline, ...rest.sort((a, b) => time(a.at) - time(b.at))];
}

/** Lays out a chart within `frame`. Zero is the ground of a rising one unless everything lies far above it. */
export function drawProgressLine(of: ProgressLineOf): ProgressLine {
	const counted = countedPoints(of);
	const values = [...counted.map(({ value }) => value), of.target.value];
	const high = Math.max(...values);
	const lowest = Math.min(...values);
	// A falling line ends above the axis, so that there is room below it for the words of the target.
	const falling = of.target.value < of.baseline.value;
	const rising = lowest >= 0 && lowest < high / 2 ? 0 : lowest;
	const low = falling ? lowest - (high - lowest) / 3 : rising;
	const range = high - low || 1;
	const times = [...counted.map(({ at }) => time(at)), time(of.target.by)];
	const [first, last] = [Math.min(...times), Math.max(...times)];
	const place = (point: Counted): ChartPoint => ({
		...point,
		x: frame.left + ((time(point.at) - first) / (last - first || 1)) * (frame.right - frame.left),
		y: frame.bottom - ((point.value - low) / range) * (frame.bottom - frame.top)
	});
	const points = counted.map(place);
	const latest = counted.at(-1) ?? of.baseline;
	const start = place(of.baseline);
	const before = of.former && place({ at: of.former.by, value: of.former.value });
	return {
		points,
		path: points.map(({ x, y }, i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join(''),
		start,
		...(before && { former: { start, end: cutOff(start, before) } }),
		end: place({ at: of.target.by, value: of.target.value }),
		expected: place({ at: latest.at, value: straightLine(of, latest.at) }),
		ground: frame.bottom
	};
}

/** A line's end, or where it leaves the frame on its way there. */
function cutOff(from: ChartPoint, to: ChartPoint): ChartPoint {
	const leave = (a: number, b: number, low: number, high: number) =>
		b > high ? (high - a) / (b - a) : b < low ? (low - a) / (b - a) : 1;
	const share = Math.max(
		0,
		Math.min(leave(from.x, to.x, frame.left, frame.right), leave(from.y, to.y, frame.top, frame.bottom))
	);
	return { ...to, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

export interface LabelPlace {
	x: number;
	y: number;
	anchor: 'start' | 'middle' | 'end';
}

/**
 * Where the last count's figure stands: on the side of the point that the straight line is not on, clear of the
 * target's label and of the axis.
 */
export function placeLabel({ points, start, end, expected, ground }: ProgressLine): LabelPlace {
	const last = points.at(-1) ?? start;
	const anchor = last.x < frame.width / 3 ? 'start' : last.x > (frame.width * 2) / 3 ? 'end' : 'middle';
	const nearEnd = last.x > frame.right - 110;
	if (last.y <= expected.y) {
		if (nearEnd && Math.abs(last.y - end.y) < 34) return { x: last.x - 9, y: last.y - 5, anchor: 'end' };
		return { x: last.x, y: last.y - 12, anchor };
	}
	// Behind, the line comes from the lower left: the lower right is free.
	if (last.y + 24 <= ground)
		return nearEnd
			? { x: last.x, y: last.y + 22, anchor }
			: { x: last.x + 5, y: last.y + 20, anchor: 'start' };
	return nearEnd
		? { x: last.x, y: last.y - 12, anchor: 'end' }
		: { x: last.x + 11, y: last.y - 3, anchor: 'start' };
}

/** The height of the target's words: above it, but below a falling line's end and what has gone beyond the target. */
export function targetHeight({ points, start, end, ground }: ProgressLine, began: boolean): number {
	if (end.y >= start.y) return end.y + 22;
	const last = points.at(-1) ?? start;
	const beyond = began && last.y < end.y && last.x > frame.right - 110;
	return beyond ? Math.min(end.y + 34, ground - 6) : end.y - 12;
}
