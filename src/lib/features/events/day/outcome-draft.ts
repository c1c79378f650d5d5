/** What somebody types of what came of an event, and what it comes to. Pure: the record's own check has the last word. */
import { TALLIED, type Outcome, type Tallied } from '$lib/records';
import { readTally, typedTally, type TallyProblem } from '$lib/rules';

/** The most that can have been counted: a billion of what is kept. */
const MOST = 1_000_000_000;

const WORDS = ['went_well', 'do_otherwise', 'thanks'] as const;

export interface OutcomeDraft {
	/** As they are typed; empty stands for what was counted. */
	figures: Record<Tallied, string>;
	went_well: string;
	do_otherwise: string;
	thanks: string;
}

export type OutcomeFields = { [K in Tallied | (typeof WORDS)[number]]: Outcome[K] | undefined };

/** The form as it begins, or as somebody left it. */
export function outcomeDraft(said?: Outcome): OutcomeDraft {
	const typed = TALLIED.map((of) => {
		const value = said?.[of];
		return [of, value === undefined ? '' : typedTally(value, of)];
	});
	const { went_well = '', do_otherwise = '', thanks = '' } = said ?? {};
	return { figures: Object.fromEntries(typed), went_well, do_otherwise, thanks };
}

/** What the form comes to: a figure that is left empty is what was counted, also by phones that tell of it later. */
export function readOutcome(
	draft: OutcomeDraft
): { ok: true; fields: OutcomeFields } | { ok: false; problems: Partial<Record<Tallied, TallyProblem>> } {
	const problems: Partial<Record<Tallied, TallyProblem>> = {};
	const figures: Partial<Record<Tallied, number>> = {};
	for (const of of TALLIED) {
		if (!draft.figures[of].trim()) continue;
		const read = readTally(draft.figures[of], of, MOST);
		if (read.ok) figures[of] = read.value;
		else problems[of] = read.code;
	}
	if (Object.keys(problems).length > 0) return { ok: false, problems };
	const all = TALLIED.map((of) => [of, figures[of]]);
	const words = WORDS.map((field) => [field, draft[field].trim() || undefined]);
	return { ok: true, fields: Object.fromEntries([...all, ...words]) as OutcomeFields };
}

/** What differs between the form as it was shown and as it is now: all else may have been said by somebody else since. */
export function changesOf(before: OutcomeDraft, now: OutcomeDraft): Partial<OutcomeFields> {
	const [was, is] = [readOutcome(before), readOutcome(now)];
	if (!was.ok || !is.ok) return {};
	const fields = Object.entries(is.fields) as [keyof OutcomeFields, unknown][];
	return Object.fromEntries(fields.filter(([field, value]) => value !== was.fields[field]));
}
