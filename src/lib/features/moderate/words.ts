import { formatDate, formatTime, m } from '$lib/i18n';
import type { EditReason, Standing } from '$lib/rules/moderation.ts';
import type { Act, Decision, QueuedFor, RefusedDecision, Shown } from './entry.ts';
import type { PasskeyOutcome } from './passkey.ts';

const passkeyTroubles: Record<Exclude<PasskeyOutcome, 'done'>, () => string> = {
	cancelled: m.moderators_passkey_cancelled,
	known: m.moderators_passkey_known,
	wrong: m.moderators_passkey_wrong,
	too_many: m.moderators_passkey_too_many,
	full: m.moderators_passkey_full,
	signed_out: m.moderators_passkey_signed_out,
	impossible: m.moderators_passkey_impossible,
	unavailable: m.moderators_unavailable
};

/** What came of a passkey, and what can be done; nothing where it went well. */
export function passkeyTrouble(outcome: PasskeyOutcome | undefined): string | undefined {
	return outcome && outcome !== 'done' ? passkeyTroubles[outcome]() : undefined;
}

/** Why a one-time code was not taken. */
export function codeTrouble({ refused, retry_after }: { refused: string; retry_after: number }): string {
	if (refused === 'code_missing') return m.moderators_code_missing();
	if (refused === 'code_wrong') return m.moderators_code_wrong();
	if (refused === 'too_many_tries')
		return m.moderators_code_too_many({ minutes: Math.ceil(retry_after / 60) });
	return m.moderators_unavailable();
}

const kinds: Record<Shown['kind'], () => string> = {
	neighbourhood: m.registry_kind_neighbourhood,
	village: m.registry_kind_village,
	town: m.registry_kind_town,
	city: m.registry_kind_city,
	region: m.registry_kind_region,
	interest: m.registry_kind_interest
};

/** A kind of community. */
export const kindWords = (kind: Shown['kind']): string => kinds[kind]();

const dues: Record<QueuedFor, () => string> = {
	new: m.moderators_due_new,
	edit: m.moderators_due_edit,
	reports: m.moderators_due_reports,
	appeal: m.moderators_due_appeal,
	pilot: m.moderators_due_pilot
};

/** Why a community waits, in one line. */
export const dueLine = (why: QueuedFor[]): string => why.map((one) => dues[one]()).join(' · ');

const standings: Record<Standing, () => string> = {
	waiting: m.moderators_state_waiting,
	shown: m.moderators_state_shown,
	hidden: m.moderators_state_hidden,
	removed: m.moderators_state_removed
};

/** How a community stands, as a sentence. */
export const standingWords = (state: Standing): string => standings[state]();

/** "Sat 12 July 2026, 2.30 pm". */
export const moment = (at: string): string =>
	m.moderators_moment({ date: formatDate(at), time: formatTime(at) });

const doneWords: Record<Decision, (said: { name: string }) => string> = {
	approve: m.moderators_done_approve,
	approve_edit: m.moderators_done_approve_edit,
	refuse_edit: m.moderators_done_refuse_edit,
	hide: m.moderators_done_hide,
	remove: m.moderators_done_remove,
	dismiss_reports: m.moderators_done_dismiss_reports,
	pilot_yes: m.moderators_done_pilot_yes,
	pilot_no: m.moderators_done_pilot_no
};

/** What was just decided. */
export const doneLine = ({ what, name }: { what: Decision; name: string }): string =>
	doneWords[what]({ name });

const acts: Record<Act['what'], (said: { by: string }) => string> = {
	asked: m.moderators_act_asked,
	vouched: m.moderators_act_vouched,
	let_in: m.moderators_act_let_in,
	edited: m.moderators_act_edited,
	held: m.moderators_act_held,
	reported: m.moderators_act_reported,
	appeal: m.moderators_act_appeal,
	pilot_asked: m.moderators_act_pilot_asked,
	approve: m.moderators_act_approve,
	approve_edit: m.moderators_act_approve_edit,
	refuse_edit: m.moderators_act_refuse_edit,
	hide: m.moderators_act_hide,
	remove: m.moderators_act_remove,
	dismiss_reports: m.moderators_act_dismiss_reports,
	pilot_yes: m.moderators_act_pilot_yes,
	pilot_no: m.moderators_act_pilot_no
};

/** One line of a history. */
export function actLine({ by, what }: Act): string {
	if (what === 'hide' && by === 'server') return m.moderators_act_hidden_by_reports();
	if (what === 'let_in' && by === 'vouches') return m.moderators_act_let_in_by_vouches();
	return acts[what]({ by });
}

/** What an act was done for, as a sentence: in somebody's own words, or in ours where there was only a choice. */
export function actReason({ what, reason }: Act): string | undefined {
	if (!reason) return undefined;
	if (what === 'vouched') return `/communities/${reason}`;
	if (what === 'edited') return editWords(reason.split(',') as EditReason[]);
	if (what === 'reported') return `${reportWords(reason)}.`;
	if (what === 'appeal' || what === 'pilot_asked') return m.moderators_quoted({ text: reason });
	return m.moderators_reason_was({ reason });
}

const reports: Record<string, () => string> = {
	not_real: m.moderators_report_not_real,
	advertising: m.moderators_report_advertising,
	harmful: m.moderators_report_harmful,
	personal: m.moderators_report_personal,
	mistaken: m.moderators_report_mistaken,
	other: m.moderators_report_other
};

/** What somebody reported a page for. */
export const reportWords = (why: string): string => reports[why]?.() ?? why;

/** What an edit waits for. */
export function editWords(why: readonly EditReason[]): string {
	const words = { links: m.moderators_edit_links(), much: m.moderators_edit_much() };
	return why.map((one) => words[one]).join(' ');
}

/** What is wrong with the reason that was typed. */
export function reasonProblem(refused: RefusedDecision | null | undefined): string | undefined {
	if (refused?.refused === 'reason_required') return m.moderators_reason_required();
	return refused?.refused === 'reason_long' ? m.moderators_reason_long() : undefined;
}

const refusals: Record<string, () => string> = {
	meanwhile: m.moderators_refused_meanwhile,
	changed_meanwhile: m.moderators_refused_changed,
	not_now: m.moderators_refused_not_now,
	unknown: m.moderators_refused_unknown
};

/** Why a decision was not taken, and what can be done. */
export const refusalWords = (refused: RefusedDecision): string =>
	reasonProblem(refused) ?? (refusals[refused.refused] ?? m.moderators_unavailable)();
