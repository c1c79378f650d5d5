/** How a made-up community's promises have gone: from day to day along a pace of its own, up to the day it was last heard of. */
import type { Area, Commitment, Progress } from '../../records/index.ts';
import type { Chance } from './chance.ts';
import { madeUpId } from './ids.ts';
import { PROMISES, type MadeUpPromise } from './promises.ts';

const DAY = 86_400_000;
const MEMBER = `member:${'0'.repeat(26)}`;

export interface MadeUpCommitments {
	commitments: Commitment[];
	progress: Progress[];
}

/** Two to eight promises, at least one in each area, made from `since` on and looked at last at `until`. */
export function madeUpCommitments(since: Date, until: Date, chance: Chance): MadeUpCommitments {
	const count = chance.weighed([
		[2, 6],
		[3, 5],
		[4, 4],
		[5, 2],
		[6, 1],
		[7, 1],
		[8, 1]
	]);
	const actions = chance.whole(1, count - 1);
	const commitments: Commitment[] = [];
	const progress: Progress[] = [];
	const make = (area: Area) => (promise: MadeUpPromise) => {
		const one = madeUp(area, promise, since, until, chance);
		commitments.push(one);
		progress.push(...logOf(one, until, chance));
	};
	chance.some(PROMISES.action, actions).forEach(make('action'));
	chance.some(PROMISES.enterprise, count - actions).forEach(make('enterprise'));
	return { commitments, progress };
}

function madeUp(area: Area, promise: MadeUpPromise, since: Date, until: Date, chance: Chance): Commitment {
	const { title, difference, measure, from, months, example } = promise;
	const span = until.getTime() - since.getTime();
	// Most are made at the start, and again after each review; a few are still to begin.
	const after = chance.happens(0.04) ? span + chance.whole(5, 60) * DAY : span * chance.share() ** 2;
	const at = new Date(since.getTime() + after).toISOString();
	const by = new Date(Date.parse(at) + months * 30.4 * DAY * (0.6 + chance.share()))
		.toISOString()
		.slice(0, 10);
	const dropped = chance.happens(0.05) && after < span ? { dropped: { at: until.toISOString() } } : {};
	return {
		...{
			_id: `commitment:${madeUpId(chance)}`,
			type: 'commitment',
			schema: 1,
			created_at: at,
			created_by: MEMBER
		},
		...{ area, title, difference, measure, shared: true },
		baseline: { value: from, at },
		target: { value: targetOf(promise, chance), by },
		...(example && { example }),
		...dropped
	};
}

/** A community's own target: a rounder half to double of the usual one, where it is counted without an end. */
function targetOf({ measure, from, target }: MadeUpPromise, chance: Chance): number {
	if (measure.kind === 'yes_no' || measure.kind === 'rating' || measure.better === 'down') return target;
	const own = from + (target - from) * (0.5 + 1.5 * chance.share() ** 1.5);
	const step = own > 10_000 ? 5000 : own > 100 ? 25 : own > 20 ? 5 : 1;
	return Math.max(step, Math.min(measure.kind === 'percent' ? 95 : Infinity, Math.round(own / step) * step));
}

function logOf({ _id, baseline, target, measure }: Commitment, until: Date, chance: Chance): Progress[] {
	const begun = Date.parse(baseline.at);
	const due = Date.parse(target.by);
	const last = Math.min(until.getTime(), due);
	const pace =
		chance.weighed([
			[0.15, 1],
			[0.5, 2],
			[0.8, 3],
			[1, 5],
			[1.2, 4],
			[1.7, 2]
		]) *
		(0.9 + chance.share() / 5);
	const silent = chance.happens(0.07);
	const entries = chance.weighed([
		[1, 1],
		[3, 3],
		[6, 4],
		[12, 4],
		[24, 2],
		[52, 1],
		[60, 1]
	]);
	if (silent || last <= begun) return [];
	const way = target.value - baseline.value;
	const log: Progress[] = [];
	let stood = 0;
	for (let n = 1; n <= entries; n += 1) {
		const at = begun + ((last - begun) * n) / entries;
		const line = (pace * (at - begun)) / (due - begun);
		const share = Math.max(stood, Math.min(1.3, line * (0.85 + 0.3 * chance.share())));
		const value = valueAt(baseline.value + way * share, share, measure.kind);
		const before = valueAt(baseline.value + way * stood, stood, measure.kind);
		stood = share;
		if (measure.adds === 'sum' && n > 1 && value === before) continue;
		log.push({
			...{ _id: `progress:${madeUpId(chance)}`, type: 'progress', schema: 1, created_by: MEMBER },
			...{ created_at: new Date(at).toISOString(), at: new Date(at).toISOString(), commitment: _id },
			...{ value, source: 'person' }
		});
	}
	return log;
}

function valueAt(value: number, share: number, kind: Commitment['measure']['kind']): number {
	if (kind === 'yes_no') return share >= 1 ? 1 : 0;
	if (kind === 'rating') return Math.min(5, Math.round(value * 10) / 10);
	if (kind === 'percent') return Math.min(100, Math.round(value));
	return Math.max(0, Math.round(value));
}
