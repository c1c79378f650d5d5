import { codeOf } from '$lib/errors';
import { formatDistance, formatList, formatNumber, m, notSaved } from '$lib/i18n';
import type { AuditNote, Problem, Seen } from '$lib/records';
import { lastWords, REACHES, type AuditState, type Differing, type Reach } from '$lib/rules';
import type { CoopMarkName } from '$lib/ui';
import type { WalkedCoop } from './walked.ts';

/** Why something was not saved on this phone, and what is safe. */
export const saveProblem = (error: unknown): string => notSaved(codeOf(error));

const seenWords: Record<Seen, () => string> = {
	confirmed: m.audit_still_here,
	gone: m.audit_gone,
	moved: m.audit_moved,
	unsure: m.audit_not_sure,
	new: m.audit_found
};

/** What a look said, as its button does. */
export const saySeen = (seen: Seen): string => seenWords[seen]();

/** How long ago, within a sentence: “today”, “12 days ago”. */
export function agoWords(days: number): string {
	if (days === 0) return m.audit_today();
	return days === 1 ? m.audit_yesterday() : m.audit_days_ago({ count: days });
}

/** “Still here, 12 days ago by Ann”; what nobody has looked at says so. */
export function stateLine({ seen, days = 0 }: AuditState, who: string | undefined): string {
	if (!seen) return m.audit_not_looked();
	return m.audit_state({ seen: saySeen(seen), ago: agoWords(days), who: who ?? m.audit_somebody() });
}

/** The mark of a state. */
export function markOf({ seen, differs }: AuditState, own: boolean): CoopMarkName {
	if (!seen) return 'unseen';
	if (differs.includes('seen') || seen === 'unsure') return 'unsure';
	if (seen === 'gone') return 'gone';
	return own ? 'new' : 'here';
}

const differing: Record<Exclude<Differing, 'seen'>, () => string> = {
	is_coop: m.audit_differs_is_coop,
	needs: m.audit_differs_needs,
	members: m.audit_differs_members,
	wants_trade: m.audit_differs_trade
};
const says: Record<Seen, (inputs: { who: string }) => string> = {
	confirmed: m.audit_says_here,
	new: m.audit_says_here,
	gone: m.audit_says_gone,
	moved: m.audit_says_moved,
	unsure: m.audit_says_here
};

/** What two people saw differently on one day, a sentence for each; `notes` are those on this co-op. */
export function differLines(
	{ differs }: AuditState,
	notes: readonly AuditNote[],
	nameOf: (member: string) => string
): string[] {
	return differs.map((field) => {
		if (field !== 'seen') return m.audit_differs_on({ what: differing[field]() });
		const said = [...lastWords(notes, 'seen')].map(([who, seen]) => says[seen]({ who: nameOf(who) }));
		return m.audit_differs({ said: formatList(said) });
	});
}

const reaches: Record<(typeof REACHES)[number], string> = {
	500: '500 m',
	1000: '1 km',
	2000: '2 km',
	5000: '5 km',
	10000: '10 km'
};

/** How far an audit reaches: “2 km”. */
export const reachWords = (reach: Reach): string =>
	reach === 'patches' ? m.audit_reach_patches() : reaches[reach];

/** Where it is and how far that is: “Rochdale · 4 minutes’ walk”. */
export const whereLine = ({ owner, place }: Pick<WalkedCoop, 'owner' | 'place'>, metres?: number): string =>
	[owner && m.coop_branch_of({ owner: owner.name }), place, metres !== undefined && formatDistance(metres)]
		.filter(Boolean)
		.join(' · ');

/** What is wrong with a field, if anything. */
export function problemAt(problems: readonly Problem[], field: string): string | undefined {
	const found = problems.find((problem) => problem.field === field);
	if (!found) return undefined;
	if (found.code === 'required') return m.audit_problem_required();
	if (found.code === 'too_long') return m.audit_problem_long({ limit: formatNumber(found.limit ?? 160) });
	return m.audit_problem_other();
}
