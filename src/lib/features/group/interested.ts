import type { DeviceGroup } from '$lib/store';
import { isObject } from '$lib/sync';
import { askAsMember, type Answer } from './ask-registry.ts';

/** Somebody near a registered community who has no group yet: no name, no address. */
export interface Somebody {
	/** Stands for them towards this group alone. */
	id: string;
	tags: string[];
	/** Since when, YYYY-MM. */
	month: string;
	/** Until when they can't be invited again. */
	invited?: string;
}

/** What became of invitations. */
export interface Invited {
	sent: number;
	/** Have had one within a fortnight. */
	already: number;
	/** Have withdrawn meanwhile. */
	gone: number;
	/** The day's limit leaves them out. */
	left_over: number;
}

/** Who is interested near the community, or in what it does; organisers only, and only with a network. */
export async function fetchInterested(group: DeviceGroup): Promise<Answer<Somebody[]>> {
	const answer = await askAsMember<{ people: Somebody[] }>(group, '/interested', {
		is: (said) => isObject(said) && Array.isArray(said.people)
	});
	return answer.ok ? { ok: true, value: answer.value.people } : answer;
}

/** Sends some of them a few words. */
export function invitePeople(group: DeviceGroup, to: string[], text: string): Promise<Answer<Invited>> {
	return askAsMember<Invited>(group, '/interested/invite', {
		method: 'POST',
		body: { to, text },
		is: (said) => isObject(said) && typeof said.sent === 'number'
	});
}

/** "2026-11" as the first day of the month, for formatting. */
export const monthOf = (month: string): string => `${month}-01`;
