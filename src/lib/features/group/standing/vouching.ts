/** Speaking for another community: the link that is shared, and what the registry answers to who opens it. */
import { m } from '$lib/i18n';
import type { DeviceGroup } from '$lib/store';
import { isObject } from '$lib/sync';
import { askAsMember, type Answer, type Refusal } from '../ask-registry.ts';

/** What is told of a community before somebody speaks for it. */
export interface AboutWaiting {
	name: string;
	place?: string;
	about?: string;
	promised: string[];
	/** The asking community has spoken for it already. */
	vouched: boolean;
}

/** The link by which others find the community that asks. */
export const vouchLink = (origin: string, group: string): string => `${origin}/vouch#${group}`;

/** The group that a link names, if it is whole. */
export function readVouchLink(hash: string): string | undefined {
	return /^#([0-9a-hjkmnp-tv-z]{26})$/.exec(hash)?.[1];
}

/** The groups of this phone that may speak for another: registered ones whose organiser this person is. */
export const speakers = (groups: readonly DeviceGroup[]): DeviceGroup[] =>
	groups.filter(({ state, role, slug }) => state === 'member' && role === 'organiser' && slug !== undefined);

/** Asks what a community says of itself; nothing is said for it. */
export async function lookAt(entry: DeviceGroup, group: string): Promise<Answer<AboutWaiting>> {
	const answer = await askAsMember<{ about: AboutWaiting }>(entry, '/vouch', {
		method: 'POST',
		body: { for: group, look: true },
		is: (value) => isObject(value) && isObject(value.about) && typeof value.about.name === 'string'
	});
	return answer.ok ? { ok: true, value: answer.value.about } : answer;
}

/** Speaks for a community; `shown` when it stands in the registry now. */
export function speakFor(entry: DeviceGroup, group: string): Promise<Answer<{ shown: boolean }>> {
	return askAsMember(entry, '/vouch', {
		method: 'POST',
		body: { for: group },
		is: (value) => isObject(value) && typeof value.shown === 'boolean'
	});
}

/** Why one can't speak for a community, and what to do. */
export function refusedWords({ code, reason }: Refusal, name: string): string {
	if (reason === 'vouch_own') return m.moderation_vouch_own();
	if (reason === 'vouch_unneeded') return m.moderation_vouch_unneeded();
	if (reason === 'vouch_unregistered') return m.moderation_vouch_unregistered({ name });
	if (reason === 'vouch_unknown') return m.moderation_vouch_unknown();
	if (reason === 'role') return m.moderation_role();
	return troubleWords(code);
}

/** What is said where the registry gave no answer of its own. */
export function troubleWords(code: Refusal['code']): string {
	const offline = code === 'no_network' || code === 'too_slow' || code === 'not_our_server';
	return offline ? m.moderation_needs_network() : m.moderation_failed();
}
