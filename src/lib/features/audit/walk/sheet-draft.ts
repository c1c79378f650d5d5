/** The sheet of a co-op: what somebody changes of what is known, and the look that it comes to. Pure. */
import {
	audit,
	type AnyRecord,
	type AuditNoteInput,
	type Author,
	type Need,
	type Problem
} from '$lib/records';
import { enterpriseKind, pictureRecords, type AuditState, type EnterpriseAnswers } from '$lib/rules';
import type { ChosenPicture } from '$lib/ui';
import type { LookSaid } from './look.ts';

export const PRINCIPLES = [1, 2, 3, 4, 5, 6, 7] as const;
export type Principle = (typeof PRINCIPLES)[number];
export const SHEET_WORDS = ['uses', 'hours'] as const;

/** Only what was touched; the rest is as it is known. */
export interface SheetDraft {
	needs?: Need[];
	uses?: string;
	hours?: string;
	members?: string;
	wants_trade?: 'yes' | 'no' | 'unsure';
	evidence: Partial<Record<Principle, string>>;
	answers: EnterpriseAnswers;
	note: string;
}

export const emptySheet = (): SheetDraft => ({ evidence: {}, answers: {}, note: '' });

export interface SheetProblem {
	/** `evidence.3` for the third principle. */
	field: string;
	code: Problem['code'] | 'emptied';
	limit?: number;
}

/** What is known of a co-op, as a sheet shows it. */
export function knownSheet(
	state: AuditState,
	listed: readonly Need[]
): Required<Pick<SheetDraft, 'needs' | 'uses' | 'hours' | 'members'>> & SheetDraft {
	return {
		needs: [...(state.needs ?? listed)],
		uses: state.uses ?? '',
		hours: state.hours ?? '',
		members: state.members === undefined ? '' : String(state.members),
		...(state.wants_trade && { wants_trade: state.wants_trade }),
		evidence: Object.fromEntries(state.evidence.map(({ principle, words }) => [principle, words])),
		answers: {},
		note: ''
	};
}

/** Whether anything would be missed. */
export const isSheetBegun = ({ evidence, answers, note, ...rest }: SheetDraft): boolean =>
	note.trim() !== '' ||
	[rest, evidence, answers].some((each) => Object.values(each).some((value) => value !== undefined));

/** What a sheet says of whether it is there: what was seen last, or else that it is still here, for somebody was there. */
export function seenBySheet({ seen }: Pick<AuditState, 'seen'>): LookSaid {
	return seen === undefined || seen === 'new' ? 'confirmed' : seen;
}

/**
 * The look that a sheet comes to, with its picture before it: only what is another than it is known to be. `nothing` where
 * nothing is.
 */
export function sheetRecords(
	of: string,
	draft: SheetDraft,
	{ state, listed, picture }: { state: AuditState; listed: readonly Need[]; picture?: ChosenPicture },
	author: Author
): { ok: true; records: AnyRecord[] } | { ok: false; nothing?: boolean; problems: SheetProblem[] } {
	const known = knownSheet(state, listed);
	const problems: SheetProblem[] = [];
	const said: Omit<AuditNoteInput, 'of' | 'seen'> = {};
	const changed = (field: string, is: string | undefined, was: string): string | undefined => {
		const words = is?.trim();
		if (words === undefined || words === was) return undefined;
		if (words === '') problems.push({ field, code: 'emptied' });
		return words || undefined;
	};
	for (const field of SHEET_WORDS) {
		const words = changed(field, draft[field], known[field]);
		if (words) said[field] = words;
	}
	const members = changed('members', draft.members, known.members)?.replaceAll(',', '');
	if (members !== undefined && !/^\d{1,9}$/.test(members))
		problems.push({ field: 'members', code: 'format' });
	else if (members !== undefined) said.members = Number(members);
	if (draft.needs && !sameSet(draft.needs, known.needs)) said.needs = [...draft.needs];
	if (draft.wants_trade && draft.wants_trade !== known.wants_trade) said.wants_trade = draft.wants_trade;
	const evidence = PRINCIPLES.flatMap((principle) => {
		const words = changed(
			`evidence.${principle}`,
			draft.evidence[principle],
			known.evidence[principle] ?? ''
		);
		return words ? [{ principle, words }] : [];
	});
	if (evidence.length > 0) said.evidence = evidence;
	if (draft.note.trim()) said.note = draft.note.trim();
	const kind = kindSaid(draft.answers);
	if (kind && kind !== state.is_coop) said.is_coop = kind;
	if (problems.length > 0) return { ok: false, problems };
	if (Object.keys(said).length === 0 && !picture) return { ok: false, nothing: true, problems: [] };

	const photo = picture && photoOf(picture, author);
	if (photo && !photo.ok) return { ok: false, problems: photo.problems };
	const made = audit.make(
		{ of, seen: seenBySheet(state), ...said, ...(photo && { picture: photo.record.picture._id }) },
		author
	);
	if (!made.ok) return { ok: false, problems: made.problems.map((one) => placed(one, evidence)) };
	return {
		ok: true,
		records: photo ? [photo.record.picture, ...photo.record.parts, made.record] : [made.record]
	};
}

function photoOf({ bytes, format, width, height, about }: ChosenPicture, author: Author) {
	return pictureRecords(bytes, { format, width, height, about: about.trim() || undefined }, author);
}

/** What some answers make it; nothing where none was given. */
export const kindSaid = (answers: EnterpriseAnswers) =>
	Object.values(answers).some((answer) => answer !== undefined) ? enterpriseKind(answers).kind : undefined;

const sameSet = (one: readonly string[], other: readonly string[]) =>
	one.length === other.length && one.every((each) => other.includes(each));

/** A problem of what shows a principle, at that principle's field. */
function placed(problem: Problem, evidence: readonly { principle: number }[]): SheetProblem {
	const at = /^evidence\D+(\d+)/.exec(problem.field)?.[1];
	const principle = at === undefined ? undefined : evidence[Number(at)]?.principle;
	return principle === undefined ? problem : { ...problem, field: `evidence.${principle}` };
}
