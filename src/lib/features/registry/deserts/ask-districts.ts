/** Which districts are shown, in which order. An address is one view: what is left open stands in none. */
import type { DistrictClass, DistrictFigures } from '$lib/rules/districts/index.ts';
import type { Need } from '$lib/rules/needs.ts';

export const ORDERS = ['least', 'most', 'name', 'people', 'far'] as const;
export type Order = (typeof ORDERS)[number];

export interface DistrictsAsked {
	nation?: string;
	class?: DistrictClass;
	/** Those where nobody serves it. */
	need?: Need;
	order: Order;
	/** From 1. */
	page: number;
}

/** Districts on one page. */
export const PAGE = 40;

/** The districts that are asked for. Those without data come last, whatever the order, but for that of names. */
export function askDistricts(all: readonly DistrictFigures[], asked: DistrictsAsked): DistrictFigures[] {
	const { need } = asked;
	const fitting = all.filter(
		(one) =>
			(!asked.nation || one.nation === asked.nation) &&
			(!asked.class || one.class === asked.class) &&
			(!need || one.needs?.[need] === 0)
	);
	const rank: Record<Exclude<Order, 'name'>, (one: DistrictFigures) => number | undefined> = {
		least: (one) => one.per_10000,
		most: (one) => (one.per_10000 === undefined ? undefined : -one.per_10000),
		people: (one) => (one.population === undefined ? undefined : -one.population),
		far: (one) => (need && one.nearest?.[need] ? -one.nearest[need].metres : undefined)
	};
	const byName = (a: DistrictFigures, b: DistrictFigures) => a.name.localeCompare(b.name, 'en-GB');
	if (asked.order === 'name') return fitting.sort(byName);
	const of = rank[asked.order];
	return fitting.sort((a, b) => (of(a) ?? Infinity) - (of(b) ?? Infinity) || byName(a, b));
}

/** The address of a view. */
export function desertsAddress({ nation, class: its, need, order, page }: Partial<DistrictsAsked>): string {
	const params = new URLSearchParams();
	if (nation) params.set('nation', nation);
	if (its) params.set('class', its);
	if (need) params.set('need', need);
	if (order && order !== 'least') params.set('order', order);
	if (page && page > 1) params.set('page', String(page));
	const search = params.toString();
	return search ? `/deserts?${search}` : '/deserts';
}

/** What an address asks for, or the parameters that say what nobody knows. Those left empty are as if they were not said. */
export function readAsked(
	params: URLSearchParams,
	known: { nations: readonly string[]; classes: readonly DistrictClass[]; needs: readonly Need[] }
): { ok: true; asked: DistrictsAsked } | { ok: false; fields: string[] } {
	const fields: string[] = [];
	const one = <T extends string>(name: string, words: readonly T[]) => {
		const said = params.get(name) || undefined;
		const found = words.find((word) => word === said);
		if (said !== undefined && found === undefined) fields.push(name);
		return found;
	};
	const [nation, its, need] = [
		one('nation', known.nations),
		one('class', known.classes),
		one('need', known.needs)
	];
	const order = one('order', ORDERS) ?? 'least';
	const page = params.get('page') || '1';
	if (!/^[1-9]\d{0,2}$/.test(page)) fields.push('page');
	if (fields.length > 0) return { ok: false, fields };
	const asked: DistrictsAsked = {
		...(nation && { nation }),
		...(its && { class: its }),
		...(need && { need }),
		order: order === 'far' && !need ? 'least' : order,
		page: Number(page)
	};
	return { ok: true, asked };
}
