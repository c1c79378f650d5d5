/** How far a group has got with its doors, in which slots people were in, and how long the rest will take. */
import { SLOTS, type Slot, type Undo, type Visit } from '../records/index.ts';
import { isKnock, isWaiting, someoneAnswered, type DoorFold } from './door-state.ts';

/** Every door is in one of these. */
export interface Cover {
	/** Nobody has called. */
	never: number;
	/** Called on, and to be called on again. */
	once: number;
	/** Called on, and nothing more is to be done there. */
	done: number;
	/** Not to be called on. */
	blocked: number;
}

export interface StreetCover extends Cover {
	patch: string;
	street: string;
}

export interface Coverage {
	total: Cover;
	/** In the order in which the rows came. */
	streets: StreetCover[];
}

const nothing = (): Cover => ({ never: 0, once: 0, done: 0, blocked: 0 });

/** In which part of the coverage a door counts. */
export function coverOf(fold: DoorFold): keyof Cover {
	if (fold.state === 'blocked' || fold.state === 'sign') return 'blocked';
	if (fold.state === 'new') return 'never';
	return isWaiting(fold) ? 'once' : 'done';
}

/** Counts doors altogether and street by street; streets of one name in two patches stand apart. */
export function coverage(rows: readonly { patch: string; street: string; fold: DoorFold }[]): Coverage {
	const total = nothing();
	const streets = new Map<string, StreetCover>();
	for (const { patch, street, fold } of rows) {
		const key = `${patch} ${street}`;
		const cover = streets.get(key) ?? { patch, street, ...nothing() };
		streets.set(key, cover);
		const part = coverOf(fold);
		cover[part] += 1;
		total[part] += 1;
	}
	return { total, streets: [...streets.values()] };
}

/** Knocks in a slot, and to how many of them somebody answered. */
export interface SlotCount {
	slot: Slot;
	knocks: number;
	answers: number;
}

export interface Calls {
	slots: SlotCount[];
	/** Doors an hour while walking; absent before there is enough to tell it from. */
	pace?: number;
}

/** A longer pause between two doors is a rest, not walking; in ms. */
const REST = 15 * 60_000;
/** Fewer steps from door to door would mislead. */
const FEWEST_STEPS = 20;

/** When people were in, and how fast this group walks, from all visits that were not taken back. */
export function callsOf(visits: readonly Visit[], undos: readonly Undo[]): Calls {
	const gone = new Set(undos.map(({ of }) => of));
	const standing = visits.filter(({ _id }) => !gone.has(_id));
	const slots = SLOTS.map((slot) => {
		const knocks = standing.filter((visit) => visit.slot === slot && isKnock(visit.result));
		return {
			slot,
			knocks: knocks.length,
			answers: knocks.filter(({ result }) => someoneAnswered(result)).length
		};
	});
	const pace = paceOf(standing);
	return { slots, ...(pace !== undefined && { pace }) };
}

function paceOf(visits: readonly Visit[]): number | undefined {
	const rounds = new Map<string, number[]>();
	for (const { round, at } of visits) {
		if (round === undefined) continue;
		const times = rounds.get(round) ?? [];
		times.push(Date.parse(at));
		rounds.set(round, times);
	}
	const steps = [...rounds.values()].flatMap((times) => {
		times.sort((a, b) => a - b);
		return times.slice(1).map((time, i) => time - (times[i] ?? time));
	});
	const walked = steps.filter((step) => step <= REST);
	if (walked.length < FEWEST_STEPS) return undefined;
	const mean = walked.reduce((sum, step) => sum + step, 0) / walked.length;
	return mean > 0 ? 3_600_000 / mean : undefined;
}
