import { formatList, formatNumber, m } from '$lib/i18n';
import type { PlannedEvent, Road, Spot } from '$lib/records';
import { lengthOf, nearestHouse, type PlacedHouse, type RoadProblem } from '$lib/rules';

/** "Toad Lane", "Toad Lane, 1–23", "Toad Lane, from 7 on". */
export function roadName({ street, from, to }: Road): string {
	if (from !== undefined && to !== undefined)
		return from === to ? m.road_part_one({ street, from }) : m.road_part({ street, from, to });
	if (from !== undefined) return m.road_part_from({ street, from });
	return to === undefined ? street : m.road_part_to({ street, to });
}

/** All roads of an event in one line; nothing where it has none. */
export const roadNames = ({ roads = [] }: Pick<PlannedEvent, 'roads'>): string =>
	formatList(roads.map(roadName));

const problems = {
	required: m.road_problem_required,
	too_long: m.road_problem_too_long,
	twice: m.road_problem_twice,
	too_many: m.road_problem_too_many,
	number: m.road_problem_number,
	before: m.road_problem_before
};

/** What is wrong with a field of a road, if it is this field. */
export function roadProblem(
	problem: RoadProblem | undefined,
	field: RoadProblem['field']
): string | undefined {
	if (problem?.field !== field) return undefined;
	if (field === 'from' && problem.code === 'required') return m.road_problem_numbers();
	return problems[problem.code]();
}

const sorts: Record<Spot['sort'], () => string> = {
	table: m.road_sort_table,
	stall: m.road_sort_stall,
	stage: m.road_sort_stage,
	power: m.road_sort_power,
	water: m.road_sort_water,
	first_aid: m.road_sort_first_aid,
	toilet: m.road_sort_toilet,
	barrier: m.road_sort_barrier,
	fire_access: m.road_sort_fire_access,
	other: m.road_sort_other
};

/** What sort of thing it is. */
export const sortWords = (sort: Spot['sort']): string => sorts[sort]();

/** "Stall: cakes", "Table". */
export const spotName = ({ sort, label }: Pick<Spot, 'sort' | 'label'>): string =>
	label && sort === 'other'
		? label
		: label
			? m.road_spot_named({ sort: sortWords(sort), label })
			: sortWords(sort);

/** Where it stands, told by the house beside it, and how long a line is. */
export function spotPlace(at: Spot['at'], houses: readonly PlacedHouse[]): string {
	const [first, last] = [at[0], at.at(-1)];
	if (!first || !last) return '';
	const [from, to] = [first, last].map((point) => {
		const house = nearestHouse(point, houses)?.house;
		if (house) return `${house.label} ${house.street}`.trim();
		return m.road_at({ latitude: point[1].toFixed(5), longitude: point[0].toFixed(5) });
	}) as [string, string];
	if (at.length === 1) return m.road_near({ place: from });
	return m.road_line({ from, to, metres: formatNumber(Math.round(lengthOf(at))) });
}
