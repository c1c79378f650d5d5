/** Commitments to begin from: what they are, and what the form makes of one. */
import { isFed } from '$lib/rules';
import { kindOfUnit } from '$lib/rules';
import { emptyDraft, monthsFrom, type CommitmentDraft } from './commitment-draft.ts';
import { buyingExamples } from './examples/buying.ts';
import { doorstepExamples } from './examples/doorsteps.ts';
import type { Example } from './examples/example.ts';
import { findingExamples } from './examples/finding.ts';
import { gatheringExamples } from './examples/gatherings.ts';
import { promotingExamples } from './examples/promoting.ts';
import { sharingExamples } from './examples/sharing.ts';
import { tradingExamples } from './examples/trading.ts';

export type { Example };

/** All examples in today's language, those that most groups begin with first in each area. */
export function examples(): Example[] {
	return [
		...doorstepExamples(),
		...gatheringExamples(),
		...sharingExamples(),
		...findingExamples(),
		...promotingExamples(),
		...buyingExamples(),
		...tradingExamples()
	];
}

/** The form filled from an example, with a day counted from `today`. */
export function draftFrom(example: Example, today: Date): CommitmentDraft {
	const { id, area, title, difference, measure, target, months, baseline = 0, counted } = example;
	const { label, unit, kind, adds } = measure;
	const fed = counted !== undefined && isFed({ fed_by: counted });
	return {
		...emptyDraft,
		area,
		title,
		difference,
		label,
		unit,
		kind: kindOfUnit(unit) === kind ? '' : kind,
		adds: fed ? '' : adds,
		counted: fed ? counted : 'person',
		now: String(baseline),
		target: String(target),
		by: monthsFrom(today, months),
		example: id,
		tags: [...example.tags],
		principles: example.principles.map(String)
	};
}
