/** What a neighbour would ask back while a commitment is written. A question never stops anybody and never returns. */
import { readAmount } from '$lib/rules';
import { kindOf, type CommitmentDraft, type DraftField } from './commitment-draft.ts';

export type Prompt =
	'vague' | 'same' | 'down' | 'past' | 'far' | 'measure' | 'by' | 'target' | 'difference' | 'whom';

export type Prompts = Partial<Record<DraftField, Prompt>>;

const vague = /^(more |better |improve|increase|raise awareness|aware|help|be |happier|stronger)/i;
const twoYears = 2 * 365.25 * 86_400_000;

/** The open question at each field. `touched` are the fields that somebody has been to. */
export function askBack(draft: CommitmentDraft, now: Date, touched: ReadonlySet<DraftField>): Prompts {
	const all: Prompts = {
		difference: askOfDifference(draft, touched),
		label: askOfMeasure(draft, touched),
		target: kindOf(draft) === 'yes_no' ? undefined : askOfTarget(draft, touched),
		by: askOfDay(draft, now, touched)
	};
	return Object.fromEntries(
		Object.entries(all).filter(([, prompt]) => prompt && !draft.settled.includes(prompt))
	);
}

function askOfDifference({ difference }: CommitmentDraft, touched: ReadonlySet<DraftField>) {
	if (!touched.has('difference')) return undefined;
	const words = difference.trim().split(/\s+/).filter(Boolean).length;
	return words === 0 ? 'difference' : words < 4 ? 'whom' : undefined;
}

function askOfMeasure({ title, label }: CommitmentDraft, touched: ReadonlySet<DraftField>) {
	if (touched.has('title') && title.trim() && !label.trim()) return 'measure';
	return vague.test(label.trim()) ? 'vague' : undefined;
}

function askOfTarget({ now, target, better }: CommitmentDraft, touched: ReadonlySet<DraftField>) {
	if (!touched.has('target')) return undefined;
	if (!target.trim()) return 'target';
	const [from, to] = [readAmount(now), readAmount(target)];
	if (!from.ok || !to.ok) return undefined;
	if (from.value === to.value) return 'same';
	return to.value < from.value && !better ? 'down' : undefined;
}

function askOfDay({ by }: CommitmentDraft, now: Date, touched: ReadonlySet<DraftField>) {
	if (!by) return touched.has('by') ? 'by' : undefined;
	const days = Date.parse(by) - now.getTime();
	return days < -86_400_000 ? 'past' : days > twoYears ? 'far' : undefined;
}

/** The questions that stood there before and stand there no more: answered, so not to be asked again. */
export function answered(before: Prompts, after: Prompts): Prompt[] {
	return (Object.entries(before) as [DraftField, Prompt][])
		.filter(([field, prompt]) => after[field] !== prompt)
		.map(([, prompt]) => prompt);
}
