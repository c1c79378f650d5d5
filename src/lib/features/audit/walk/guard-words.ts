/** The five questions that tell a co-op from what is near to one, and what comes of them, in words. */
import { m } from '$lib/i18n';
import type { Enterprise } from '$lib/records';
import type { EnterpriseQuestion, EnterpriseReason } from '$lib/rules';

interface Asked {
	question: string;
	hint?: string;
}

const questions: Record<EnterpriseQuestion, () => Asked> = {
	joined: () => ({ question: m.audit_guard_joined(), hint: m.audit_guard_joined_hint() }),
	one_vote: () => ({ question: m.audit_guard_one_vote() }),
	for_members: () => ({ question: m.audit_guard_for_members(), hint: m.audit_guard_for_members_hint() }),
	for_investors: () => ({ question: m.audit_guard_for_investors() }),
	charity: () => ({ question: m.audit_guard_charity() })
};

const kinds: Record<Enterprise, () => { title: string; text: string }> = {
	coop: () => ({ title: m.audit_kind_coop(), text: m.audit_kind_coop_text() }),
	mutual: () => ({ title: m.audit_kind_mutual(), text: m.audit_kind_mutual_text() }),
	social_enterprise: () => ({
		title: m.audit_kind_social_enterprise(),
		text: m.audit_kind_social_enterprise_text()
	}),
	charity: () => ({ title: m.audit_kind_charity(), text: m.audit_kind_charity_text() }),
	no: () => ({ title: m.audit_kind_no(), text: m.audit_kind_no_text() }),
	unsure: () => ({ title: m.audit_kind_unsure(), text: m.audit_kind_unsure_text() })
};

const reasons: Record<EnterpriseReason, () => string> = {
	registered_charity: m.audit_reason_registered_charity,
	charity_for_members: m.audit_reason_charity_for_members,
	money_decides: m.audit_reason_money_decides,
	for_others: m.audit_reason_for_others,
	members_own: m.audit_reason_members_own,
	one_vote_each: m.audit_reason_one_vote_each,
	for_members: m.audit_reason_for_members,
	not_by_joining: m.audit_reason_not_by_joining,
	votes_differ: m.audit_reason_votes_differ,
	ask_joined: m.audit_reason_ask_joined,
	ask_one_vote: m.audit_reason_ask_one_vote,
	ask_for_members: m.audit_reason_ask_for_members,
	ask_for_investors: m.audit_reason_ask_for_investors,
	ask_charity: m.audit_reason_ask_charity
};

/** A question as it can be asked over a counter. */
export const questionWords = (question: EnterpriseQuestion): Asked => questions[question]();

/** What it looks like, kindly and as no verdict. */
export const kindWords = (kind: Enterprise): { title: string; text: string } => kinds[kind]();

export const reasonWords = (reason: EnterpriseReason): string => reasons[reason]();
