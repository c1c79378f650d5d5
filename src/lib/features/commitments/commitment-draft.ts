/**
 * What somebody types into the form of a commitment, and what it comes to. Pure: the screen shows the answers,
 * the record's own check has the last word.
 */
import type { Area, CommitmentInput, Feed, Measure, Problem } from '$lib/records';
import { kindOfUnit, parseAmount, storedAmount } from './amounts.ts';

/** What counts by itself from the doors; `person` is written down by hand. */
export type Counted = 'person' | Extract<Feed, 'doors' | 'talks' | 'cards'>;

/** Text as typed, so that a half-written form can be kept and shown again. */
export interface CommitmentDraft {
	area: Area | '';
	title: string;
	difference: string;
	counted: Counted;
	label: string;
	unit: string;
	now: string;
	target: string;
	by: string;
}

export type DraftField = keyof CommitmentDraft;

/** What is wrong with one field of the form. */
export interface DraftProblem {
	field: DraftField | '';
	code: Problem['code'] | 'number' | 'choose';
	limit?: number;
}

export const emptyDraft: Readonly<CommitmentDraft> = {
	area: '',
	title: '',
	difference: '',
	counted: 'person',
	label: '',
	unit: '',
	now: '0',
	target: '',
	by: ''
};

/** Whether anything was typed that would be missed. */
export function isBegun(draft: CommitmentDraft): boolean {
	return (Object.keys(emptyDraft) as DraftField[]).some((field) => draft[field] !== emptyDraft[field]);
}

/** Words of the measures that count by themselves. */
export type FedWords = Record<Exclude<Counted, 'person'>, { label: string; unit: string }>;

/**
 * Chooses what counts. A measure fed by the doors brings its own label and unit; going back to counting by hand
 * takes them away again unless somebody changed them.
 */
export function chooseCounted(draft: CommitmentDraft, counted: Counted, words: FedWords): CommitmentDraft {
	const ours = (field: 'label' | 'unit') =>
		Object.values(words).some((fed) => fed[field] === draft[field].trim());
	if (counted !== 'person') return { ...draft, counted, ...words[counted] };
	return {
		...draft,
		counted,
		label: ours('label') ? '' : draft.label,
		unit: ours('unit') ? '' : draft.unit
	};
}

/** The measure that the form describes, towards its target. */
function measureOf(draft: CommitmentDraft, now: number, target: number): Measure {
	return {
		label: draft.label,
		unit: draft.unit,
		kind: kindOfUnit(draft.unit),
		adds: draft.counted === 'person' ? 'latest' : 'sum',
		better: target < now ? 'down' : 'up',
		...(draft.counted !== 'person' && { fed_by: draft.counted })
	};
}

/** The input of a commitment made at `at` (RFC 3339), or what has to be filled in first. */
export function readDraft(
	draft: CommitmentDraft,
	at: string
): { ok: true; input: CommitmentInput } | { ok: false; problems: DraftProblem[] } {
	const problems: DraftProblem[] = [];
	const { area } = draft;
	if (!area) problems.push({ field: 'area', code: 'choose' });
	for (const field of ['title', 'difference', 'label', 'unit', 'by'] as const) {
		if (!draft[field].trim()) problems.push({ field, code: 'required' });
	}
	const [now, target] = [parseAmount(draft.now), parseAmount(draft.target)];
	if (now === undefined) problems.push({ field: 'now', code: draft.now.trim() ? 'number' : 'required' });
	if (target === undefined)
		problems.push({ field: 'target', code: draft.target.trim() ? 'number' : 'required' });
	if (!area || now === undefined || target === undefined || problems.length > 0)
		return { ok: false, problems };
	const measure = measureOf(draft, now, target);
	return {
		ok: true,
		input: {
			area,
			title: draft.title,
			difference: draft.difference,
			measure,
			baseline: { value: storedAmount(now, measure.kind), at },
			target: { value: storedAmount(target, measure.kind), by: draft.by }
		}
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
	'target.by': 'by'
};

/** What the record's check found, at the fields of the form. */
export function placeProblems(problems: readonly Problem[]): DraftProblem[] {
	return problems.map(({ field, code, limit }) => ({ field: places[field] ?? '', code, limit }));
}

/** A friendly question beside a field. It never stops anybody. */
export type Prompt = 'vague' | 'same' | 'down' | 'past' | 'far' | 'measure' | 'by' | 'target';

const vague = /^(more |better |improve|increase|raise awareness|aware|help|be |happier|stronger)/i;
const twoYears = 2 * 365.25 * 86_400_000;

/** What a neighbour would ask back, by field. `touched` are the fields that somebody has been to. */
export function askBack(
	draft: CommitmentDraft,
	now: Date,
	touched: ReadonlySet<DraftField>
): Partial<Record<DraftField, Prompt>> {
	const prompts: Partial<Record<DraftField, Prompt>> = {};
	if (touched.has('title') && draft.title.trim() && !draft.label.trim()) prompts.label = 'measure';
	else if (vague.test(draft.label.trim())) prompts.label = 'vague';
	const [from, to] = [parseAmount(draft.now), parseAmount(draft.target)];
	if (from !== undefined && to !== undefined && from === to) prompts.target = 'same';
	else if (from !== undefined && to !== undefined && to < from) prompts.target = 'down';
	else if (touched.has('target') && !draft.target.trim()) prompts.target = 'target';
	const days = draft.by ? Date.parse(draft.by) - now.getTime() : undefined;
	if (days !== undefined && days < -86_400_000) prompts.by = 'past';
	else if (days !== undefined && days > twoYears) prompts.by = 'far';
	else if (touched.has('by') && !draft.by) prompts.by = 'by';
	return prompts;
}

/** The day that lies so many months after `from`, as YYYY-MM-DD; the last of a shorter month. */
export function monthsFrom(from: Date, months: number): string {
	const first = new Date(Date.UTC(from.getFullYear(), from.getMonth() + months + 1, 0));
	const day = Math.min(from.getDate(), first.getUTCDate());
	return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), day)).toISOString().slice(0, 10);
}
