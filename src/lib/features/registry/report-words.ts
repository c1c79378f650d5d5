import { m } from '$lib/i18n';

/** What became of a report. */
export type ReportOutcome =
	| { sent: true }
	| {
			refused: {
				code: string;
				retry_after?: number;
				problems: { field: string; code: string; limit?: number }[];
				typed: { why: string; text: string };
			};
	  };

/** What can be wrong with a page, as people say it. */
export const reportReasons = [
	{ value: 'not_real', label: m.moderation_report_not_real() },
	{ value: 'advertising', label: m.moderation_report_advertising() },
	{ value: 'harmful', label: m.moderation_report_harmful() },
	{ value: 'personal', label: m.moderation_report_personal() },
	{ value: 'mistaken', label: m.moderation_report_mistaken() },
	{ value: 'other', label: m.moderation_report_other() }
];

/** Why a report was not taken. */
export function refusedWords({ code, retry_after = 60 }: { code: string; retry_after?: number }): string {
	if (code === 'wrong') return m.moderation_report_problem();
	if (code === 'too_many') return m.moderation_report_too_many({ minutes: Math.ceil(retry_after / 60) });
	if (code === 'community_unknown') return m.moderation_report_gone();
	return m.moderation_report_unavailable();
}

/** What is wrong with a field of a report. */
export function problemWords({
	field,
	code,
	limit = 0
}: {
	field: string;
	code: string;
	limit?: number;
}): string {
	if (field === 'why') return m.moderation_report_why_required();
	if (code === 'required') return m.moderation_report_say_required();
	return code === 'long' ? m.moderation_report_say_long({ limit }) : m.moderation_report_say_format();
}
