/**
 * The nation in figures: how many communities there are, what they promised and how it goes, where, and since when. What is
 * made up for looking around in is left out, and so is what communities say that nobody has heard of for 18 months: both are
 * counted apart.
 */
import type { Area, Community, Feed, Status } from '../../records/index.ts';
import { AREAS, COMMUNITY_KINDS, STATUSES } from '../../records/lists.ts';
import type { Council } from './asked.ts';
import type { Liveness } from '../yearly.ts';
import { isDemo, livenessOf, type CommunitySummary, type Promised } from './summary.ts';

/** What stands beside a community's listing. */
export const BESIDE = ['stories', 'events', 'coops'] as const;
export type Beside = Record<(typeof BESIDE)[number], number>;

/** What is counted of one community. */
export interface Told extends Beside {
	summary: CommunitySummary;
	promised: readonly Promised[];
}

/** Which part of the nation: all of it, or a nation, a region or a council by its GSS code. */
export interface Scope {
	nation?: string;
	region?: string;
	council?: string;
}

export type StatusCounts = Record<Status, number>;

export interface PlaceFigures {
	level: 'nation' | 'region' | 'council';
	/** Absent for what lies in none that is known. */
	name?: string;
	/** GSS, of a council. */
	code?: string;
	cooperative?: boolean;
	communities: number;
	commitments: number;
	status: StatusCounts;
}

export interface NationFigures {
	/** Those heard of within 18 months. */
	communities: number;
	fresh: number;
	fading: number;
	/** Not counted anywhere else. */
	dormant: number;
	demo: number;
	pilots: number;
	/** Those whose council is not known. */
	unplaced: number;
	commitments: number;
	status: StatusCounts;
	stories: number;
	events: number;
	coops: number;
	areas: { area: Area; commitments: number; status: StatusCounts }[];
	kinds: { kind: Community['kind']; communities: number; commitments: number; status: StatusCounts }[];
	/** By the example that they were made from, the most used first. */
	examples: { example: string; commitments: number; status: StatusCounts }[];
	/** What counts by itself, in the units of its feed: pence where it is money. */
	counted: { feed: Feed; value: number; commitments: number }[];
	/** From the first to this one, without gaps. */
	months: MonthFigures[];
	/** Achieved, but on which day is not known. */
	achieved_undated: number;
	/** What lies directly below what was asked for: nations, regions or councils; most communities first, what is not known last. */
	places: PlaceFigures[];
}

export interface MonthFigures {
	/** YYYY-MM */
	month: string;
	registered: number;
	made: number;
	achieved: number;
}

/** Figures by name, such as `status:action:on_track`; they add up. */
type Counts = Map<string, number>;

/** What is counted of a nation, by GSS code of the council and '' for what lies in none. */
export type Counted = Map<string, Counts>;

/** No scheme of this kind is older; a phone's clock may say anything. */
const FIRST_MONTH = '2015-01';

/** Counts of a day: what was counted on another one does not go with them. */
export class Counting {
	readonly counted: Counted = new Map();
	readonly #now: Date;
	readonly #today: string;

	constructor(now: Date) {
		this.#now = now;
		this.#today = now.toISOString().slice(0, 10);
	}

	/** Counts communities with all that they show; with -1 what was counted before no more. */
	told(all: Iterable<Told>, times: 1 | -1 = 1): void {
		for (const one of all) {
			const { summary, promised } = one;
			const counts = this.#countsOf(summary);
			const state = this.#stateOf(summary);
			add(counts, state, times);
			if (state === 'demo' || state === 'dormant') continue;
			this.#community(counts, summary, times);
			for (const each of promised) this.#commitment(counts, summary.kind, each, times);
			for (const what of BESIDE) add(counts, what, one[what] * times);
		}
	}

	#community(counts: Counts, { kind, since, pilot }: CommunitySummary, times: number): void {
		add(counts, 'communities', times);
		add(counts, `kind:${kind}`, times);
		if (pilot) add(counts, 'pilots', times);
		this.#month(counts, 'registered', since, times);
	}

	#commitment(counts: Counts, kind: Community['kind'], one: Promised, times: number): void {
		const { area, status, example, made, reached, fed_by, value } = one;
		add(counts, `status:${area}:${status}`, times);
		add(counts, `by-kind:${kind}:${status}`, times);
		if (example !== undefined) add(counts, `example:${example}:${status}`, times);
		this.#month(counts, 'made', made, times);
		if (reached !== undefined) this.#month(counts, 'achieved', reached, times);
		else if (status === 'achieved') add(counts, 'undated', times);
		if (fed_by !== undefined && value !== undefined) {
			// Feeds count in whole units: sums of those are exact, whatever is put in and taken out again.
			add(counts, `fed:${fed_by}`, Math.round(value) * times);
			add(counts, `feeding:${fed_by}`, times);
		}
	}

	#month(counts: Counts, what: string, day: string, times: number): void {
		const month = day.slice(0, 7);
		if (month >= FIRST_MONTH && day <= this.#today) add(counts, `${what}:${month}`, times);
	}

	#countsOf({ council = '' }: CommunitySummary): Counts {
		const known = this.counted.get(council);
		if (known) return known;
		const counts: Counts = new Map();
		this.counted.set(council, counts);
		return counts;
	}

	#stateOf(summary: CommunitySummary): Liveness | 'demo' {
		return isDemo(summary) ? 'demo' : livenessOf(summary, this.#now);
	}
}

function add(counts: Counts, name: string, n: number): void {
	const sum = (counts.get(name) ?? 0) + n;
	if (sum === 0) counts.delete(name);
	else counts.set(name, sum);
}

/** The figures of a part of what was counted. */
export function figuresOf(
	counted: Counted,
	councils: ReadonlyMap<string, Council>,
	scope: Scope,
	now: Date
): NationFigures {
	const isIn = (code: string) => {
		const one = councils.get(code);
		if (scope.council !== undefined) return code === scope.council;
		if (scope.region !== undefined && one?.region !== scope.region) return false;
		return scope.nation === undefined || one?.nation === scope.nation;
	};
	const parts = [...counted].filter(([code]) => isIn(code));
	const sum = summed(parts.map(([, counts]) => counts));
	const of = (name: string) => sum.get(name) ?? 0;
	const areas = AREAS.map((area) => rowOf(sum, `status:${area}`, { area }));
	const communities = of('communities');
	return {
		communities,
		...{ fresh: of('fresh'), fading: of('fading'), dormant: of('dormant'), demo: of('demo') },
		...{
			pilots: of('pilots'),
			unplaced:
				summed(parts.flatMap(([code, counts]) => (councils.has(code) ? [] : [counts]))).get('communities') ??
				0
		},
		...statusRow(sum),
		...{ stories: of('stories'), events: of('events'), coops: of('coops') },
		areas,
		kinds: COMMUNITY_KINDS.map((kind) => ({
			...{ kind, communities: of(`kind:${kind}`) },
			...rowOf(sum, `by-kind:${kind}`, {})
		})),
		examples: namesAfter(sum, 'example')
			.map((example) => rowOf(sum, `example:${example}`, { example }))
			.filter(({ commitments }) => commitments > 0)
			.sort((a, b) => b.commitments - a.commitments || (a.example < b.example ? -1 : 1)),
		counted: namesAfter(sum, 'fed')
			.map((feed) => ({
				...{ feed: feed as Feed, value: of(`fed:${feed}`), commitments: of(`feeding:${feed}`) }
			}))
			.filter(({ commitments }) => commitments > 0),
		months: monthsOf(sum, now),
		achieved_undated: of('undated'),
		places: placesOf(parts, councils, scope)
	};
}

/** The parts that can be asked for: those in which there are communities. */
export function partsOf(counted: Counted, councils: ReadonlyMap<string, Council>): Council[] {
	return [...counted]
		.flatMap(([code, counts]) => (counts.size > 0 ? (councils.get(code) ?? []) : []))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function summed(list: readonly Counts[]): Counts {
	const sum: Counts = new Map();
	for (const counts of list) for (const [name, n] of counts) sum.set(name, (sum.get(name) ?? 0) + n);
	return sum;
}

function rowOf<T extends object>(sum: Counts, prefix: string, row: T) {
	const entries = STATUSES.map((status) => [status, sum.get(`${prefix}:${status}`) ?? 0] as const);
	const commitments = entries.reduce((all, [, n]) => all + n, 0);
	return { ...row, commitments, status: Object.fromEntries(entries) as StatusCounts };
}

/** Both areas together. */
function statusRow(sum: Counts): { commitments: number; status: StatusCounts } {
	const [action, enterprise] = AREAS.map((area) => rowOf(sum, `status:${area}`, {}));
	const status = Object.fromEntries(
		STATUSES.map((one) => [one, (action?.status[one] ?? 0) + (enterprise?.status[one] ?? 0)])
	) as StatusCounts;
	return { commitments: (action?.commitments ?? 0) + (enterprise?.commitments ?? 0), status };
}

function namesAfter(sum: Counts, prefix: string): string[] {
	const found = [...sum.keys()].filter((name) => name.startsWith(`${prefix}:`));
	return [...new Set(found.map((name) => name.split(':')[1] ?? ''))].sort();
}

function monthsOf(sum: Counts, now: Date): MonthFigures[] {
	const dated = [...sum.keys()].flatMap(
		(name) => /^(?:registered|made|achieved):(\d{4}-\d\d)$/.exec(name)?.[1] ?? []
	);
	if (dated.length === 0) return [];
	const months: MonthFigures[] = [];
	const last = now.toISOString().slice(0, 7);
	let month = dated.reduce((first, one) => (one < first ? one : first));
	while (month <= last) {
		const of = (what: string) => sum.get(`${what}:${month}`) ?? 0;
		months.push({ month, registered: of('registered'), made: of('made'), achieved: of('achieved') });
		const [year = 0, number = 0] = month.split('-').map(Number);
		month = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
	}
	return months;
}

function placesOf(
	parts: readonly (readonly [string, Counts])[],
	councils: ReadonlyMap<string, Council>,
	{ nation, region, council }: Scope
): PlaceFigures[] {
	const withRegions =
		nation !== undefined && parts.some(([code]) => councils.get(code)?.region !== undefined);
	const level =
		council !== undefined || region !== undefined
			? 'council'
			: withRegions
				? 'region'
				: nation !== undefined
					? 'council'
					: 'nation';
	const groups = new Map<
		string,
		{ place: Omit<PlaceFigures, keyof ReturnType<typeof statusRow> | 'communities'>; counts: Counts[] }
	>();
	for (const [code, counts] of parts) {
		const one = councils.get(code);
		const name = level === 'council' ? one?.name : one?.[level];
		const key = level === 'council' ? code : (name ?? '');
		const group = groups.get(key) ?? {
			place: {
				...{ level, ...(name !== undefined && { name }) },
				...(level === 'council' && one && { code, ...(one.cooperative && { cooperative: true }) })
			},
			counts: []
		};
		group.counts.push(counts);
		groups.set(key, group);
	}
	return [...groups.values()]
		.map(({ place, counts }): PlaceFigures => {
			const sum = summed(counts);
			return { ...place, communities: sum.get('communities') ?? 0, ...statusRow(sum) };
		})
		.filter(({ communities }) => communities > 0)
		.sort(byCommunities);
}

/** What is not known comes last. */
function byCommunities(a: PlaceFigures, b: PlaceFigures): number {
	if ((a.name === undefined) !== (b.name === undefined)) return a.name === undefined ? 1 : -1;
	return b.communities - a.communities || ((a.name ?? '') < (b.name ?? '') ? -1 : 1);
}
