/**
 * Everything that a group's records tell of its year, between two days, both counted. Made of the records alone, in
 * whatever order they came, so that every phone lays out the same.
 */
import type { Commitment, Feed, Progress, Round, Story, Undo, Visit } from '../records/index.ts';
import { commitmentStatus, standingEntries, takenBack, type CommitmentStatus } from './commitment-status.ts';
import type { FedDay } from './feeds.ts';

export interface YearRecords {
	commitments: readonly Commitment[];
	progress: readonly Progress[];
	undos: readonly Undo[];
	/** Sums by day of all that feeds measures: what a later kind feeds is in them by itself. */
	fed: readonly FedDay[];
	visits: readonly Visit[];
	rounds: readonly Round[];
	stories: readonly Story[];
}

/** Who took part, by member id, with how many things they did. */
export interface YearPerson {
	member: string;
	doors: number;
	rounds: number;
	entries: number;
	stories: number;
}

export interface YearCommitment {
	/** As it stood when the year was closed: with the target that it had then. */
	commitment: Commitment;
	/** Where it stood when the year began, or when it was made. */
	began: number;
	/** Where it stood when the year ended; nothing where nothing was counted or logged. */
	ended?: number;
	status: CommitmentStatus['status'];
	share?: number;
	/** The whole way up to the end of the year, for the chart. */
	series: CommitmentStatus['series'];
	/** What of it lies within the year. */
	within: CommitmentStatus['series'];
	/** Targets that were left within the year, oldest first. */
	former: NonNullable<Commitment['former']>;
	/** Entries logged within the year that stand. */
	entries: number;
}

export interface YearFigures {
	from: string;
	to: string;
	/** What was counted, by what feeds it; what came to nothing is left out. */
	fed: Partial<Record<Feed, number>>;
	/** Days on which somebody was out at the doors. */
	days: number;
	/** Those that were made by the end of the year and not dropped before it began; by area, then id. */
	commitments: YearCommitment[];
	entries: number;
	stories: Story[];
	/** Those who did most first. */
	people: YearPerson[];
	/** Patches in which somebody knocked, each with how often; the most walked first. */
	patches: { patch: string; visits: number }[];
}

const day = (at: string) => at.slice(0, 10);

/**
 * The year between two days. `closed` is when its review was closed: what that changed of the commitments belongs to the
 * next year.
 */
export function yearFigures(records: YearRecords, from: string, to: string, closed?: string): YearFigures {
	const undone = takenBack(records.undos);
	const isWithin = (at: string) => day(at) >= from && day(at) <= to;
	const fedDays = records.fed.filter((each) => each.day >= from && each.day <= to);
	const visits = records.visits.filter(
		({ _id, at, result }) => isWithin(at) && result !== 'skipped' && !undone.has(_id)
	);
	const rounds = records.rounds.filter(({ start }) => isWithin(start));
	const stories = records.stories.filter(({ created_at }) => isWithin(created_at)).sort(byMade);
	const entries = standingEntries(records.progress, undone).filter(({ at }) => isWithin(at));
	const commitments = records.commitments
		.filter(({ created_at, dropped }) => day(created_at) <= to && !(dropped && day(dropped.at) < from))
		.map((commitment) => yearOf(asItStood(commitment, closed), records, undone, from, to))
		.sort((a, b) => (order(a) < order(b) ? -1 : 1));
	return {
		from,
		to,
		fed: sumsOf(fedDays),
		days: fedDays.filter(({ doors, talks }) => doors || talks).length,
		commitments,
		entries: entries.length,
		stories,
		people: peopleOf(visits, rounds, entries, stories),
		patches: [...tally(visits.map(({ patch }) => patch))]
			.map(([patch, count]) => ({ patch, visits: count }))
			.sort((a, b) => b.visits - a.visits || (a.patch < b.patch ? -1 : 1))
	};
}

const order = ({ commitment: { area, _id } }: YearCommitment) => `${area} ${_id}`;
const byMade = (a: Story, b: Story) =>
	a.created_at === b.created_at ? (a._id < b._id ? -1 : 1) : a.created_at < b.created_at ? -1 : 1;

/** A commitment without what was changed of it at a time or after it. */
function asItStood(commitment: Commitment, at: string | undefined): Commitment {
	if (at === undefined) return commitment;
	const { dropped, former = [], ...stood } = commitment;
	const left = former.filter(({ until }) => until >= at).sort(byUntil)[0];
	const before = former.filter(({ until }) => until < at);
	return {
		...stood,
		...(left && { target: { value: left.value, by: left.by } }),
		...(before.length > 0 && { former: before }),
		...(dropped && dropped.at < at && { dropped })
	};
}

type Former = NonNullable<Commitment['former']>[number];
const byUntil = (a: Former, b: Former) => (a.until < b.until ? -1 : 1);

function yearOf(
	commitment: Commitment,
	{ progress, fed }: YearRecords,
	undone: ReadonlySet<string>,
	from: string,
	to: string
): YearCommitment {
	const mine = progress.filter((entry) => entry.commitment === commitment._id && day(entry.at) <= to);
	const counted = fed.filter((each) => each.day <= to);
	const { series, status, share, value } = commitmentStatus(
		commitment,
		mine,
		undone,
		counted,
		new Date(`${to}T12:00:00.000Z`)
	);
	const earlier = series.filter(({ at }) => day(at) < from).at(-1);
	return {
		commitment,
		began: earlier?.value ?? commitment.baseline.value,
		...(value !== undefined && { ended: value }),
		status,
		...(share !== undefined && { share }),
		series,
		within: series.filter(({ at }) => day(at) >= from),
		former: (commitment.former ?? [])
			.filter(({ until }) => day(until) >= from && day(until) <= to)
			.sort(byUntil),
		entries: standingEntries(mine, undone).filter(({ at }) => day(at) >= from).length
	};
}

function sumsOf(days: readonly FedDay[]): Partial<Record<Feed, number>> {
	const sums: Partial<Record<Feed, number>> = {};
	for (const { day: _, ...amounts } of days)
		for (const [feed, amount] of Object.entries(amounts) as [Feed, number][])
			sums[feed] = (sums[feed] ?? 0) + amount;
	return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

function tally(names: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}

function peopleOf(
	visits: readonly Visit[],
	rounds: readonly Round[],
	entries: readonly Progress[],
	stories: readonly Story[]
): YearPerson[] {
	const by = (records: readonly { created_by: string }[]) => tally(records.map((each) => each.created_by));
	const [doors, out, logged, told] = [by(visits), by(rounds), by(entries), by(stories)];
	const members = new Set([...doors.keys(), ...out.keys(), ...logged.keys(), ...told.keys()]);
	const did = (one: YearPerson) => one.doors + one.rounds + one.entries + one.stories;
	return [...members]
		.filter((member) => member !== 'server')
		.map((member) => ({
			member,
			doors: doors.get(member) ?? 0,
			rounds: out.get(member) ?? 0,
			entries: logged.get(member) ?? 0,
			stories: told.get(member) ?? 0
		}))
		.sort((a, b) => did(b) - did(a) || (a.member < b.member ? -1 : 1));
}
