/**
 * How a commitment stands: what was logged and what was counted, against a straight line from the
 * baseline to the target.
 */
import type { Commitment, Progress, Status, Undo } from '../records/index.ts';
import { addDays, isFed, type FedDay } from './feeds.ts';

export interface CommitmentStatus {
	status: Status;
	/** Something was logged or counted. Where not, no bar is shown. */
	tracked: boolean;
	value?: number;
	/** Where the line stands today. */
	expected?: number;
	/** Part of the way from baseline to target, 0 to 1. */
	share?: number;
	/** What it stood at, in order of time; the baseline is not in it. */
	series: { at: string; value: number }[];
}

const ON_TRACK = 0.9;
const AT_RISK = 0.6;

/**
 * The status on the day of `now`. Before the due date: reached is achieved (where it can't fall back),
 * otherwise the way made over the way expected decides: 0.9 on track, 0.6 at risk, below that behind. A
 * yes or no has no half-way, so it is on track until it is due. After the due date achieved or missed;
 * without any entry untracked, or not started while it lies ahead or waits for what feeds it.
 */
export function commitmentStatus(
	commitment: Commitment,
	progress: readonly Progress[],
	undone: ReadonlySet<string>,
	fed: readonly FedDay[],
	now: Date
): CommitmentStatus {
	const { baseline, target, measure, dropped } = commitment;
	const series = seriesOf(commitment, progress, undone, fed);
	const value = series.at(-1)?.value;
	const elapsed = elapsedShare(baseline.at, target.by, now);
	const line = baseline.value + (target.value - baseline.value) * elapsed;
	const expected = Math.round(line * 100) / 100;
	const tracked = value !== undefined;
	if (!tracked) {
		const waits = isFed(measure) || now.toISOString() < baseline.at;
		const status = dropped ? 'dropped' : waits && !isPast(target.by, now) ? 'not_started' : 'untracked';
		return { status, tracked, expected, series };
	}
	const way =
		target.value === baseline.value ? undefined : (value - baseline.value) / (target.value - baseline.value);
	const reached = measure.better === 'up' ? value >= target.value : value <= target.value;
	const share = Math.min(1, Math.max(0, way ?? (reached ? 1 : 0)));
	const standing = { tracked, value, expected, share, series };
	if (dropped) return { status: 'dropped', ...standing };
	if (isPast(target.by, now)) return { status: reached ? 'achieved' : 'missed', ...standing };
	if (reached)
		return { status: measure.better === 'up' && way !== undefined ? 'achieved' : 'on_track', ...standing };
	if (measure.kind === 'yes_no' || elapsed === 0) return { status: 'on_track', ...standing };
	const ratio = (way ?? 0) / elapsed;
	return { status: ratio >= ON_TRACK ? 'on_track' : ratio >= AT_RISK ? 'at_risk' : 'behind', ...standing };
}

/** What was taken back, by the ids of what it was. */
export const takenBack = (undos: readonly Undo[]): ReadonlySet<string> => new Set(undos.map(({ of }) => of));

/**
 * The entries that count: not taken back, and not corrected by one that was not taken back itself. Where two phones
 * corrected the same entry, the later correction counts.
 */
export function standingEntries(progress: readonly Progress[], undone: ReadonlySet<string>): Progress[] {
	const known = new Map(progress.map((entry) => [entry._id, entry]));
	const rootOf = ({ _id, corrects }: Progress): string => {
		let root = corrects ?? _id;
		// A chain is never longer than there are entries, however it was forged.
		for (let steps = known.size; steps > 0; steps--) {
			const next = known.get(root)?.corrects;
			if (next === undefined) break;
			root = next;
		}
		return root;
	};
	const standing = new Map<string, Progress>();
	for (const entry of known.values()) {
		if (undone.has(entry._id)) continue;
		const root = rootOf(entry);
		const other = standing.get(root);
		if (!other || isLater(entry, other)) standing.set(root, entry);
	}
	return [...standing.values()];
}

const isLater = (a: Progress, b: Progress) =>
	(a.corrects !== undefined) === (b.corrects !== undefined)
		? a.created_at === b.created_at
			? a._id > b._id
			: a.created_at > b.created_at
		: a.corrects !== undefined;

type Step = { at: string; id: string; value?: number; change?: number };

/** Entries and counted days as running values. A value says where it stands, a change moves it. */
function seriesOf(
	{ _id, baseline, target, measure }: Commitment,
	progress: readonly Progress[],
	undone: ReadonlySet<string>,
	fed: readonly FedDay[]
): CommitmentStatus['series'] {
	const mine = progress.filter((entry) => entry.commitment === _id);
	const steps: Step[] = standingEntries(mine, undone).map(({ _id: id, at, value, change }) => ({
		at,
		id,
		value,
		change
	}));
	const { fed_by: feed } = measure;
	const [first, last] = [baseline.at.slice(0, 10), target.by];
	for (const each of feed ? addDays(fed) : []) {
		const change = (feed && each[feed]) ?? 0;
		if (change !== 0 && each.day >= first && each.day <= last)
			steps.push({ at: `${each.day}T00:00:00.000Z`, id: each.day, change });
	}
	steps.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
	const better = measure.better === 'up' ? Math.max : Math.min;
	let stand = baseline.value;
	let best: number | undefined;
	return steps.map(({ at, value, change }) => {
		stand = value ?? stand + (change ?? 0);
		best = best === undefined ? stand : better(best, stand);
		return { at, value: measure.adds === 'max' ? best : stand };
	});
}

/** Whole days gone of the days from the baseline to the due date, 0 to 1. */
function elapsedShare(from: string, by: string, now: Date): number {
	const [start, end, today] = [dayNumber(from), dayNumber(by), dayNumber(now.toISOString())];
	if (today >= end) return 1;
	return today <= start ? 0 : (today - start) / (end - start);
}

function isPast(by: string, now: Date): boolean {
	return now.toISOString().slice(0, 10) > by;
}

function dayNumber(at: string): number {
	return Date.parse(at.slice(0, 10)) / 86_400_000;
}
