/**
 * What somebody types into the form of a commitment, and what it comes to. Pure: the screen shows the answers,
 * the record's own check has the last word.
 */
import type { Area, Commitment, CommitmentInput, Feed, Measure, Problem } from '$lib/records';
import { kindOfUnit, readAmount, storedAmount, unitOfKind, type AmountProblem } from '$lib/rules';

/** What may be chosen for later: who looks after it and how often, and what it is about. */
export interface MoreDraft {
	owner: string;
	check_in: NonNullable<Commitment['check_in']> | '';
	tags: string[];
	/** Of the ICA's seven, by their numbers. */
	principles: string[];
}

/** Text as typed, so that a half-written form can be kept and shown again. Nothing in a choice is what the rest tells. */
export interface CommitmentDraft extends MoreDraft {
	area: Area | '';
	title: string;
	difference: string;
	/** What counts by itself; `person` is written down by hand. */
	counted: 'person' | Feed;
	label: string;
	unit: string;
	kind: Measure['kind'] | '';
	adds: Measure['adds'] | '';
	better: Measure['better'] | '';
	now: string;
	target: string;
	by: string;
	/** The example that it was made from. */
	example: string;
	/** Questions that were answered or waved away: none is asked twice. */
	settled: string[];
}

export type DraftField = Exclude<keyof CommitmentDraft, 'settled'>;

/** What is wrong with one field of the form. */
export interface DraftProblem {
	field: DraftField | '';
	code: Problem['code'] | AmountProblem | 'choose';
	limit?: number;
}

export const emptyDraft: Readonly<CommitmentDraft> = {
	area: '',
	title: '',
	difference: '',
	counted: 'person',
	label: '',
	unit: '',
	kind: '',
	adds: '',
	better: '',
	now: '0',
	target: '',
	by: '',
	owner: '',
	check_in: '',
	tags: [],
	principles: [],
	example: '',
	settled: []
};

/** Whether anything was typed that would be missed. */
export function isBegun(draft: CommitmentDraft): boolean {
	return (Object.keys(emptyDraft) as (keyof CommitmentDraft)[]).some(
		(field) => field !== 'settled' && String(draft[field]) !== String(emptyDraft[field])
	);
}

/** The words of a measure that counts by itself. */
export type FedMeasure = Pick<Measure, 'label' | 'unit'>;

/**
 * Chooses what counts. A fed measure brings its own label and unit; going back to counting by hand takes them away
 * again unless somebody changed them.
 */
export function chooseCounted(
	draft: CommitmentDraft,
	counted: CommitmentDraft['counted'],
	measureOf: (feed: Feed) => FedMeasure
): CommitmentDraft {
	if (counted !== 'person') return { ...draft, counted, kind: '', adds: '', ...measureOf(counted) };
	const ours = draft.counted === 'person' ? undefined : measureOf(draft.counted);
	return {
		...draft,
		counted,
		label: draft.label.trim() === ours?.label ? '' : draft.label,
		unit: draft.unit.trim() === ours?.unit ? '' : draft.unit
	};
}

/** The kind of figure that the form describes: as chosen, or as its unit tells. */
export const kindOf = ({ kind, unit }: Pick<CommitmentDraft, 'kind' | 'unit'>): Measure['kind'] =>
	kind || kindOfUnit(unit);

/** How entries come to one figure: what counts by itself adds up, and answers never do. */
export function addsOf(draft: CommitmentDraft): Measure['adds'] {
	if (draft.counted !== 'person') return 'sum';
	const adds = draft.adds || 'latest';
	return adds === 'sum' && !['count', 'money'].includes(kindOf(draft)) ? 'latest' : adds;
}

/** The measure that the form describes, towards its target. */
function readMeasure(draft: CommitmentDraft, now: number, target: number): Measure {
	const kind = kindOf(draft);
	return {
		label: draft.label,
		unit: unitOfKind(draft.kind) ?? draft.unit,
		kind,
		adds: addsOf(draft),
		better: (kind !== 'yes_no' && draft.better) || (target < now ? 'down' : 'up'),
		...(draft.counted !== 'person' && { fed_by: draft.counted })
	};
}

/** Where it begins and what is to be reached; a yes needs no figures. */
function readFigures(draft: CommitmentDraft): { now?: number; target?: number; problems: DraftProblem[] } {
	const kind = kindOf(draft);
	if (kind === 'yes_no') return { now: 0, target: 1, problems: [] };
	const [now, target] = [readAmount(draft.now, kind), readAmount(draft.target, kind)];
	const problems: DraftProblem[] = [];
	if (!now.ok) problems.push({ field: 'now', code: now.code });
	if (!target.ok) problems.push({ field: 'target', code: target.code });
	return { ...(now.ok && { now: now.value }), ...(target.ok && { target: target.value }), problems };
}

/** The input of a commitment made at `at` (RFC 3339), or what has to be filled in first. */
export function readDraft(
	draft: CommitmentDraft,
	at: string
): { ok: true; input: CommitmentInput } | { ok: false; problems: DraftProblem[] } {
	const problems: DraftProblem[] = [];
	const { area } = draft;
	if (!area) problems.push({ field: 'area', code: 'choose' });
	const typed = ['title', 'difference', 'label', ...(unitOfKind(draft.kind) ? [] : ['unit']), 'by'];
	for (const field of typed as DraftField[]) {
		if (!String(draft[field]).trim()) problems.push({ field, code: 'required' });
	}
	const { now, target, problems: wrong } = readFigures(draft);
	problems.push(...wrong);
	if (!area || now === undefined || target === undefined || problems.length > 0)
		return { ok: false, problems };
	const measure = readMeasure(draft, now, target);
	return {
		ok: true,
		input: {
			area,
			title: draft.title,
			difference: draft.difference,
			measure,
			baseline: { value: storedAmount(now, measure.kind), at },
			target: { value: storedAmount(target, measure.kind), by: draft.by },
			...(draft.example && { example: draft.example }),
			...readMore(draft)
		}
	};
}

/** What was chosen for later, as the record has it: what was left open is undefined. */
export function readMore({ owner, check_in, tags, principles }: MoreDraft) {
	return {
		owner: owner || undefined,
		check_in: check_in || undefined,
		tags: tags.length > 0 ? tags : undefined,
		principles: principles.length > 0 ? principles.map(Number) : undefined
	};
}

/** The same the other way round, to change it. */
export function moreOf({ owner, check_in, tags, principles }: Partial<Commitment>): MoreDraft {
	return {
		owner: owner ?? '',
		check_in: check_in ?? '',
		tags: [...(tags ?? [])],
		principles: (principles ?? []).map(String)
	};
}

const places: Record<string, DraftField> = {
	area: 'area',
	title: 'title',
	difference: 'difference',
	'measure.label': 'label',
	'measure.unit': 'unit',
	'baseline.value': 'now',
	'target.value': 'target',
	'target.by': 'by',
	owner: 'owner'
};

/** What the record's check found, at the fields of the form. */
export function placeProblems(problems: readonly Problem[]): DraftProblem[] {
	return problems.map(({ field, code, limit }) => ({
		field: places[field] ?? (/^tags\b/.test(field) ? 'tags' : ''),
		code,
		limit
	}));
}

/** The day that lies so many months after `from`, as YYYY-MM-DD; the last of a shorter month. */
export function monthsFrom(from: Date, months: number): string {
	const first = new Date(Date.UTC(from.getFullYear(), from.getMonth() + months + 1, 0));
	const day = Math.min(from.getDate(), first.getUTCDate());
	return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), day)).toISOString().slice(0, 10);
}
