/**
 * Helps to tell a co-op from what is near to one, by five questions that can be asked over a counter.
 *
 * A co-op is owned by people who chose to join, who decide with one vote each, and is run for what they need together
 * (ICA, Statement on the Co-operative Identity, 1995: the definition and the first three principles). In outline, and in
 * the law of the United Kingdom:
 * - a co-operative society, and a society for the benefit of the community, are registered under the Co-operative and
 *   Community Benefit Societies Act 2014; a co-op may also be a company or a partnership with such rules;
 * - building societies (Building Societies Act 1986) and friendly societies (Friendly Societies Act 1992), mutual insurers, and
 *   trusts that hold a firm for those who work there are mutuals: run for their members, who became members with their
 *   account, their policy or their job;
 * - a social enterprise is run for others and keeps what is left over for that, as a community interest company must
 *   (Companies (Audit, Investigations and Community Enterprise) Act 2004);
 * - a charity is for the public's benefit alone (Charities Act 2011, and Scotland's and Northern Ireland's own).
 * No law draws these lines by such questions: what comes of them is where to look, and never a verdict.
 */
import type { Enterprise } from '../records/index.ts';

export const ENTERPRISE_QUESTIONS = [
	/** Do people own it who chose to join, more than by opening an account, taking a policy or a job? */
	'joined',
	/** Has each of them one vote, whatever they put in? */
	'one_vote',
	/** Is it run for its own members, who use it, work in it or live in it, rather than for others? */
	'for_members',
	/** Does what is left over go to owners by the money that they put in? */
	'for_investors',
	/** Is it registered as a charity? */
	'charity'
] as const;

export type EnterpriseQuestion = (typeof ENTERPRISE_QUESTIONS)[number];
export type EnterpriseAnswers = Partial<Record<EnterpriseQuestion, 'yes' | 'no' | 'unsure'>>;

export type EnterpriseReason =
	| 'registered_charity'
	/** A charity is for the public, a co-op for its members: something was misunderstood. */
	| 'charity_for_members'
	| 'money_decides'
	| 'for_others'
	| 'members_own'
	| 'one_vote_each'
	| 'for_members'
	| 'not_by_joining'
	| 'votes_differ'
	/** The answer to this question would decide. */
	| `ask_${EnterpriseQuestion}`;

export interface EnterpriseGuess {
	kind: Enterprise;
	reasons: EnterpriseReason[];
}

type Known = Record<EnterpriseQuestion, boolean>;

/**
 * What these answers make it, and why. Where something is not known, it is what it would be however that turned out; if
 * that would make a difference it is `unsure`, with what to ask.
 */
export function enterpriseKind(answers: EnterpriseAnswers): EnterpriseGuess {
	const open = ENTERPRISE_QUESTIONS.filter((question) => (answers[question] ?? 'unsure') === 'unsure');
	const cases = completions(answers);
	const [first] = cases.map(guess) as [EnterpriseGuess];
	if (cases.every((known) => guess(known).kind === first.kind)) return { ...first, reasons: common(cases) };
	const decides = (question: EnterpriseQuestion) =>
		cases.some((known) => guess(known).kind !== guess({ ...known, [question]: !known[question] }).kind);
	return { kind: 'unsure', reasons: open.filter(decides).map((question) => `ask_${question}` as const) };
}

function guess(known: Known): EnterpriseGuess {
	const { joined, one_vote, for_members, for_investors, charity } = known;
	if (charity && for_members) return { kind: 'unsure', reasons: ['charity_for_members'] };
	if (charity) return { kind: 'charity', reasons: ['registered_charity'] };
	if (for_investors) return { kind: 'no', reasons: ['money_decides'] };
	if (!for_members) return { kind: 'social_enterprise', reasons: ['for_others'] };
	if (joined && one_vote) return { kind: 'coop', reasons: ['members_own', 'one_vote_each', 'for_members'] };
	return {
		kind: 'mutual',
		reasons: ['for_members', ...(joined ? [] : (['not_by_joining'] as const)), ...votes(one_vote)]
	};
}

const votes = (one_vote: boolean): EnterpriseReason[] => (one_vote ? [] : ['votes_differ']);

/** All that could be true where some answers are not known. */
function completions(answers: EnterpriseAnswers): Known[] {
	return ENTERPRISE_QUESTIONS.reduce<Known[]>(
		(cases, question) => {
			const answer = answers[question] ?? 'unsure';
			const possible = answer === 'unsure' ? [true, false] : [answer === 'yes'];
			return cases.flatMap((known) => possible.map((value) => ({ ...known, [question]: value })));
		},
		[{} as Known]
	);
}

/** The reasons that hold in all cases. */
function common(cases: readonly Known[]): EnterpriseReason[] {
	const [first = [], ...rest] = cases.map((known) => guess(known).reasons);
	return first.filter((reason) => rest.every((reasons) => reasons.includes(reason)));
}
