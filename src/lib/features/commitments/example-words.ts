import { m } from '$lib/i18n';
import { formatAmount } from '$lib/ui';
import { storedAmount } from '$lib/rules';
import type { Example } from './examples.ts';

/** How an example is measured, from where to where, and how long it may take. */
export function measureWords({ measure, baseline = 0, target, months }: Example): string {
	const { label, unit, kind } = measure;
	if (kind === 'yes_no') return m.commitments_examples_measure_yes({ label, months });
	const amount = formatAmount(storedAmount(target, kind), { unit, kind });
	if (baseline === 0) return m.commitments_examples_measure({ label, amount, months });
	const from = formatAmount(storedAmount(baseline, kind), { unit: '', kind });
	return m.commitments_examples_measure_from({ label, amount, baseline: from, months });
}
