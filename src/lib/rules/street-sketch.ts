/** A street drawn flat, along the longer side of a sheet of paper: houses and marks as places on it, in millimetres. */
import { metresFrom, type PlacedHouse, type PlanPoint } from './street-plan.ts';

type Spot = [x: number, y: number];

export interface StreetSketch {
	width: number;
	height: number;
	/** `said`: there is room for its number. `above`: it stands on the upper side of its street. */
	houses: { id: string; label: string; x: number; y: number; said: boolean; above: boolean }[];
	/** How wide a house is drawn. */
	house: number;
	/** The marks' points, in the order in which they came. */
	marks: Spot[][];
	/** Each in the middle of its length, level with its uppermost house. */
	streets: { name: string; x: number; y: number }[];
	/** A length to measure by. */
	bar: { metres: number; length: number };
	/** How far north is turned from the top of the sheet, in degrees clockwise. */
	north: number;
}

/** Millimetres: how wide the sheet is and how high it may be, the margin, and what a number of a house takes. */
const SHEET = { width: 186, tallest: 130, margin: 14 };
const ROOM = 6.5;
/** Metres that are shown at least, so that one house is not all there is. */
const LEAST = 30;
const BARS = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** The sketch of houses and marks; nothing where neither has a place. */
export function streetSketch(
	houses: readonly PlacedHouse[],
	marks: readonly (readonly PlanPoint[])[]
): StreetSketch | undefined {
	const places = [...houses.map(({ point }) => point), ...marks.flat()];
	const origin = places[0];
	if (!origin) return undefined;
	const turn = -directionOf((houses.length > 1 ? houses.map(({ point }) => point) : places).map(flat));
	const all = places.map((place) => turned(flat(place)));
	const [left, right] = [Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x))];
	const [top, bottom] = [Math.min(...all.map(([, y]) => y)), Math.max(...all.map(([, y]) => y))];
	const [across, down] = [Math.max(right - left, LEAST), bottom - top];
	const { width, tallest, margin } = SHEET;
	const scale = Math.min((width - 2 * margin) / across, (tallest - 2 * margin) / Math.max(down, 1));
	const height = down * scale + 2 * margin;
	const put = (place: PlanPoint): Spot => {
		const [x, y] = turned(flat(place));
		return [width / 2 + (x - (left + right) / 2) * scale, margin + (y - top) * scale];
	};

	const drawn = houses.map(({ id, label, street, point }) => ({ id, label, street, at: put(point) }));
	const along = [...new Set(drawn.map(({ street }) => street))].map((name) => {
		const places = drawn.filter(({ street }) => street === name).map(({ at }) => at);
		return { name, ...middleOf(places), top: Math.min(...places.map(([, y]) => y)) };
	});
	const middles = new Map(along.map(({ name, y }) => [name, y]));
	const labelled: Spot[] = [];
	const metres = BARS.findLast((length) => length * scale <= width / 4) ?? 1;
	return {
		width,
		height,
		house: Math.max(1.6, Math.min(7, 6 * scale)),
		houses: drawn.map(({ id, label, street, at: [x, y] }) => {
			const said = labelled.every(([ox, oy]) => Math.hypot(ox - x, oy - y) >= ROOM);
			if (said) labelled.push([x, y]);
			return { id, label, x, y, said, above: y < (middles.get(street) ?? 0) };
		}),
		marks: marks.map((line) => line.map(put)),
		streets: along.map(({ name, x, top }) => ({ name, x, y: top })),
		bar: { metres, length: metres * scale },
		north: (turn * 180) / Math.PI
	};

	function flat(place: PlanPoint): Spot {
		return metresFrom(origin as PlanPoint, place);
	}

	function turned([x, y]: Spot): Spot {
		return [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)];
	}
}

/** The direction in which places lie along each other: the axis of their greatest spread. */
function directionOf(places: readonly Spot[]): number {
	const { x: mx, y: my } = middleOf(places);
	const sum = (of: (x: number, y: number) => number) =>
		places.reduce((all, [x, y]) => all + of(x - mx, y - my), 0);
	return 0.5 * Math.atan2(2 * sum((x, y) => x * y), sum((x) => x * x) - sum((_, y) => y * y));
}

function middleOf(places: readonly Spot[]): { x: number; y: number } {
	const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	return { x: mean(places.map(([x]) => x)), y: mean(places.map(([, y]) => y)) };
}
