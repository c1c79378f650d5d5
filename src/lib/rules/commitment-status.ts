/**
 * How a commitment stands: what was logged and what was counted, against a straight line from the
 * baseline to the target.
 */
import type { Commitment, Feed, Progress, Status, Undo } from '../records/index.ts';
import type { FedDay } from './door-state.ts';

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
	undos: readonly Undo[],
	fed: readonly FedDay[],
	now: Date
): CommitmentStatus {
	const { baseline, target, measure, dropped } = commitment;
	const series = seriesOf(commitment, progress, undos, fed);
	const value = series.at(-1)?.value;
	const elapsed = elapsedShare(baseline.at, target.by, now);
	const line = baseline.value + (target.value - baseline.value) * elapsed;
	const expected = Math.round(line * 100) / 100;
	const tracked = value !== undefined;
	if (!tracked) {
		const waits = feedOf(measure.fed_by) !== undefined || now.toISOString() < baseline.at;
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

/** Doors, talks or cards of the days from one day to another, both counted; times are cut to their day. */
export function countFed(
	days: readonly FedDay[],
	measure: Feed | undefined,
	from: string,
	to: string
): number {
	const feed = feedOf(measure);
	if (!feed) return 0;
	const within = days.filter(({ day }) => day >= from.slice(0, 10) && day <= to.slice(0, 10));
	return within.reduce((sum, day) => sum + day[feed], 0);
}

/** Which tally of the doors feeds a measure; undefined where people log it. */
function feedOf(measure: Feed | undefined): 'doors' | 'talks' | 'cards' | undefined {
	return measure === 'doors' || measure === 'talks' || measure === 'cards' ? measure : undefined;
}

type Step = { at: string; id: string; value?: number; change?: number };

/** Entries and counted days as running values. A value says where it stands, a change moves it. */
function seriesOf(
	{ _id, baseline, target, measure }: Commitment,
	progress: readonly Progress[],
	undos: readonly Undo[],
	fed: readonly FedDay[]
): CommitmentStatus['series'] {
	const undone = new Set(undos.map((undo) => undo.of));
	const logged = new Map(progress.map((entry) => [entry._id, entry]));
	const steps: Step[] = [...logged.values()]
		.filter((entry) => entry.commitment === _id && !undone.has(entry._id))
		.map(({ _id: id, at, value, change }) => ({ at, id, value, change }));
	for (const { day } of fed) {
		const change = countFed(
			fed.filter((other) => other.day === day),
			measure.fed_by,
			baseline.at,
			target.by
		);
		if (change > 0 && !steps.some((step) => step.id === day))
			steps.push({ at: `${day}T00:00:00.000Z`, id: day, change });
	}
	steps.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
	let stand = baseline.value;
	let best: number | undefined;
	return steps.map(({ at, value, change }) => {
		stand = value ?? stand + (change ?? 0);
		best = best === undefined ? stand : Math.max(best, stand);
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
