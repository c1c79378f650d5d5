import { formatDate, formatList, formatNumber, formatPence, m } from '$lib/i18n';
import {
	FEEDS,
	REVIEW_STEPS,
	type Commitment,
	type Decision,
	type Feed,
	type HealthQuestion
} from '$lib/records';
import type { Outcome, YearFigures, YearPerson } from '$lib/rules';
import { formatAmount } from '$lib/ui';

export type Step = (typeof REVIEW_STEPS)[number];

/** About how long each step takes, in minutes; the commitments take five each. */
export const minutesOf: Record<Exclude<Step, 'commitments'>, number> = {
	begin: 5,
	year: 10,
	new: 10,
	health: 15,
	close: 10
};

export const stepName: Record<Step, () => string> = {
	begin: m.review_step_begin,
	year: m.review_step_year,
	commitments: m.review_step_commitments,
	new: m.review_step_new,
	health: m.review_step_health,
	close: m.review_step_close
};

export const decisionName: Record<Decision, () => string> = {
	keep: m.review_keep,
	change: m.review_change,
	drop: m.review_drop
};

export const decisionHint: Record<Decision, () => string> = {
	keep: m.review_keep_hint,
	change: m.review_change_hint,
	drop: m.review_drop_hint
};

export const healthWords: Record<HealthQuestion, { ask: () => string; more: () => string }> = {
	enjoy: { ask: m.review_health_enjoy, more: m.review_health_enjoy_more },
	doing: { ask: m.review_health_doing, more: m.review_health_doing_more },
	people: { ask: m.review_health_people, more: m.review_health_people_more },
	reach: { ask: m.review_health_reach, more: m.review_health_reach_more },
	work: { ask: m.review_health_work, more: m.review_health_work_more },
	money: { ask: m.review_health_money, more: m.review_health_money_more },
	future: { ask: m.review_health_future, more: m.review_health_future_more }
};

const feedName: Record<Feed, (of: { count: number }) => string> = {
	doors: m.review_doors,
	talks: m.review_talks,
	cards: m.review_cards,
	attendance: m.review_attendance,
	items: m.review_items,
	saved: () => m.review_saved(),
	referred: m.review_referred,
	audited: m.review_audited
};

/** What was counted in a year, as figures with their words; what came to nothing is left out. */
export function yearCounts(year: YearFigures): { key: string; value: string; label: string }[] {
	const fed = FEEDS.flatMap((feed) => {
		const count = year.fed[feed];
		if (!count) return [];
		const value = feed === 'saved' ? formatPence(count) : formatNumber(count);
		return [{ key: feed as string, value, label: feedName[feed]({ count }) }];
	});
	const more = [
		{ key: 'days', count: year.days, label: m.review_days({ count: year.days }) },
		{ key: 'entries', count: year.entries, label: m.review_entries({ count: year.entries }) }
	];
	return [
		...fed,
		...more
			.filter(({ count }) => count > 0)
			.map(({ count, ...rest }) => ({ ...rest, value: formatNumber(count) }))
	];
}

/** "40 doors, 3 rounds": what somebody did. */
export function whatTheyDid({ doors, rounds, entries, stories }: YearPerson): string {
	return [
		doors && m.review_did_doors({ count: doors }),
		rounds && m.review_did_rounds({ count: rounds }),
		entries && m.review_did_entries({ count: entries }),
		stories && m.review_did_stories({ count: stories })
	]
		.filter(Boolean)
		.join(', ');
}

/** "40 households by 12 July 2027". */
export const sayTarget = (
	{ value, by }: Commitment['target'],
	{ measure }: Pick<Commitment, 'measure'>
): string => m.review_target_by({ target: formatAmount(value, measure), date: formatDate(by) });

/** What closing will do to one commitment, in words. */
export function sayOutcome({ commitment, decision, undecided, target, note }: Outcome): string {
	const { title, measure } = commitment;
	if (decision === 'drop')
		return note ? m.review_close_drop_why({ title, why: note }) : m.review_close_drop({ title });
	if (target)
		return m.review_close_target({
			title,
			target: formatAmount(target.value, measure),
			date: formatDate(target.by)
		});
	if (decision === 'change') return m.review_close_change({ title });
	return undecided ? m.review_close_undecided({ title }) : m.review_close_keep({ title });
}

/** What the public may read of a year, made of its figures. Names nobody, and no commitment that is not shared. */
export function summaryOf(year: YearFigures, decided: readonly Outcome[]): string {
	const { doors = 0, talks = 0 } = year.fed;
	const achieved = year.commitments
		.filter(({ status, commitment }) => status === 'achieved' && commitment.shared)
		.map(({ commitment }) => `“${commitment.title}”`);
	const count = (decision: Decision) => decided.filter((one) => one.decision === decision).length;
	const [kept, changed, dropped] = [count('keep'), count('change'), count('drop')];
	const decisions = [
		kept > 0 && m.review_figures_kept({ count: kept }),
		changed > 0 && m.review_figures_changed({ count: changed }),
		dropped > 0 && m.review_figures_dropped({ count: dropped })
	].filter((words) => words !== false);
	const stories = year.stories.filter(({ state }) => state === 'published').length;
	const decisionWords = formatList(decisions);
	return [
		talks > 0
			? m.review_figures_sentence_talks({ doors: formatNumber(doors), count: talks })
			: doors > 0 && m.review_figures_sentence_doors({ doors: formatNumber(doors), count: doors }),
		achieved.length > 0 && m.review_figures_achieved({ titles: formatList(achieved) }),
		stories > 0 && m.review_figures_stories({ count: stories }),
		decisionWords && `${kept > 0 ? decisionWords : m.review_figures_we({ what: decisionWords })}.`
	]
		.filter(Boolean)
		.join(' ');
}
