import { errorText, errorTitle, m } from '$lib/i18n';
import { COMMUNITY_KINDS, type Community, type Role } from '$lib/records';
import { codeOf, type ErrorCode } from '$lib/errors';
import type { StartField, StartProblem } from './start-group.ts';

export function sayRole(role: Role): string {
	return {
		organiser: m.group_role_organiser,
		volunteer: m.group_role_volunteer,
		viewer: m.group_role_viewer
	}[role]();
}

/** What is wrong with a name that people will read: a group's or a person's. */
export function sayNameProblem(problem: Pick<StartProblem, 'code'>, name: string, missing: string): string {
	if (problem.code === 'required') return missing;
	if (problem.code === 'too_long') return m.group_name_too_long({ count: name.trim().length });
	if (problem.code === 'characters' || problem.code === 'hostile') return m.group_name_hostile();
	return m.group_field_wrong();
}

/** What is wrong with a field of *Start a group*, in words that stand beside it. */
export function sayStartProblem(field: StartField, problem: StartProblem, typed: string): string {
	if (field === 'name') return sayNameProblem(problem, typed, m.group_name_required());
	if (field === 'your_name') return sayNameProblem(problem, typed, m.group_your_name_required());
	if (field === 'kind') return m.group_kind_required();
	if (field === 'tags') return m.group_tags_wrong();
	if (problem.code === 'required') return m.group_place_required();
	if (problem.code === 'ambiguous')
		return m.group_place_which_error({ count: problem.limit ?? 2, name: typed });
	return problem.code === 'too_long' ? m.group_place_too_long() : m.group_field_wrong();
}

/** Why the registry didn't let somebody in, and what they can do. */
export function sayRefusedInvite(
	refused: { code: ErrorCode; retry_after?: number },
	byLink: boolean
): string {
	switch (refused.code) {
		case 'invite_unknown':
			return byLink ? m.group_join_unknown_link() : m.group_join_unknown_code();
		case 'invite_expired':
			return m.group_join_expired();
		case 'invite_used_up':
			return m.group_join_used_up();
		case 'invite_withdrawn':
			return m.group_join_withdrawn();
		case 'too_many_tries':
			return m.group_join_too_many({
				minutes: m.group_minutes({ count: Math.max(1, Math.ceil((refused.retry_after ?? 900) / 60)) })
			});
		default:
			return `${m.group_join_failed({ why: errorTitle(refused.code) })}. ${errorText(refused.code)}`;
	}
}

/** Why something could not be saved on this phone, what is safe and what to do; `otherwise` where that is not known. */
export function sayStoreTrouble(reason: unknown, otherwise: string): string {
	const code = codeOf(reason);
	return code === 'unexpected' ? otherwise : `${errorTitle(code)}. ${errorText(code)}`;
}

export function sayKind(kind: Community['kind']): string {
	return {
		neighbourhood: m.group_kind_neighbourhood,
		village: m.group_kind_village,
		town: m.group_kind_town,
		city: m.group_kind_city,
		region: m.group_kind_region,
		interest: m.group_kind_interest
	}[kind]();
}

/** `as a volunteer`, after *You're invited to …*. */
export function sayAs(role: Role): string {
	return { organiser: m.group_as_organiser, volunteer: m.group_as_volunteer, viewer: m.group_as_viewer }[
		role
	]();
}

/** Every kind of group, to choose from. */
export const kindOptions = (): { value: Community['kind']; label: string }[] =>
	COMMUNITY_KINDS.map((value) => ({ value, label: sayKind(value) }));
