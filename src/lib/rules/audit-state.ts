/** What all notes on a co-op come to: the same on every phone, whatever order they arrive in. */
import { canonical, type AuditNote, type Evidence } from '../records/index.ts';
import { daysFrom } from './calendar-days.ts';
import { coopOf } from './outlet-ids.ts';

/** What a look can say, each by itself. */
const FIELDS = [
	'seen',
	'is_coop',
	'needs',
	'uses',
	'members',
	'hours',
	'wants_trade',
	'picture',
	'note',
	'moved_to'
] as const;
/** Of these two auditors can be of two minds; what they say in their own words always differs. */
const COMPARED = ['seen', 'is_coop', 'needs', 'members', 'wants_trade'] as const;

type Field = (typeof FIELDS)[number];
export type Differing = (typeof COMPARED)[number];

export interface AuditState extends Partial<Pick<AuditNote, Field>> {
	/** How often it was looked at; 0 = nobody has looked yet, and nothing else is known. */
	looks: number;
	/** When it was last looked at, and how many days ago that is. */
	at?: string;
	days?: number;
	/** What shows that a principle is lived, the last word on each, in their order. */
	evidence: Evidence[];
	/** What two people saw differently on one day, the last on which it was looked for. */
	differs: Differing[];
}

/** What nobody has looked at. */
export const NOT_YET: AuditState = { looks: 0, evidence: [], differs: [] };

/**
 * What these notes on one co-op come to on a day (YYYY-MM-DD). Of each field the latest look that says something of it
 * counts. Notes that were taken back are not to be among them.
 */
export function auditState(notes: readonly AuditNote[], today: string): AuditState {
	const looks = inOrder(notes);
	const last = looks.at(-1);
	if (!last) return NOT_YET;
	const known: Record<string, unknown> = {};
	for (const field of FIELDS) {
		const value = looks.findLast((note) => note[field] !== undefined)?.[field];
		if (value !== undefined) known[field] = value;
	}
	const words = new Map(looks.flatMap(({ evidence = [] }) => evidence.map((one) => [one.principle, one])));
	return {
		...known,
		looks: looks.length,
		at: last.at,
		days: Math.max(0, daysFrom(dayOf(last), today)),
		evidence: [...words.values()].sort((a, b) => a.principle - b.principle),
		differs: COMPARED.filter((field) => isDisputed(looks, field))
	};
}

/** The states of all co-ops that somebody looked at, by the id of each. */
export function auditStates(notes: readonly AuditNote[], today: string): Map<string, AuditState> {
	return new Map([...groupBy(notes, ({ of }) => of)].map(([of, its]) => [of, auditState(its, today)]));
}

/** Whether a co-op is there as far as anybody knows: nobody saw that it is gone, or that it is something else. */
export function isCoopHere({
	seen,
	is_coop = 'unsure'
}: Partial<Pick<AuditNote, 'seen' | 'is_coop'>>): boolean {
	return seen !== 'gone' && (is_coop === 'coop' || is_coop === 'unsure');
}

/**
 * What looks add to _co-ops found_: one for each, on the day on which it was first seen to be there and not said to be
 * something else (decision 021). Its branches are no further co-ops (decision 025).
 */
export function foundDays(notes: readonly AuditNote[]): { day: string; audited: number }[] {
	const found = notes.filter((note) => note.seen !== 'unsure' && isCoopHere(note));
	return [...groupBy(found, ({ of }) => coopOf(of)).values()].map((its) => ({
		day: its.map(dayOf).sort()[0] as string,
		audited: 1
	}));
}

const dayOf = ({ at }: AuditNote) => at.slice(0, 10);

function groupBy(notes: readonly AuditNote[], keyOf: (note: AuditNote) => string): Map<string, AuditNote[]> {
	const groups = new Map<string, AuditNote[]>();
	for (const note of notes) {
		const its = groups.get(keyOf(note));
		if (its) its.push(note);
		else groups.set(keyOf(note), [note]);
	}
	return groups;
}

function inOrder(notes: readonly AuditNote[]): AuditNote[] {
	const key = ({ at, _id }: AuditNote) => `${at} ${_id}`;
	return [...notes].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/**
 * What each person said last of a field, on the last day on which anybody was sure of it, by the person's id; what one
 * found that nobody had listed is there.
 */
export function lastWords<F extends Differing>(
	notes: readonly AuditNote[],
	field: F
): Map<string, NonNullable<AuditNote[F]>> {
	const sure = inOrder(notes).filter((note) => note[field] !== undefined && note[field] !== 'unsure');
	const last = sure.at(-1);
	const that = last ? sure.filter((note) => dayOf(note) === dayOf(last)) : [];
	const said = (note: AuditNote) => (note[field] === 'new' ? 'confirmed' : note[field]);
	return new Map(that.map((note) => [note.created_by, said(note) as NonNullable<AuditNote[F]>]));
}

/** Whether two people said different things on the last day on which anybody was sure. */
function isDisputed(looks: readonly AuditNote[], field: Differing): boolean {
	return new Set([...lastWords(looks, field).values()].map(canonical)).size > 1;
}
