/** Which decisions there are of a community as it stands, the likeliest first. */
import { m } from '$lib/i18n';
import type { Decision, EntryData } from './entry.ts';

interface Choice {
	what: Decision;
	label: string;
}

type Entry = EntryData['entry'];

/** What is decided without a reason. */
export function forIt({ state, edit, held, verified, reports }: Entry): Choice[] {
	const choices: Choice[] = [];
	const add = (what: Decision, label: string) => choices.push({ what, label });
	if (state === 'waiting') add('approve', m.moderators_do_approve_new());
	if (state === 'hidden' || state === 'removed') add('approve', m.moderators_do_approve_again());
	if (state !== 'shown') return choices;
	if (edit) add('approve_edit', m.moderators_do_approve_edit());
	else if (held.length > 0) add('approve_edit', m.moderators_do_approve_held());
	if (reports > 0) add('dismiss_reports', m.moderators_do_dismiss());
	if (!verified && reports === 0) add('approve', m.moderators_do_approve_shown());
	return choices;
}

/** What the group is told a reason for. */
export function againstIt({ state, edit, held }: Entry): Choice[] {
	const links = held.some(({ refused }) => !refused) && m.moderators_do_refuse_held();
	const refuse = edit ? m.moderators_do_refuse_edit() : links;
	return [
		...(state === 'shown' && refuse ? [{ what: 'refuse_edit' as const, label: refuse }] : []),
		{ what: 'hide', label: state === 'hidden' ? m.moderators_do_keep_hidden() : m.moderators_do_hide() },
		{ what: 'remove', label: state === 'removed' ? m.moderators_do_keep_removed() : m.moderators_do_remove() }
	];
}

/** What is decided of a pilot. */
export function pilotChoices({ pilot }: Entry): Choice[] {
	const yes: Choice = { what: 'pilot_yes', label: m.moderators_do_pilot_yes() };
	if (pilot === 'yes') return [{ what: 'pilot_no', label: m.moderators_do_pilot_end() }];
	return pilot === 'asked' ? [yes, { what: 'pilot_no', label: m.moderators_do_pilot_no() }] : [yes];
}
