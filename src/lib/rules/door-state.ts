/**
 * What is known of a door: a fold over its visits, undos and suppressions that comes out the same on
 * every phone, in whatever order they arrived.
 */
import {
	SLOTS,
	type Door,
	type Result,
	type Slot,
	type Suppression,
	type Undo,
	type Visit
} from '../records/index.ts';
import { localDay } from './local-day.ts';
import { slotOf } from './slots.ts';
import { isSuppressed, lastMove } from './suppressed.ts';

export type DoorState =
	| 'new'
	| 'no_answer'
	| 'come_back'
	| 'talked'
	| 'not_now'
	/** They asked not to be called on. */
	| 'blocked'
	/** A sign says no cold callers. */
	| 'sign'
	| 'leaflet_only'
	| 'not_a_home'
	/** Not found, no way in, another language, unsafe, or passed by. */
	| 'set_aside';

/** Knocks, talks and cards of one day; a door counts once a day. */
export interface DoorDay {
	/** YYYY-MM-DD */
	day: string;
	doors: number;
	talks: number;
	cards: number;
}

export interface DoorFold {
	state: DoorState;
	/** Visits to which nobody answered, since anything else was settled. */
	tries: number;
	/** Not before this moment. */
	due_after?: string;
	/** Only in this slot. */
	due_slot?: Slot;
	/** From this day on. */
	due_date?: string;
	/** Slots in which nobody was in. */
	avoid_slots: Slot[];
	last?: { visit: string; result: Result; at: string; by: string; round?: string };
	/** Visits that were not taken back. */
	visits: number;
	/** In order of days. */
	by_day: DoorDay[];
}

/** Calls without an answer after which only a leaflet is left. */
export const MAX_TRIES = 3;
/** Days before an unanswered door is due again. */
const REST_DAYS = 2;

/** Somebody knocked: what counts as a door knocked. */
const KNOCKED: readonly Result[] = [
	'no_answer',
	'talked',
	'come_back',
	'not_now',
	'do_not_knock',
	'language'
];
/** Whether somebody knocked. */
export const isKnock = (result: Result): boolean => KNOCKED.includes(result);

const ANSWERED: readonly Result[] = ['talked', 'come_back', 'not_now', 'do_not_knock', 'language'];

/** Whether somebody answered the door. */
export const someoneAnswered = (result: Result): boolean => ANSWERED.includes(result);

/** Says more about the door than that nobody answered. */
const LASTING: readonly Result[] = ['not_a_home', 'not_found', 'language', 'unsafe'];

/**
 * The state of a door, the strongest of: suppressed, talked, not for them, come back, no answer (up to
 * three times), leaflet only, not a home, set aside, new. A finding that lasts (not a home, not found,
 * another language, unsafe) stands against no answer and come back when it is the later one. Visits
 * before the household moved no longer count towards the state.
 */
export function foldDoor(
	_door: Door | undefined,
	visits: readonly Visit[],
	undos: readonly Undo[],
	suppressions: readonly Suppression[]
): DoorFold {
	const undone = new Set(undos.map((undo) => undo.of));
	const standing = onceEach(visits)
		.filter((visit) => !undone.has(visit._id))
		.sort(byTime);
	const last = standing.at(-1);
	const moved = lastMove(suppressions);
	const current = moved === undefined ? standing : standing.filter((visit) => visit.at > moved);
	return {
		...stateOf(current, isSuppressed(onceEach(visits), undos, suppressions)),
		...(last && {
			last: {
				visit: last._id,
				result: last.result,
				at: last.at,
				by: last.created_by,
				...(last.round && { round: last.round })
			}
		}),
		visits: standing.length,
		by_day: byDay(standing)
	};
}

type State = Pick<DoorFold, 'state' | 'tries' | 'due_after' | 'due_slot' | 'due_date' | 'avoid_slots'>;

/** `visits` in order of time. */
function stateOf(visits: readonly Visit[], suppressed: 'blocked' | 'sign' | undefined): State {
	const tried = visits.filter((visit) => visit.result === 'no_answer');
	const settled = (state: DoorState): State => ({ state, tries: tried.length, avoid_slots: slotsOf(tried) });
	if (suppressed) return settled(suppressed);
	if (visits.some((visit) => visit.result === 'talked')) return settled('talked');
	if (visits.some((visit) => visit.result === 'not_now')) return settled('not_now');

	const finding = latest(visits, (visit) => LASTING.includes(visit.result));
	const asked = latest(visits, (visit) => visit.result === 'come_back');
	if (asked && !(finding && byTime(asked, finding) < 0)) return comeBack(asked, tried);
	const missed = tried.at(-1);
	if (missed && !(finding && byTime(missed, finding) < 0)) return noAnswer(missed, tried);
	if (finding) return settled(finding.result === 'not_a_home' ? 'not_a_home' : 'set_aside');
	const passed = visits.at(-1);
	if (!passed) return { state: 'new', tries: 0, avoid_slots: [] };
	return { ...settled('set_aside'), due_after: daysAfter(passed.at, 1) };
}

function noAnswer(missed: Visit, tried: readonly Visit[]): State {
	const state = { tries: tried.length, avoid_slots: slotsOf(tried) };
	if (tried.length >= MAX_TRIES) return { state: 'leaflet_only', ...state };
	return { state: 'no_answer', ...state, due_after: daysAfter(missed.at, REST_DAYS) };
}

/** Calls without an answer before they asked are forgotten; three after it, and only a leaflet is left. */
function comeBack(asked: Visit, tried: readonly Visit[]): State {
	const since = tried.filter((visit) => byTime(visit, asked) > 0);
	const missed = since.at(-1);
	const { slot, date } = asked.come_back ?? {};
	const state = { tries: since.length, avoid_slots: slot ? [] : slotsOf(since) };
	if (since.length >= MAX_TRIES) return { state: 'leaflet_only', ...state };
	const today = slot !== undefined && slot !== asked.slot;
	const promised = today ? asked.at : daysAfter(asked.at, 1);
	return {
		state: 'come_back',
		...state,
		...(date && { due_date: date }),
		...(slot && { due_slot: slot }),
		...((missed || !date) && { due_after: missed ? daysAfter(missed.at, REST_DAYS) : promised })
	};
}

/**
 * Whether a door may be walked to at this moment: nobody has called, or a further call is due, in a slot
 * that was not tried. Never when suppressed or settled.
 */
export function isDue(fold: DoorFold, now: Date): boolean {
	return fold.state === 'new' || (isWaiting(fold) && isWaitOver(fold, now));
}

/** What a door that was visited waits for; the same for many doors, as days and slots are few. */
export type Wait = Pick<DoorFold, 'due_after' | 'due_date' | 'due_slot' | 'avoid_slots'>;

/** Whether a further call will be due at some time. */
export const isWaiting = (fold: DoorFold): boolean =>
	fold.due_after !== undefined || fold.due_date !== undefined;

/** Whether the further call is due at this moment. */
export function isWaitOver({ due_after, due_date, due_slot, avoid_slots }: Wait, now: Date): boolean {
	if (due_after !== undefined && now.toISOString() < due_after) return false;
	if (due_date !== undefined && localDay(now) < due_date) return false;
	const slot = slotOf(now);
	return due_slot === undefined ? !avoid_slots.includes(slot) : due_slot === slot;
}

function byDay(visits: readonly Visit[]): DoorDay[] {
	const days = new Map<string, DoorDay>();
	for (const visit of visits) {
		const day = visit.at.slice(0, 10);
		const tally = days.get(day) ?? { day, doors: 0, talks: 0, cards: 0 };
		if (isKnock(visit.result)) tally.doors = 1;
		if (visit.result === 'talked') tally.talks = 1;
		if (visit.left.includes('card')) tally.cards = 1;
		days.set(day, tally);
	}
	return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

function onceEach(visits: readonly Visit[]): Visit[] {
	return [...new Map(visits.map((visit) => [visit._id, visit])).values()];
}

function byTime(a: Visit, b: Visit): number {
	if (a.at !== b.at) return a.at < b.at ? -1 : 1;
	return a._id < b._id ? -1 : 1;
}

function latest(visits: readonly Visit[], is: (visit: Visit) => boolean): Visit | undefined {
	return visits.filter(is).at(-1);
}

function slotsOf(visits: readonly Visit[]): Slot[] {
	return SLOTS.filter((slot) => visits.some((visit) => visit.slot === slot));
}

/** The beginning of the n-th day after a moment: who knocked at 18:30 may come at 18:00 two days later. */
function daysAfter(at: string, days: number): string {
	return new Date(Date.parse(at.slice(0, 10)) + days * 86_400_000).toISOString();
}
