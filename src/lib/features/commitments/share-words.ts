/** What a notice board says of a commitment: one figure to be read from afar, and what it means. */
import { formatDate, m } from '$lib/i18n';
import type { CommitmentRow } from '$lib/store';
import { formatAmount } from '$lib/ui';

export interface ShareWords {
	group: string;
	title: string;
	difference: string;
	/** The figure, as large as it can be; what was promised where nothing has been counted. */
	figure: string;
	/** What follows the figure. */
	of: string;
	by: string;
	asOf: string;
	/** The address of the community's public page, if there is one. */
	page: string | undefined;
}

/** The words for a commitment as it stands on a day. */
export function shareWords(
	commitment: CommitmentRow,
	group: string,
	page: string | undefined,
	now: Date
): ShareWords {
	const { title, difference, measure, target, baseline, progress } = commitment;
	const goal = formatAmount(target.value, measure);
	const towards = target.value < baseline.value ? m.share_towards : m.share_of;
	const counted = progress.tracked && progress.value !== undefined;
	return {
		...{ group, title, difference, page },
		figure: counted ? formatAmount(progress.value ?? 0, { ...measure, unit: '' }) : goal,
		of: counted ? towards({ target: goal }) : m.share_promised(),
		by: m.share_by({ date: formatDate(target.by) }),
		asOf: m.share_as_of({ day: formatDate(now.toISOString()) })
	};
}
